/// The backward pass of a dense layer for a single row: g[i, n] = x[i] dy[n], of which each row is used, and each weight row read and
/// written, once.
///
/// - Reads dy, `columns` scalars, pads 0; x, `inputCount` scalars; W, `inputCount` rows and a bias row of `columns` scalars.
/// - Overwrites the weights (plain gradient descent), or the gradients and, by the update, the rest; adds to the gradients if it accumulates.
/// - If dx is given: overwrites it with dy W^T f'(x), `RowWidth.padded(inputCount)` scalars, pads 0. Reads x as far.
/// - Order of dx: each lane over the vectors of a row, then the lanes in a fixed tree.
/// - Cost: two or three multiply-adds a weight, and a tree for each four rows.
@safe public struct SingleRowGradient<Scalar: KernelScalar> {
  @usableFromInline let columns: Int
  @usableFromInline let inputCount: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let dy: UnsafePointer<Scalar>
  @usableFromInline let dx: UnsafeMutablePointer<Scalar>?
  @usableFromInline let inputActivation: Activation
  @usableFromInline let accumulation: RowAccumulation<Scalar>

  @inlinable @inline(always)
  public init(
    columns: Int, inputCount: Int, x: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>,
    dx: UnsafeMutablePointer<Scalar>?, inputActivation: Activation, accumulation: RowAccumulation<Scalar>
  ) {
    self.columns = columns
    self.inputCount = inputCount
    unsafe self.x = x
    unsafe self.dy = dy
    unsafe self.dx = dx
    self.inputActivation = inputActivation
    self.accumulation = accumulation
  }

  @inlinable @inline(always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    switch columns {
    case 4: run(A.Vector4.self)
    case 8: run(A.Vector8.self)
    default: run(A.Vector16.self)
    }
  }

  /// The first vector of dy stays in a register: it is all there is in a small layer, and has just been made.
  @inlinable @inline(always)
  func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let first = unsafe V(loading: dy)
    unsafe accumulation.bias(first, dy, row: inputCount, columns: columns)
    var i = 0
    while i &+ 4 <= inputCount {
      fourRows(first, i, count: 4)
      i &+= 4
    }
    if i < inputCount { fourRows(first, i, count: inputCount &- i) }
    clearPads(V.Quad.self)
  }

  /// The pads that no group of four rows has written.
  @inlinable @inline(__always)
  func clearPads<Q: KernelVector>(_ quad: Q.Type) where Q.Scalar == Scalar {
    guard let dx = unsafe dx else { return }
    for column in stride(from: (inputCount &+ 3) & ~3, to: RowWidth.padded(inputCount), by: 4) {
      unsafe Q.zero.store(to: dx + column)
    }
  }

  @inlinable @inline(always)
  func fourRows<V: KernelVector>(_ first: V, _ i: Int, count: Int) where V.Scalar == Scalar {
    var p0 = V.zero, p1 = V.zero, p2 = V.zero, p3 = V.zero, column = 0
    repeat {
      let d = unsafe column == 0 ? first : V(loading: dy + column)
      p0 = one(i, column, d, p0)
      if count > 1 { p1 = one(i &+ 1, column, d, p1) }
      if count > 2 { p2 = one(i &+ 2, column, d, p2) }
      if count > 3 { p3 = one(i &+ 3, column, d, p3) }
      column &+= V.laneCount
    } while column < columns
    accumulation.update(V.self, row: i, rowCount: count, columns: columns)
    guard let dx = unsafe dx else { return }
    let sums = V.treeSums(p0, p1, p2, p3)
    unsafe inputActivation.gradient(sums, output: V.Quad(loading: x + i)).store(to: dx + i)
  }

  @inlinable @inline(always)
  func one<V: KernelVector>(_ i: Int, _ column: Int, _ d: V, _ sum: V) -> V where V.Scalar == Scalar {
    let w = accumulation.add(row: i, columns: columns, column, V(repeating: unsafe x[i]), d)
    return unsafe dx == nil ? sum : V.multiplyAdd(w, d, sum)
  }
}
