import MidgeModel
import MidgeTestSupport
import Testing

struct SentinelTests {
  static let layers: [LayerShape] = [.dense(3, 8, .relu), .dense(8, 4, .tanh), .dense(4, 2)]

  static func trainer(
    _ layers: [LayerShape] = layers, _ rule: OptimizerChoice = .sgd(SGD(learningRate: 0.01)), rowCapacity: Int = 16
  ) throws -> ModelTrainer {
    try ModelTrainer(
      layers.span, loss: .meanSquaredError, optimizer: rule, rowCapacity: rowCapacity, instructionSet: .baseline)
  }

  private static func rows(_ count: Int) -> (inputs: [Float], targets: [Float]) {
    var numbers = TestNumbers(seed: 4)
    return (numbers.list(count * 3, -1, 1).map { Float($0) }, numbers.list(count * 2, 0, 1).map { Float($0) })
  }

  /// Steps on all rows; the first thing found.
  private func steps(
    _ count: Int, _ trainer: inout ModelTrainer, _ sentinel: inout ModelSentinel, _ inputs: [Float], _ targets: [Float]
  ) -> Finding? {
    for _ in 0..<count {
      let loss = trainer.step(inputs.span, targets.span)
      if let finding = sentinel.watch(trainer, loss: loss, sampleCount: inputs.count / 3) { return finding }
    }
    return nil
  }

  @Test func aPlantedWeightIsNamed() throws {
    let (inputs, targets) = Self.rows(7)
    for layer in 0..<3 {
      var trainer = try Self.trainer(), sentinel = ModelSentinel(watching: trainer, every: 100)
      #expect(steps(5, &trainer, &sentinel, inputs, targets) == nil)
      let shape = trainer.shape(at: layer), unit = 1
      let start = (0..<layer).reduce(0) { $0 + trainer.shape(at: $1).parameterCount }
      trainer.withMutableParameters { $0[start + shape.weightOffset(unit * shape.inputCount)] = .nan }
      let finding = steps(5, &trainer, &sentinel, inputs, targets)
      #expect(finding?.place == .output(layer: layer, unit: unit) && finding?.layer == layer)
      #expect(finding?.step == 6 && finding?.sample == 0 && finding?.isEverySample == true)
      let text = "\(try #require(finding))"
      #expect(text == "step 6: the output of layer \(layer), unit 1 is not finite, sample 0 and all others looked at")
    }
  }

  @Test(arguments: [0, 5, 6]) func aPlantedSampleIsNamed(_ sample: Int) throws {
    var (inputs, targets) = Self.rows(7)
    var trainer = try Self.trainer(), sentinel = ModelSentinel(watching: trainer, every: 100)
    #expect(steps(2, &trainer, &sentinel, inputs, targets) == nil)
    inputs[sample * 3 + 1] = .infinity
    let finding = steps(1, &trainer, &sentinel, inputs, targets)
    #expect(finding?.layer == 0 && finding?.sample == sample && finding?.step == 3 && finding?.isEverySample == false)
  }

  /// Of a batch larger than the row capacity, only the last rows are there to look at.
  @Test func largerBatchesAreNamedAsFarAsTheirOutputsLast() throws {
    for (sample, place) in [(9, 9), (8, 8), (1, nil)] as [(Int, Int?)] {
      var (inputs, targets) = Self.rows(10)
      var trainer = try Self.trainer(rowCapacity: 4), sentinel = ModelSentinel(watching: trainer, every: 100)
      inputs[sample * 3] = .nan
      let finding = steps(1, &trainer, &sentinel, inputs, targets)
      #expect(finding?.sample == place && finding?.step == 1)
      #expect((finding?.place == .earlierRows) == (place == nil))
    }
  }

  /// Outputs that overflow when squared; targets are not seen by `watch`.
  @Test func aLossThatOverflowsIsNamed() throws {
    var (inputs, targets) = Self.rows(7)
    var trainer = try Self.trainer([.dense(3, 2)]), sentinel = ModelSentinel(watching: trainer, every: 100)
    inputs[4 * 3] = 1e25
    let overflow = steps(1, &trainer, &sentinel, inputs, targets)
    #expect(overflow?.place == .loss && overflow?.step == 1 && overflow?.sample == 4)
    sentinel.rollBack(&trainer)
    (inputs, targets) = Self.rows(7)
    targets[3] = .infinity
    let target = steps(1, &trainer, &sentinel, inputs, targets)
    #expect(target?.place == .loss && target?.step == 1 && target?.sample == nil)
  }

  /// The sigmoid of infinity is 1: only the scan sees it, and the snapshot stays what it was.
  @Test func whatTheLossHidesIsFoundByTheScan() throws {
    let (inputs, targets) = Self.rows(7)
    var trainer = try Self.trainer([.dense(3, 5, .sigmoid), .dense(5, 2)])
    var sentinel = ModelSentinel(watching: trainer, every: 4)
    #expect(steps(5, &trainer, &sentinel, inputs, targets) == nil && sentinel.snapshotStep == 4)
    let place = trainer.shape(at: 0).biasOffset(3)
    trainer.withMutableParameters { $0[place] = .infinity }
    let finding = try #require(steps(9, &trainer, &sentinel, inputs, targets))
    #expect(finding.step == 8 && finding.sample == nil && finding.layer == 0)
    guard case .parameter(let found) = finding.place else {
      Issue.record("\(finding)")
      return
    }
    #expect(found.layer == 0 && found.tensor == .bias && found.index == 3)
    #expect("\(finding)" == "step 8, or before: number 3 of the bias of layer 0 is not finite")
    // Found again and again, until it is dealt with.
    #expect(steps(1, &trainer, &sentinel, inputs, targets)?.step == 9 && sentinel.snapshotStep == 4)
    sentinel.rollBack(&trainer)
    #expect(sentinel.stepCount == 4 && parameters(trainer).allSatisfy { $0.isFinite })
    #expect(steps(20, &trainer, &sentinel, inputs, targets) == nil && sentinel.stepCount == 24)
  }

  /// Adam's mean of squares overflows; its steps become 0, and nothing else would show it.
  @Test func aMomentThatOverflowsIsFound() throws {
    var trainer = try Self.trainer([.dense(1, 2), .dense(2, 1)], .adam(Adam(learningRate: 0.01)))
    var sentinel = ModelSentinel(watching: trainer, every: 2)
    var finding: Finding?
    for _ in 0..<2 where finding == nil {
      let loss = trainer.step([1e4].span, [1e19].span)
      #expect(loss.isFinite)
      finding = sentinel.watch(trainer, loss: loss, sampleCount: 1)
    }
    #expect(finding?.step == 2 && finding?.place == .moment(layer: 0) && finding?.sample == nil)
  }

  /// Straight, and with three steps that are rolled back: the same bits, whatever the optimizer keeps.
  @Test func whatIsRolledBackWasNeverThere() throws {
    let (inputs, targets) = Self.rows(7), (others, wanted) = Self.rows(5)
    for kind in OptimizerKind.allCases {
      func trained(rolledBack: Bool) throws -> [Float] {
        var trainer = try Self.trainer(Self.layers, kind.choice(learningRate: 0.01))
        trainer.regularization = Regularization(l2: 1e-3, clipNorm: 1)
        trainer.schedule = Schedule(rate: 0.01, .cosine(period: 20, least: 0), warmUpStepCount: 4)
        var sentinel = ModelSentinel(watching: trainer, every: 5)
        #expect(steps(7, &trainer, &sentinel, inputs, targets) == nil)
        trainer.accumulate(others.span, wanted.span)
        #expect(sentinel.take(trainer) == nil && sentinel.snapshotStep == 7)
        if rolledBack {
          trainer.apply()
          #expect(steps(3, &trainer, &sentinel, others, wanted) == nil)
          trainer.epoch(inputs.span, targets.span, batchSize: 2)
          sentinel.rollBack(&trainer)
          #expect(trainer.stepCount == 7 && sentinel.stepCount == 7)
        }
        trainer.apply()
        #expect(steps(5, &trainer, &sentinel, inputs, targets) == nil)
        trainer.epoch(inputs.span, targets.span, batchSize: 2)
        return parameters(trainer)
      }
      #expect(try trained(rolledBack: true) == trained(rolledBack: false), "\(kind)")
    }
  }

  @Test func aWatchedEpochIsAnEpoch() throws {
    let (inputs, targets) = Self.rows(40)
    var trainer = try Self.trainer(), watched = try Self.trainer()
    var sentinel = ModelSentinel(watching: watched, every: 3)
    for _ in 0..<3 {
      let loss = trainer.epoch(inputs.span, targets.span, batchSize: 7)
      let outcome = watched.epoch(inputs.span, targets.span, batchSize: 7, sentinel: &sentinel)
      #expect(outcome == WatchedEpoch(loss: loss, finding: nil))
    }
    #expect(parameters(trainer) == parameters(watched) && sentinel.stepCount == 18)
  }

  /// By its place in the data, not in the shuffled batch; the epoch ends there.
  @Test func aWatchedEpochNamesTheSample() throws {
    for shuffles in [false, true] {
      for plantsTarget in [false, true] {
        var (inputs, targets) = Self.rows(40)
        if plantsTarget { targets[17 * 2 + 1] = .nan } else { inputs[17 * 3] = .infinity }
        var trainer = try Self.trainer(), sentinel = ModelSentinel(watching: trainer, every: 1000)
        let outcome = trainer.epoch(inputs.span, targets.span, batchSize: 8, shuffles: shuffles, sentinel: &sentinel)
        #expect(outcome.finding?.sample == 17 && outcome.finding?.layer == (plantsTarget ? nil : 0))
        let order = Shuffle(count: 40, seed: 1, epoch: 0)
        let position = shuffles ? (0..<40).first { order[$0] == 17 }! : 17
        #expect(outcome.finding?.step == position / 8 + 1 && sentinel.stepCount == position / 8 + 1)
      }
    }
  }

  /// A snapshot keeps the gradient that waits: one that is not finite is not taken.
  @Test func aGradientThatWaitsIsLookedAt() throws {
    let (inputs, targets) = Self.rows(7)
    var trainer = try Self.trainer(), sentinel = ModelSentinel(watching: trainer, every: 100)
    trainer.accumulate(inputs.span, targets.span)
    #expect(sentinel.scan(trainer) == nil)
    trainer.withGradients { $0[trainerStart(of: 1)] = -.infinity }
    #expect(sentinel.scan(trainer)?.place == .gradient(layer: 1) && sentinel.take(trainer)?.layer == 1)
    trainer.apply()
    sentinel.rollBack(&trainer)
    #expect(sentinel.scan(trainer) == nil)
  }

  private func trainerStart(of layer: Int) -> Int {
    Self.layers[..<layer].reduce(0) { $0 + $1.parameterCount }
  }

  @Test func periodsMayBeAsLongAsNumbersGo() throws {
    let (inputs, targets) = Self.rows(7)
    var trainer = try Self.trainer(), sentinel = ModelSentinel(watching: trainer, every: .max)
    #expect(steps(3, &trainer, &sentinel, inputs, targets) == nil && sentinel.take(trainer) == nil)
    #expect(steps(2, &trainer, &sentinel, inputs, targets) == nil && sentinel.stepCount == 5)
  }
}
