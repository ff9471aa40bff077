/// output[m, n] <- input[m, n] / (1 - p) where the mask keeps it, else 0; without a mask, input[m, n]. Backward is the same function of the deltas.
///
/// - Reads `rows` rows of `count` scalars; the memory behind a row's last scalar is not touched.
/// - Overwrites `output`, whole rows of its stride: pad lanes become 0. May be `input` itself.
/// - Cost: one read, one write, and two integer products a number.
@safe public struct DropoutValues<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let mask: DropoutMask?
  /// 1 / (1 - p)
  @usableFromInline let scale: Scalar
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let input: Rows<Scalar>
  @usableFromInline let output: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(
    mask: DropoutMask?, probability: Float, rows: Int, count: Int, input: Rows<Scalar>, output: MutableRows<Scalar>
  ) {
    self.mask = mask
    scale = 1 / (1 - Scalar(probability))
    self.rows = rows
    self.count = count
    unsafe self.input = input
    unsafe self.output = output
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    for row in 0..<rows {
      let x = unsafe input[row], y = unsafe output[row]
      if let units = mask?.row(row) {
        let scale = V(repeating: scale)
        for column in stride(from: 0, to: count, by: V.laneCount) {
          let value = unsafe V.load(x, column: column, count: count) * scale
          unsafe V.kept(value, by: units, from: column).store(to: y + column)
        }
      } else {
        for column in stride(from: 0, to: count, by: V.laneCount) {
          unsafe V.load(x, column: column, count: count).store(to: y + column)
        }
      }
    }
  }
}
