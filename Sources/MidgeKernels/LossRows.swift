/// A loss and its gradient for rows of outputs: what the loss kernels share.
///
/// - Reads `outputs`, `rows` rows of `count` scalars in rows of `columns`; and their targets.
/// - Overwrites `delta`, laid out as the outputs: the gradient of `scale` times the summed loss; pad lanes become 0.
/// - Adds the unscaled loss to `sums`, each lane over columns and rows in order; `LossSums.total` adds the lanes up when all rows are done.
/// - Cost: one pass for squared error and binary cross-entropy, four over rows in cache for cross-entropy. A row's bits do not depend on those
///   beside it.
@safe public struct LossRows<Scalar: KernelScalar, Function: LossFunction>: VectorOperation {
  @usableFromInline let function: Function
  @usableFromInline let block: LossBlock<Scalar>
  @usableFromInline let sums: UnsafeMutablePointer<Scalar>

  @inlinable @inline(__always)
  public init(
    function: Function, rows: Int, count: Int, columns: Int, outputs: Rows<Scalar>, targets: Targets<Scalar>,
    scale: Scalar, sums: UnsafeMutablePointer<Scalar>, delta: MutableRows<Scalar>
  ) {
    unsafe self.sums = sums
    self.function = function
    block = unsafe LossBlock(
      rows: rows, count: count, columns: columns, outputs: outputs, targets: targets, scale: scale, delta: delta)
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    var total = unsafe LossSums<V>(loading: sums), row = 0
    while row &+ 4 <= block.rows {
      let groups = min((block.rows &- row) / 4, 4)
      function.rows(V.self, block, row, groups: groups, lines: 4, into: &total)
      row &+= 4 &* groups
    }
    while row < block.rows {
      function.rows(V.self, block, row, groups: 1, lines: 1, into: &total)
      row &+= 1
    }
    unsafe total.store(to: sums)
  }
}

/// The loss of the rows so far: a vector that each row adds to, and a number for what comes one a row.
public struct LossSums<V: KernelVector> {
  public var lanes: V
  public var rest: V.Scalar

  /// Scalars in memory: sixteen lanes, the rest, and pads.
  @inlinable @inline(__always)
  public static var count: Int { 32 }

  @inlinable @inline(__always)
  init(loading source: UnsafePointer<V.Scalar>) {
    lanes = unsafe V(loading: source)
    rest = unsafe source[16]
  }

  @inlinable @inline(__always)
  func store(to destination: UnsafeMutablePointer<V.Scalar>) {
    unsafe lanes.store(to: destination)
    unsafe destination[16] = rest
  }
}

extension LossSums {
  @inlinable @inline(__always)
  public static func clear(_ sums: UnsafeMutablePointer<V.Scalar>) {
    unsafe V.zero.store(to: sums)
    unsafe sums[16] = 0
  }

  /// Lanes in a fixed tree, then the rest. V has sixteen lanes: those that no row has are 0, and change nothing.
  @inlinable @inline(__always)
  public static func total(_ sums: UnsafePointer<V.Scalar>) -> V.Scalar {
    unsafe V(loading: sums).treeSum() + sums[16]
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

  @inlinable @inline(__always)
  init(
    rows: Int, count: Int, columns: Int, outputs: Rows<Scalar>, targets: Targets<Scalar>, scale: Scalar,
    delta: MutableRows<Scalar>
  ) {
    self.rows = rows
    self.count = count
    self.columns = columns
    unsafe self.outputs = outputs
    unsafe self.targets = targets
    self.scale = scale
    unsafe self.delta = delta
  }

  /// The lanes from `column` of a row's target; 0 beyond `count`.
  @inlinable @inline(__always)
  func target<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) -> V where V.Scalar == Scalar {
    unsafe targets.load(V.self, row: row, column: column, count: count, rows: rows)
  }

  @inlinable @inline(__always)
  func output<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) -> V where V.Scalar == Scalar {
    unsafe V(loading: outputs[row] + column)
  }

  /// The gradient of a row's lanes from `column` on, 0 beyond `count`.
  @inlinable @inline(__always)
  func store<V: KernelVector>(_ gradient: V, _ row: Int, _ column: Int) where V.Scalar == Scalar {
    unsafe V.pad(gradient, from: count &- column).store(to: delta[row] + column)
  }

  /// Each row's vector summed in a tree.
  @inlinable @inline(__always)
  static func sums<V: KernelVector>(lines: Int, _ a: V, _ b: V, _ c: V, _ d: V) -> V.Quad {
    lines > 1 ? V.treeSums(a, b, c, d) : V.Quad(repeating: a.treeSum())
  }
}

/// The arithmetic of a loss. A new one conforms to this and joins `Loss` of MidgeCore.
public protocol LossFunction: Sendable {
  /// Adds the losses of rows from `row` on to `sums`, in order: `groups` of four, at most four of them, or, with `lines` one, a single row.
  /// Writes `scale` times their gradients, 0 in the pad lanes.
  func rows<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, groups: Int, lines: Int, into sums: inout LossSums<V>)

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
