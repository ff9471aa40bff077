extension Arithmetic {
  /// The product of a left operand whose rows lie apart, as forward and the input gradient take it.
  @inlinable @inline(always)
  public static func multiply<Finish: ProductFinish>(
    rows: Int, columns: Int, depth: Int, a: Rows<Scalar>, b: Rows<Scalar>,
    start: ProductStart<Scalar>, c: MutableRows<Scalar>, finish: Finish
  ) where Finish.Scalar == Scalar {
    if Tiles.sharesKernels {
      unsafe MatrixProduct(
        rows: rows, columns: columns, depth: depth, a: a.base, aRows: RowOffsets(stride: a.stride), aDepthStride: 1,
        b: b, start: start, c: c, finish: finish
      ).run(Self.self)
    } else {
      unsafe MatrixProduct(
        rows: rows, columns: columns, depth: depth, a: a.base, aRows: FixedRows(stride: a.stride), aDepthStride: 1,
        b: b, start: start, c: c, finish: finish
      ).run(Self.self)
    }
  }
}
