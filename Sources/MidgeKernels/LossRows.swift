/// A loss and its gradient for rows of outputs: what the loss kernels share.
///
/// - Reads `outputs`, `rows` rows of `count` scalars in rows of `columns`; and their targets.
/// - Padding: `columns` is `RowWidth.padded(count)`; rows of targets are at least `count` scalars apart.
/// - Overwrites `delta`, laid out as the outputs: the gradient of `scale` times the summed loss, by what the outputs' activation was applied to;
///   pad lanes become 0.
/// - Returns `sums` with the unscaled loss added, in order of the rows, each lane by itself or as a number for a row; `LossSums.value` adds the
///   lanes up when all rows are done.
/// - Cost: one pass for squared error and binary cross-entropy; see `CrossEntropyLoss`. A row's bits do not depend on those beside it.
@safe public struct LossRows<Scalar: KernelScalar, Function: LossFunction>: VectorOperation {
  @usableFromInline let function: Function
  @usableFromInline let block: LossBlock<Scalar>
  @usableFromInline let sums: LossSums<Scalar>

  @inlinable @inline(__always)
  public init(
    function: Function, rows: Int, count: Int, columns: Int, outputs: Rows<Scalar>, targets: Targets<Scalar>,
    scale: Scalar, sums: LossSums<Scalar>, delta: MutableRows<Scalar>, outputActivation: Activation = .identity
  ) {
    self.sums = sums
    self.function = function
    block = unsafe LossBlock(
      rows: rows, count: count, columns: columns, outputs: outputs, targets: targets, scale: scale, delta: delta,
      activation: outputActivation)
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) -> LossSums<Scalar> where V.Scalar == Scalar {
    var sums = LossLanes<V>(self.sums)
    function.rows(block, into: &sums)
    return sums.total
  }
}

/// The loss of the rows so far: lanes that each row adds to, and a number for what comes one a row.
public struct LossLanes<V: KernelVector> {
  public var lanes: V
  public var rest: V.Scalar

  @inlinable @inline(__always)
  init(_ total: LossSums<V.Scalar>) { (lanes, rest) = (V(firstOf: total.lanes), total.rest) }
  @inlinable @inline(__always)
  var total: LossSums<V.Scalar> { LossSums(lanes: lanes.sixteenLanes, rest: rest) }
}

/// The same, whatever vectors add to it.
public struct LossSums<Scalar: KernelScalar> {
  @usableFromInline let lanes: SIMD16<Scalar>
  @usableFromInline let rest: Scalar

  /// Nothing yet.
  @inlinable @inline(__always)
  public init() { self.init(lanes: SIMD16(repeating: 0), rest: 0) }
  @inlinable @inline(__always)
  init(lanes: SIMD16<Scalar>, rest: Scalar) { (self.lanes, self.rest) = (lanes, rest) }

  /// Lanes in a fixed tree, then the rest. Lanes that no row has are 0, and change nothing.
  @inlinable @inline(__always)
  public func value<A: Arithmetic>(_ arithmetic: A.Type) -> Scalar where A.Scalar == Scalar {
    A.Vector16(firstOf: lanes).treeSum() + rest
  }
}

/// Rows of outputs, their targets, and where their gradient goes.
@safe public struct LossBlock<Scalar: KernelScalar> {
  public let rows: Int
  public let count: Int
  public let columns: Int
  public let outputs: Rows<Scalar>
  public let targets: Targets<Scalar>
  public let scale: Scalar
  public let delta: MutableRows<Scalar>
  /// What made the outputs: its derivative belongs to the gradient.
  public let activation: Activation

  @inlinable @inline(__always)
  init(
    rows: Int, count: Int, columns: Int, outputs: Rows<Scalar>, targets: Targets<Scalar>, scale: Scalar,
    delta: MutableRows<Scalar>, activation: Activation
  ) {
    self.rows = rows
    self.count = count
    self.columns = columns
    unsafe self.outputs = outputs
    unsafe self.targets = targets
    self.scale = scale
    unsafe self.delta = delta
    self.activation = activation
  }

  /// The lanes from `column` of a row's target; beyond `count`, anything.
  @inlinable @inline(__always)
  public func target<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) -> V where V.Scalar == Scalar {
    unsafe targets.load(V.self, row: row, column: column, count: count, rows: rows)
  }

  @inlinable @inline(__always)
  public func output<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) -> V where V.Scalar == Scalar {
    unsafe V(loading: outputs[row] + column)
  }

  /// The gradient of a row's lanes from `column` on, by the outputs; 0 beyond `count`.
  @inlinable @inline(__always)
  public func store<V: KernelVector>(_ gradient: V, _ row: Int, _ column: Int) where V.Scalar == Scalar {
    let delta = activation == .identity ? gradient : activation.gradient(gradient, output: output(V.self, row, column))
    unsafe V.pad(delta, from: count &- column).store(to: self.delta[row] + column)
  }
}

/// The arithmetic of a loss. A new one conforms to this and joins `Loss` of MidgeCore.
public protocol LossFunction: Sendable {
  /// Whether it is one of many, none of which is to be written out wherever a loss is needed.
  static var isChosenAtRunTime: Bool { get }

  /// Adds the losses of a block's rows to `sums`, in order. Writes `scale` times their gradients as `LossBlock.store` does. The vector is the one that
  /// `Arithmetic.perform` takes for rows of the block's `columns`: all of a row of 4 or 8.
  func rows<V: KernelVector>(_ block: LossBlock<V.Scalar>, into sums: inout LossLanes<V>)

  /// Outputs as predictions, in place: probabilities where the loss takes logits. `count` outputs in `columns` scalars.
  func predict<V: KernelVector>(_ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int)

  /// Whether an output of 0, not of 1/2, is undecided.
  var takesLogits: Bool { get }

  /// Whether its outputs exclude each other: classes, of which a target is a distribution.
  var isCategorical: Bool { get }

  /// By how much a mean over rows divides each row's loss: PyTorch's `reduction="mean"` also divides by the outputs where the
  /// loss is a sum over them.
  func meanDivisor(outputCount: Int) -> Int
}

extension LossFunction {
  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { false }
  @inlinable @inline(__always)
  public var isCategorical: Bool { false }
}

/// Makes predictions of one row of outputs, in place.
@safe public struct RowPrediction<Scalar: KernelScalar, Function: LossFunction>: VectorOperation {
  @usableFromInline let function: Function
  @usableFromInline let output: UnsafeMutablePointer<Scalar>
  @usableFromInline let count: Int
  @usableFromInline let columns: Int

  @inlinable @inline(__always)
  public init(function: Function, output: UnsafeMutablePointer<Scalar>, count: Int, columns: Int) {
    self.function = function
    unsafe self.output = output
    self.count = count
    self.columns = columns
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    unsafe function.predict(V.self, output: output, count: count, columns: columns)
  }
}
