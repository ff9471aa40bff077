extension Arithmetic {
  /// The product of a left operand whose rows lie apart, as forward and the input gradient take it.
  @inlinable @inline(always)
  public static func multiply<Finish: ProductFinish>(
    rows: Int, columns: Int, depth: Int, a: Rows<Scalar>, b: Rows<Scalar>, start: ProductStart<Scalar>,
    c: MutableRows<Scalar>, finish: Finish
  ) where Finish.Scalar == Scalar {
    /// Whether the stride is a constant to the compiler is the caller's to say.
    @inline(always) func run(_ spacing: some RowSpacing) {
      unsafe MatrixProduct(
        rows: rows, columns: columns, depth: depth, a: a.base, aRows: spacing, b: b, start: start,
        c: c, finish: finish
      ).run(Self.self)
    }
    if Tiles.sharesKernels {
      unsafe run(RowOffsets(stride: a.stride))
    } else {
      unsafe run(FixedRows(stride: a.stride))
    }
  }
}
