/// target[n, m] <- source[m, n]
///
/// - Reads `source`, `rows` rows of its stride, pads included.
/// - Overwrites `target`, rows of its stride, a multiple of four, as many as the source's rows are long: scalars from `rows` on become 0.
///   Must not alias `source`.
/// - Cost: one read and one write of every element, in squares of 16, 8 or 4 as registers allow; the last rows, if not a multiple of four, by
///   scalars.
@safe public struct Transpose<Scalar: KernelScalar> {
  @usableFromInline let rows: Int
  @usableFromInline let source: Rows<Scalar>
  @usableFromInline let target: MutableRows<Scalar>

  @inlinable @inline(always)
  public init(rows: Int, source: Rows<Scalar>, target: MutableRows<Scalar>) {
    self.rows = rows
    unsafe self.source = source
    unsafe self.target = target
  }

  @inlinable @inline(always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    let columns = unsafe source.stride
    var row = 0
    if A.Tiles.squareWidth == 16 && columns % 16 == 0 { squares(A.Vector16.self, &row) }
    if A.Tiles.squareWidth == 8 && columns % 8 == 0 { squares(A.Vector8.self, &row) }
    squares(A.Vector4.self, &row)
    for column in 0..<columns {
      let to = unsafe target[column]
      for row in row..<rows { unsafe to[row] = source[row][column] }
      for row in unsafe rows..<target.stride { unsafe to[row] = 0 }
    }
  }

  /// As many rows from `row` on as there are whole squares of.
  @inlinable @inline(always)
  func squares<V: KernelVector>(_ vector: V.Type, _ row: inout Int) where V.Scalar == Scalar {
    while row &+ V.laneCount <= rows {
      for column in unsafe stride(from: 0, to: source.stride, by: V.laneCount) {
        unsafe V.transpose(
          Rows(base: source[row] + column, stride: source.stride),
          into: MutableRows(base: target[column] + row, stride: target.stride))
      }
      row &+= V.laneCount
    }
  }
}
