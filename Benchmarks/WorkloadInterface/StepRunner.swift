import MidgeCore
import ProcessProbe

/// What the typed trainer and the run-time one have in common.
public protocol MeasuredTrainer: ~Copyable {
  var inputCount: Int { get }
  var outputCount: Int { get }
  mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float
  func evaluate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Evaluation
  func probabilities(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>)
}

extension Trainer: MeasuredTrainer where A.Scalar == Float {
  @inlinable @inline(__always)
  public var inputCount: Int { body.inputCount }
  @inlinable @inline(__always)
  public var outputCount: Int { body.outputCount }
}

/// The loops that are measured, written once for both faces. All are inlined, so that they are compiled for the instruction set of the
/// module that calls them.
@safe public struct StepRunner<Trained: MeasuredTrainer & ~Copyable>: ~Copyable {
  @usableFromInline var trainer: Trained
  /// Keeps the memory that the three pointers are to.
  @usableFromInline let data: BenchmarkData
  @usableFromInline let inputs: UnsafeMutablePointer<Float>
  @usableFromInline let targets: UnsafeMutablePointer<Float>
  @usableFromInline let outputs: UnsafeMutablePointer<Float>
  @usableFromInline let rowCount: Int
  /// The first row of the next batch.
  @usableFromInline var row = 0
  /// The losses of all steps: a loss that nobody reads would not be computed.
  @usableFromInline var lossSum: Float = 0

  /// The data has at least a batch of rows.
  @inlinable @inline(__always)
  public init(_ trainer: consuming Trained, _ data: BenchmarkData) {
    self.trainer = trainer
    self.data = data
    unsafe inputs = data.inputs
    unsafe targets = data.targets
    unsafe outputs = data.outputs
    rowCount = data.rowCount
  }
}

extension StepRunner where Trained: ~Copyable {
  @inlinable @inline(__always)
  public mutating func run(steps: Int, batchSize: Int) {
    for _ in 0..<steps { step(batchSize) }
  }

  @inlinable @inline(__always)
  public mutating func time(into ticks: inout MutableSpan<UInt32>, batchSize: Int) {
    for index in 0..<ticks.count {
      let start = processorTicks()
      step(batchSize)
      ticks[index] = UInt32(clamping: processorTicks() &- start)
    }
  }

  @inlinable @inline(__always)
  public mutating func predict(rows: Int) {
    for _ in 0..<rows { predictRow() }
  }

  @inlinable @inline(__always)
  public mutating func timePredictions(into ticks: inout MutableSpan<UInt32>) {
    for index in 0..<ticks.count {
      let start = processorTicks()
      predictRow()
      ticks[index] = UInt32(clamping: processorTicks() &- start)
    }
  }

  @inlinable @inline(__always)
  public func loss() -> Double {
    unsafe trainer.evaluate(
      Span(_unsafeStart: inputs, count: rowCount &* trainer.inputCount),
      Span(_unsafeStart: targets, count: rowCount &* trainer.outputCount)
    ).loss
  }

  @inlinable @inline(__always)
  mutating func step(_ batchSize: Int) {
    let (inputCount, outputCount) = (trainer.inputCount, trainer.outputCount)
    lossSum += unsafe trainer.step(
      Span(_unsafeStart: inputs + row &* inputCount, count: batchSize &* inputCount),
      Span(_unsafeStart: targets + row &* outputCount, count: batchSize &* outputCount))
    row &+= batchSize
    if row &+ batchSize > rowCount { row = 0 }
  }

  @inlinable @inline(__always)
  mutating func predictRow() {
    let (inputCount, outputCount) = (trainer.inputCount, trainer.outputCount)
    unsafe trainer.probabilities(
      Span(_unsafeStart: inputs + row &* inputCount, count: inputCount),
      into: MutableSpan(_unsafeStart: outputs, count: outputCount))
    row &+= 1
    if row >= rowCount { row = 0 }
  }
}

/// The processor's clock around nothing at all: what a pair of readings costs.
public func timeNothing(into ticks: inout MutableSpan<UInt32>) {
  for index in 0..<ticks.count {
    let start = processorTicks()
    ticks[index] = UInt32(clamping: processorTicks() &- start)
  }
}
