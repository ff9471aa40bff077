/// C[m, n] <- f(start[m, n] + sum over k of A[m, k] B[k, n])
///
/// The one loop nest of dense layers: forward is x W + b, the parameter gradient x^T dy, the input gradient dy W^T.
///
/// - Reads: A, `rows` by `depth`, at any two strides; B, `depth` rows of `columns` scalars.
/// - Overwrites C, `rows` rows of `columns` scalars, pad lanes included. C may alias neither A nor B.
/// - Padding: `columns` is a multiple of the lane count, so pad columns of B give pad columns of C.
/// - Order: each element is summed over k from its start upwards, so the bits depend on neither tile nor vector.
/// - Cost: rows * columns * depth multiply-adds; B is read once per four rows.
@safe public struct MatrixProduct<Scalar: KernelScalar>: VectorOperation {
  @unsafe public enum Start {
    case zero
    /// The same row for every m: a bias. Reads `columns` scalars.
    case row(UnsafePointer<Scalar>)
    /// What C holds: the product is accumulated.
    case existing
  }

  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let depth: Int
  @usableFromInline let a: UnsafePointer<Scalar>
  @usableFromInline let aRowStride: Int
  @usableFromInline let aDepthStride: Int
  @usableFromInline let b: Rows<Scalar>
  @usableFromInline let start: Start
  @usableFromInline let c: MutableRows<Scalar>
  @usableFromInline let activation: Activation

  @inlinable @inline(__always)
  public init(
    rows: Int, columns: Int, depth: Int, a: UnsafePointer<Scalar>, aRowStride: Int, aDepthStride: Int, b: Rows<Scalar>,
    start: Start, c: MutableRows<Scalar>, activation: Activation = .identity
  ) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    unsafe self.a = a
    self.aRowStride = aRowStride
    self.aDepthStride = aDepthStride
    unsafe self.b = b
    unsafe self.start = start
    unsafe self.c = c
    self.activation = activation
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    var column = 0
    while column < columns {
      var row = 0
      while row &+ 4 <= rows {
        fourRows(V.self, row, column)
        row &+= 4
      }
      while row < rows {
        oneRow(V.self, row, column)
        row &+= 1
      }
      if activation != .identity { activate(V.self, column) }
      column &+= V.laneCount
    }
  }

  /// The epilogue of a panel of columns, which is still in the nearest cache. One copy of the functions, not one a row of the tile: they are
  /// most of the code.
  @inlinable @inline(__always)
  func activate<V: KernelVector>(_ vector: V.Type, _ column: Int) where V.Scalar == Scalar {
    for row in 0..<rows {
      let place = unsafe c[row] + column
      unsafe activation.value(V(loading: place)).store(to: place)
    }
  }

  @inlinable @inline(__always)
  func starting<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) -> V where V.Scalar == Scalar {
    switch unsafe start {
    case .zero: V.zero
    case .row(let bias): unsafe V(loading: bias + column)
    case .existing: unsafe V(loading: c[row] + column)
    }
  }

  @inlinable @inline(__always)
  func oneRow<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) where V.Scalar == Scalar {
    var sum = starting(V.self, row, column)
    var left = unsafe a + row &* aRowStride, right = unsafe b.base + column
    for _ in 0..<depth {
      sum = unsafe V.multiplyAdd(V(repeating: left.pointee), V(loading: right), sum)
      unsafe left += aDepthStride
      unsafe right += b.stride
    }
    unsafe sum.store(to: c[row] + column)
  }

  @inlinable @inline(__always)
  func fourRows<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) where V.Scalar == Scalar {
    var sum0 = starting(V.self, row, column), sum1 = starting(V.self, row &+ 1, column)
    var sum2 = starting(V.self, row &+ 2, column), sum3 = starting(V.self, row &+ 3, column)
    var left = unsafe a + row &* aRowStride, right = unsafe b.base + column
    for _ in 0..<depth {
      let shared = unsafe V(loading: right)
      sum0 = unsafe V.multiplyAdd(V(repeating: left[0]), shared, sum0)
      sum1 = unsafe V.multiplyAdd(V(repeating: left[aRowStride]), shared, sum1)
      sum2 = unsafe V.multiplyAdd(V(repeating: left[2 &* aRowStride]), shared, sum2)
      sum3 = unsafe V.multiplyAdd(V(repeating: left[3 &* aRowStride]), shared, sum3)
      unsafe left += aDepthStride
      unsafe right += b.stride
    }
    unsafe sum0.store(to: c[row] + column)
    unsafe sum1.store(to: c[row &+ 1] + column)
    unsafe sum2.store(to: c[row &+ 2] + column)
    unsafe sum3.store(to: c[row &+ 3] + column)
  }
}
