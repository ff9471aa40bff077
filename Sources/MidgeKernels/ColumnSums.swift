/// sums[n] <- start[n] + sum over m of a[m, n], in order of m: a bias gradient.
///
/// - Reads `a`, `rows` rows of `columns` scalars, `columns` a multiple of the lane count; and `sums` if it accumulates.
/// - Overwrites `sums`, pad lanes included: 0 where the pad lanes of `a` are 0. Must not alias `a`.
/// - Cost: rows * columns additions.
@safe public struct ColumnSums<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let a: Rows<Scalar>
  @usableFromInline let accumulates: Bool
  @usableFromInline let sums: UnsafeMutablePointer<Scalar>

  @inlinable @inline(__always)
  public init(rows: Int, columns: Int, a: Rows<Scalar>, accumulates: Bool, sums: UnsafeMutablePointer<Scalar>) {
    self.rows = rows
    self.columns = columns
    unsafe self.a = a
    self.accumulates = accumulates
    unsafe self.sums = sums
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    var column = 0
    while column < columns {
      var sum = unsafe accumulates ? V(loading: sums + column) : V.zero
      for row in 0..<rows { sum = unsafe sum + V(loading: a[row] + column) }
      unsafe sum.store(to: sums + column)
      column &+= V.laneCount
    }
  }
}
