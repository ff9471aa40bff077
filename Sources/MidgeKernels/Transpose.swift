/// target[n, m] <- source[m, n]
///
/// - Reads `source`, `rows` rows of `columns` scalars; whole vectors of four, so pads too where `columns` is not a multiple.
/// - Overwrites `target`, `columns` rows of `target.stride` scalars, a multiple of four: those from `rows` on become 0. Must not alias
///   `source`.
/// - Cost: one read and one write of every element, and half a shuffle.
@safe public struct Transpose<Scalar: KernelScalar> {
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let source: Rows<Scalar>
  @usableFromInline let target: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(rows: Int, columns: Int, source: Rows<Scalar>, target: MutableRows<Scalar>) {
    self.rows = rows
    self.columns = columns
    unsafe self.source = source
    unsafe self.target = target
  }

  @inlinable @inline(__always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    var row = 0
    while row < rows {
      for column in stride(from: 0, to: columns, by: 4) { block(A.Vector4.self, row, column) }
      row &+= 4
    }
    while unsafe row < target.stride {
      for column in 0..<columns { unsafe A.Vector4.zero.store(to: target[column] + row) }
      row &+= 4
    }
  }

  @inlinable @inline(__always)
  func block<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) where V.Scalar == Scalar, V.Quad == V {
    let from = unsafe source[row] + column, step = unsafe source.stride
    let a = unsafe V(loading: from), b = unsafe row &+ 1 < rows ? V(loading: from + step) : V.zero
    let c = unsafe row &+ 2 < rows ? V(loading: from + 2 &* step) : V.zero
    let d = unsafe row &+ 3 < rows ? V(loading: from + 3 &* step) : V.zero
    let (w, x, y, z) = V.transpose(a, b, c, d)
    unsafe w.store(to: target[column] + row)
    if column &+ 1 < columns { unsafe x.store(to: target[column &+ 1] + row) }
    if column &+ 2 < columns { unsafe y.store(to: target[column &+ 2] + row) }
    if column &+ 3 < columns { unsafe z.store(to: target[column &+ 3] + row) }
  }
}
