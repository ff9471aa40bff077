/// A loss and its gradient for rows of outputs: what the three loss kernels share.
///
/// - Reads `outputs`, `rows` rows of `count` scalars in rows of `columns`; and their targets.
/// - Overwrites `delta`, laid out as the outputs: the gradient of `scale` times the summed loss; pad lanes become 0.
/// - Result: `initial` plus the unscaled loss, summed over lanes in a fixed tree, over columns and rows in order.
/// - Cost: one pass for squared error and binary cross-entropy, three over the row in cache for cross-entropy.
@safe public struct LossRows<Scalar: KernelScalar, Function: LossFunction>: VectorOperation {
  @usableFromInline let function: Function
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let columns: Int
  @usableFromInline let outputs: Rows<Scalar>
  @usableFromInline let targets: Targets<Scalar>
  @usableFromInline let scale: Scalar
  @usableFromInline let initial: Scalar
  @usableFromInline let delta: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(
    function: Function, rows: Int, count: Int, columns: Int, outputs: Rows<Scalar>, targets: Targets<Scalar>,
    scale: Scalar,
    initial: Scalar, delta: MutableRows<Scalar>
  ) {
    self.initial = initial
    self.function = function
    self.rows = rows
    self.count = count
    self.columns = columns
    unsafe self.outputs = outputs
    unsafe self.targets = targets
    self.scale = scale
    unsafe self.delta = delta
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) -> Scalar where V.Scalar == Scalar {
    var total = initial
    for row in 0..<rows {
      total += unsafe function.row(
        V.self, LossRow(index: row, count: count, columns: columns, output: outputs[row], delta: delta[row]), targets,
        scale)
    }
    return total
  }
}

/// One row of a loss: `count` outputs in `columns` scalars, and where its gradient goes.
@safe public struct LossRow<Scalar: KernelScalar> {
  public let index: Int
  public let count: Int
  public let columns: Int
  public let output: UnsafePointer<Scalar>
  public let delta: UnsafeMutablePointer<Scalar>

  @inlinable @inline(__always)
  init(
    index: Int, count: Int, columns: Int, output: UnsafePointer<Scalar>, delta: UnsafeMutablePointer<Scalar>
  ) {
    self.index = index
    self.count = count
    self.columns = columns
    unsafe self.output = output
    unsafe self.delta = delta
  }
}

/// The arithmetic of a loss. A new one conforms to this and joins `LossKind` of MidgeCore.
public protocol LossFunction: Sendable {
  /// The loss of one row; writes `scale` times its gradient, 0 in the pad lanes.
  func row<V: KernelVector>(
    _ vector: V.Type, _ row: LossRow<V.Scalar>, _ targets: Targets<V.Scalar>, _ scale: V.Scalar
  ) -> V.Scalar

  /// Outputs as predictions, in place: probabilities where the loss takes logits. `count` outputs in `columns` scalars.
  func predict<V: KernelVector>(_ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int)

  /// Whether an output of 0, not of 1/2, is undecided.
  var takesLogits: Bool { get }

  /// By how much a mean over rows divides each row's loss: PyTorch's `reduction="mean"` also divides by the outputs where the
  /// loss is a sum over them.
  func meanDivisor(outputCount: Int) -> Int
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
