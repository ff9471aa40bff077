/// target[n, m] <- source[m, n]
///
/// - Reads `source`, `rows` rows of `columns` scalars, pad lanes not.
/// - Overwrites `target`, `columns` rows of `target.stride` scalars: those beyond `rows` become 0. Must not alias `source`.
/// - Cost: one read and one write of every element.
public enum Transpose {
  @inlinable @inline(__always)
  public static func run<Scalar: KernelScalar>(
    rows: Int, columns: Int, source: Rows<Scalar>, target: MutableRows<Scalar>
  ) {
    for column in 0..<columns {
      let line = unsafe target[column]
      var from = unsafe source.base + column
      for row in 0..<rows {
        unsafe line[row] = from.pointee
        unsafe from += source.stride
      }
      for row in unsafe rows..<target.stride { unsafe line[row] = 0 }
    }
  }
}
