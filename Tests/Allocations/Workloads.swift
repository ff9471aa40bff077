import AllocationCounter
import Midge
import MidgeModel

/// The arithmetic of `NativeFloat`, sooner compiled for many networks.
typealias SharedFloat = LaneArithmetic<Float, SharedKernels<NativeTiles>>

/// A network to train, small and ragged: 3 inputs, 13 hidden units, 5 outputs.
enum Workload {
  static let inputCount = 3, hiddenCount = 13, outputCount = 5
  static let sampleCount = 40

  static func layers(_ activation: Activation) -> [LayerShape] {
    [
      .dense(inputCount, hiddenCount, activation), .dropout(0.2, count: hiddenCount), .dense(hiddenCount, outputCount),
      .activation(.tanh, count: outputCount), .activation(.identity, count: outputCount),
    ]
  }
}

/// Samples in memory of the test's, made before anything is counted.
struct Samples {
  let inputs: [Float]
  let targets: [Float]
  let classes: [Int32]

  init(inputs: [Float], targets: [Float], classes: [Int32]) {
    self.inputs = inputs
    self.targets = targets
    self.classes = classes
  }

  init() {
    var generator = SeededGenerator(seed: 4)
    inputs = (0..<Workload.sampleCount * Workload.inputCount).map { _ in Float(generator.nextUnit()) }
    targets = (0..<Workload.sampleCount * Workload.outputCount).map { _ in Float(generator.nextUnit()) }
    classes = (0..<Workload.sampleCount).map { Int32($0 % Workload.outputCount) }
  }
}

/// What the two trainers have in common.
protocol Trainable: ParameterStore, ~Copyable where Scalar == Float {
  mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float
  mutating func step(_ inputs: Span<Float>, classes: Span<Int32>) -> Float
  mutating func accumulate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float
  mutating func accumulate(_ inputs: Span<Float>, classes: Span<Int32>) -> Float
  mutating func apply()
  mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, batchSize: Int, shuffles: Bool, onBatch: (BatchReport) -> Void
  ) -> Double
  mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, batchSize: Int, shuffles: Bool, onBatch: (BatchReport) -> Void
  ) -> Double
  func evaluate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Evaluation
  func evaluate(_ inputs: Span<Float>, classes: Span<Int32>) -> Evaluation
  func predict(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>)
  func probabilities(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>)
}

extension Trainer: Trainable where A.Scalar == Float {}
extension ModelTrainer: Trainable {}

/// One call of a trainer, as a program makes it.
protocol TrainerCall {
  func perform<T: Trainable & ~Copyable>(
    _ trainer: inout T, _ samples: Samples, batchSize: Int, _ outputs: inout [Float])
}

/// A batch. Apart from the others, so that the compiler makes of a trainer what is called.
enum StepCall: CaseIterable, TrainerCall {
  case step, stepOnClasses, accumulateAndApply, accumulateAndApplyOnClasses

  @inline(never)
  func perform<T: Trainable & ~Copyable>(
    _ trainer: inout T, _ samples: Samples, batchSize: Int, _ outputs: inout [Float]
  ) {
    let inputs = samples.inputs.span.extracting(first: batchSize * Workload.inputCount)
    let targets = samples.targets.span.extracting(first: batchSize * Workload.outputCount)
    let classes = samples.classes.span.extracting(first: batchSize)
    switch self {
    case .step: _ = trainer.step(inputs, targets)
    case .stepOnClasses: _ = trainer.step(inputs, classes: classes)
    case .accumulateAndApply:
      _ = trainer.accumulate(inputs, targets)
      trainer.apply()
    case .accumulateAndApplyOnClasses:
      _ = trainer.accumulate(inputs, classes: classes)
      trainer.apply()
    }
  }
}

/// A pass over all samples.
enum PassCall: CaseIterable, TrainerCall {
  case epoch, epochOnClasses, shuffledEpoch, shuffledEpochOnClasses
  case evaluate, evaluateOnClasses, predict, probabilities, parameters

  @inline(never)
  func perform<T: Trainable & ~Copyable>(
    _ trainer: inout T, _ samples: Samples, batchSize: Int, _ outputs: inout [Float]
  ) {
    let (inputs, targets, classes) = (samples.inputs.span, samples.targets.span, samples.classes.span)
    let shuffles = self == .shuffledEpoch || self == .shuffledEpochOnClasses
    var reported = 0.0
    switch self {
    case .epoch, .shuffledEpoch:
      _ = trainer.epoch(inputs, targets, batchSize: batchSize, shuffles: shuffles, onBatch: { reported += $0.loss })
    case .epochOnClasses, .shuffledEpochOnClasses:
      _ = trainer.epoch(
        inputs, classes: classes, batchSize: batchSize, shuffles: shuffles, onBatch: { reported += $0.loss })
    case .evaluate: _ = trainer.evaluate(inputs, targets)
    case .evaluateOnClasses: _ = trainer.evaluate(inputs, classes: classes)
    case .predict: trainer.predict(inputs, into: outputs.mutableSpan)
    case .probabilities: trainer.probabilities(inputs, into: outputs.mutableSpan)
    case .parameters: trainer.withMutableParameters { $0[0] += 0 }
    }
  }
}

/// What `count` calls allocate after a first one.
func allocations<T: Trainable & ~Copyable, Call: TrainerCall>(
  of call: Call, on trainer: inout T, batchSize: Int, count: Int = 1000
) -> Allocations {
  let samples = Samples()
  var outputs = [Float](repeating: 0, count: samples.targets.count)
  call.perform(&trainer, samples, batchSize: batchSize, &outputs)
  let before = allocationCounts()
  for _ in 0..<count { call.perform(&trainer, samples, batchSize: batchSize, &outputs) }
  return allocations(since: before)
}
