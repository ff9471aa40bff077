import MidgeModel
import Testing

/// The public check of a gradient, on run-time networks.
struct GradientCheckTests {
  typealias Checked = TestTrainer<PortableShared<Double>>

  static let layers: [LayerShape] = [.dense(3, 9, .tanh), .dense(9, 2, .sigmoid), .activation(.tanh, count: 2)]
  static let inputs: [Double] = [0.5, -1, 2, 0.25, 1.5, -0.75]
  static let targets: [Double] = [0, 1, 0.5, 0.25]

  static func trainer(_ layers: [LayerShape], _ loss: Loss = .meanSquaredError) throws -> Checked {
    try Checked(
      owning: layers.span, loss: loss, optimizer: .sgd(SGD(learningRate: 0.1)), reduction: .mean, seed: 1,
      initializer: .automatic, rowCapacity: 2)
  }

  @Test(arguments: Activation.allCases, Loss.allCases)
  func everyActivationAndLossPass(_ activation: Activation, _ loss: Loss) throws {
    let layers: [LayerShape] = [.dense(3, 9, activation), .dense(9, 5, activation), .dense(5, 2)]
    for seed in [UInt64(1), 2, 3] {
      let batch = try ModelTrainer.checkGradient(
        layers.span, loss: loss, Self.inputs.span, Self.targets.span, seed: seed)
      let single = try ModelTrainer.checkGradient(
        layers.span, loss: loss, Self.inputs.span.extracting(..<3), classes: [Int32(1)].span, reduction: .sum,
        seed: seed)
      for check in [batch, single] {
        #expect(check.passes, "\(check)")
        #expect(check.comparedCount + check.cornerCount == layers.trainableCount)
        #expect(check.comparedCount > layers.trainableCount / 2)
        #expect(check.smallerStepCount <= check.comparedCount)
      }
    }
  }

  @Test func theNetworkIsWhatItWasBefore() throws {
    var trainer = try Self.trainer(Self.layers)
    func numbers() -> [Double] { trainer.withParameters { span in span.indices.map { span[$0] } } }
    let before = numbers(), loss = trainer.evaluate(Self.inputs.span, Self.targets.span).loss
    let check = trainer.checkGradient(Self.inputs.span, Self.targets.span)
    #expect(numbers() == before && abs(check.loss - loss) < 1e-14)
    #expect(check.passes && check.comparedCount == Self.layers.trainableCount && check.smallerStepCount == 0)
    trainer.apply()
    #expect(numbers() == before, "no gradient waits")
  }

  /// The report names the worst, whatever the tolerance; a check that nothing can pass fails.
  @Test func theWorstIsNamedAndTheToleranceDecides() throws {
    var trainer = try Self.trainer(Self.layers)
    let loose = trainer.checkGradient(Self.inputs.span, Self.targets.span)
    let strict = trainer.checkGradient(Self.inputs.span, Self.targets.span, tolerance: 0)
    #expect(loose.passes && !strict.passes)
    let worst = try #require(loose.worst)
    #expect(worst.relativeError > 0 && worst.relativeError < 1e-8)
    let size = max(abs(worst.analytic), abs(worst.numeric), loose.floor)
    #expect(worst.relativeError == abs(worst.analytic - worst.numeric) / size)
  }

  @Test func aNumberThatIsNoneFails() throws {
    var trainer = try Self.trainer(Self.layers)
    let check = trainer.checkGradient([Double.nan, 0, 1].span, [1.0, 0].span)
    #expect(!check.passes && check.worst?.relativeError == .infinity)
  }

  @Test func nothingComparedIsNothingProved() throws {
    var trainer = try Self.trainer([.activation(.tanh, count: 3)])
    let check = trainer.checkGradient(Self.inputs.span, Self.inputs.span)
    #expect(check.worst == nil && check.comparedCount == 0 && !check.passes)
  }

  /// The unit's sum stands 2^-11 above the corner of its ReLU: the first step, 2^-9, goes beyond.
  @Test func aCornerWithinTheStepIsSteppedAround() throws {
    var trainer = try Self.trainer([.dense(1, 1, .relu)])
    trainer.withMutableParameters { parameters in
      parameters[LayerShape.dense(1, 1).weightOffset(0)] = 0x1p-11
    }
    let check = trainer.checkGradient([1.0].span, [1.0].span)
    #expect(check.passes && check.smallerStepCount == 2 && check.comparedCount == 2 && check.cornerCount == 0)
    #expect(check.worst.map { $0.relativeError < 1e-6 } == true)
  }

  /// All sums of the first layer are 0: the loss has no slope by its biases, and 0 by its weights.
  @Test func aCornerAtTheVeryPointIsCounted() throws {
    var trainer = try Self.trainer([.dense(2, 3, .relu), .dense(3, 1)])
    let check = trainer.checkGradient([0.0, 0].span, [1.0].span)
    #expect(check.passes && check.cornerCount == 3 && check.comparedCount == 6 + 3 + 1)
    trainer.scatterBiases(seed: 1)
    let scattered = trainer.checkGradient([0.0, 0].span, [1.0].span)
    #expect(scattered.passes && scattered.cornerCount == 0)
  }

  @Test func layersThatDoNotFitAreRefused() {
    #expect(throws: ModelError.mismatch(layer: 1, inputCount: 4, previousOutputCount: 3)) {
      try ModelTrainer.checkGradient(
        [LayerShape.dense(2, 3), .dense(4, 1)].span, loss: Loss.meanSquaredError, [0.0, 0].span, [1.0].span)
    }
  }
}
