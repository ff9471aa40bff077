/// The backward pass of a dense layer for a single row: g[i, n] = x[i] dy[n], of which each row is used, and each weight row read and
/// written, once. (Sixteen rows of one vector are read again, from the nearest cache, to be updated behind their sums.)
///
/// - Reads dy, `columns` scalars, one vector where that has fewer than 16 lanes, pads 0; x, `inputCount` scalars; W, `inputCount` rows and a bias row of `columns` scalars.
/// - Overwrites the weights (plain gradient descent), or the gradients, or adds to them: see `RowAccumulation`.
/// - If dx is given: overwrites it with dy W^T f'(x), `RowWidth.padded(inputCount)` scalars, pads 0. Reads x as far; dx may not alias x.
/// - Order of dx: each lane over the vectors of a row, then the lanes in a fixed tree.
/// - Cost: two or three multiply-adds a weight, and a tree for each four or sixteen rows.
@safe public struct SingleRowGradient<Accumulation: RowAccumulation>: VectorOperation {
  public typealias Scalar = Accumulation.Scalar
  @usableFromInline let columns: Int
  @usableFromInline let inputCount: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let dy: UnsafePointer<Scalar>
  @usableFromInline let dx: UnsafeMutablePointer<Scalar>?
  @usableFromInline let inputActivation: Activation
  @usableFromInline let accumulation: Accumulation

  @inlinable @inline(always)
  public init(
    columns: Int, inputCount: Int, x: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>,
    dx: UnsafeMutablePointer<Scalar>?, inputActivation: Activation, accumulation: Accumulation
  ) {
    self.columns = columns
    self.inputCount = inputCount
    unsafe self.x = x
    unsafe self.dy = dy
    unsafe self.dx = dx
    self.inputActivation = inputActivation
    self.accumulation = accumulation
  }

  /// The first vector of dy stays in a register: it is all there is in a small layer, and has just been made.
  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let first = unsafe V(loading: dy)
    unsafe accumulation.bias(first, dy, columns: columns, at: inputCount &* columns)
    guard let dx = unsafe dx else {
      for i in 0..<inputCount { _ = one(i, first) }
      return
    }
    var i = 0
    if V.laneCount == 16 {
      while i &+ 16 <= inputCount {
        unsafe sixteenRows(first, i, dx)
        i &+= 16
      }
    }
    while i &+ 4 <= inputCount {
      unsafe fourRows(first, i, count: 4, dx)
      i &+= 4
    }
    if i < inputCount { unsafe fourRows(first, i, count: inputCount &- i, dx) }
    unsafe clearPads(V.Quad.self, dx)
  }

  /// The pads that no group of four rows has written.
  @inlinable @inline(__always)
  func clearPads<Q: KernelVector>(_ quad: Q.Type, _ dx: UnsafeMutablePointer<Scalar>) where Q.Scalar == Scalar {
    for column in stride(from: (inputCount &+ 3) & ~3, to: RowWidth.padded(inputCount), by: 4) {
      unsafe Q.zero.store(to: dx + column)
    }
  }

  /// Whole vectors of dx: the layer below reads no other. It waits for them, nobody for the updates: those of rows of one vector come after.
  @inlinable @inline(always)
  func sixteenRows<V: KernelVector>(_ first: V, _ i: Int, _ dx: UnsafeMutablePointer<Scalar>) where V.Scalar == Scalar {
    if columns == V.laneCount {
      unsafe store(V.treeSums { accumulation.weights(V.self, at: (i &+ $0) &* V.laneCount) * first }, i, dx)
      for i in i..<i &+ 16 { _ = one(i, first) }
    } else {
      unsafe store(V.treeSums { one(i &+ $0, first) }, i, dx)
    }
  }

  @inlinable @inline(always)
  func fourRows<V: KernelVector>(_ first: V, _ i: Int, count: Int, _ dx: UnsafeMutablePointer<Scalar>)
  where V.Scalar == Scalar {
    let sums = V.treeSums(
      one(i, first), count > 1 ? one(i &+ 1, first) : V.zero, count > 2 ? one(i &+ 2, first) : V.zero,
      count > 3 ? one(i &+ 3, first) : V.zero)
    unsafe store(sums, i, dx)
  }

  @inlinable @inline(always)
  func store<V: KernelVector>(_ sums: V, _ i: Int, _ dx: UnsafeMutablePointer<Scalar>) where V.Scalar == Scalar {
    unsafe inputActivation.gradient(sums, output: V(loading: x + i)).store(to: dx + i)
  }

  /// Accounts for the gradient of a row; returns its products with dy.
  @inlinable @inline(always)
  func one<V: KernelVector>(_ i: Int, _ first: V) -> V where V.Scalar == Scalar {
    let x = V(repeating: unsafe x[i]), offset = i &* columns
    var sum = accumulation.add(x, first, at: offset) * first
    // Rows of fewer than 16 lanes are one vector.
    if V.laneCount < 16 { return sum }
    var column = V.laneCount
    while column < columns {
      let d = unsafe V(loading: dy + column)
      sum = V.multiplyAdd(accumulation.add(x, d, at: offset &+ column), d, sum)
      column &+= V.laneCount
    }
    return sum
  }
}
