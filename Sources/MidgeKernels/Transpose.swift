/// target[n, m] <- source[m, n]
///
/// - Reads `source`, `rows` rows of its stride, pads included.
/// - Overwrites `target`, rows of its stride, a multiple of four, as many as the source's rows are long: scalars from `rows` on become 0.
///   Must not alias `source`.
/// - Cost: one read and one write of every element, and eight shuffles for each 16; the last rows, if not a multiple of four, by scalars.
@safe public struct Transpose<Scalar: KernelScalar> {
  @usableFromInline let rows: Int
  @usableFromInline let source: Rows<Scalar>
  @usableFromInline let target: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(rows: Int, source: Rows<Scalar>, target: MutableRows<Scalar>) {
    self.rows = rows
    unsafe self.source = source
    unsafe self.target = target
  }

  @inlinable @inline(__always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    let columns = unsafe source.stride, blockRows = rows & ~3
    for row in stride(from: 0, to: blockRows, by: 4) {
      for column in stride(from: 0, to: columns, by: 4) { block(A.Vector4.self, row, column) }
    }
    for column in 0..<columns {
      let to = unsafe target[column]
      for row in blockRows..<rows { unsafe to[row] = source[row][column] }
      for row in unsafe rows..<target.stride { unsafe to[row] = 0 }
    }
  }

  @inlinable @inline(__always)
  func block<V: KernelVector>(_ vector: V.Type, _ row: Int, _ column: Int) where V.Scalar == Scalar {
    let from = unsafe source[row] + column, step = unsafe source.stride
    let to = unsafe target[column] + row, targetStep = unsafe target.stride
    let (ac0, ac1) = unsafe V.zip(V(loading: from), V(loading: from + 2 &* step))
    let (bd0, bd1) = unsafe V.zip(V(loading: from + step), V(loading: from + 3 &* step))
    let (w, x) = V.zip(ac0, bd0), (y, z) = V.zip(ac1, bd1)
    unsafe w.store(to: to)
    unsafe x.store(to: to + targetStep)
    unsafe y.store(to: to + 2 &* targetStep)
    unsafe z.store(to: to + 3 &* targetStep)
  }
}
