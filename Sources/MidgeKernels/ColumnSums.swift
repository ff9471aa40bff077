/// sums[n] <- start[n] + sum over m of a[m, n], in order of m: a bias gradient; then its update.
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
  @usableFromInline let update: ParameterUpdate<Scalar>

  @inlinable @inline(__always)
  public init(
    rows: Int, columns: Int, a: Rows<Scalar>, accumulates: Bool, sums: UnsafeMutablePointer<Scalar>,
    update: ParameterUpdate<Scalar>
  ) {
    self.rows = rows
    self.columns = columns
    unsafe self.a = a
    self.accumulates = accumulates
    unsafe self.sums = sums
    self.update = update
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    var column = 0
    while column &+ 4 &* V.laneCount <= columns { panel(TwoStrips<TwoStrips<OneVector<V>>>.self, &column) }
    while column < columns { panel(OneVector<V>.self, &column) }
    update.run(V.self, count: columns)
  }

  /// Wide strips hide the latency of the additions.
  @inlinable @inline(__always)
  func panel<S: Strip>(_ strip: S.Type, _ column: inout Int) where S.Vector.Scalar == Scalar {
    var sum = unsafe accumulates ? S(loading: sums + column) : S(repeating: 0)
    for row in 0..<rows { sum = unsafe sum + S(loading: a[row] + column) }
    unsafe sum.store(to: sums + column)
    column &+= S.width
  }
}
