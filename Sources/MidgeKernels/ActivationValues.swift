/// output[m, n] <- f(input[m, n]); softmax of rows.
///
/// - Reads `rows` rows of `count` scalars; the memory behind a row's last scalar is not touched.
/// - Overwrites `output`, whole rows of its stride: pad lanes become 0. May not alias `input`.
/// - Cost: one read, one write.
@safe public struct ActivationValues<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let activation: Activation
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let input: Rows<Scalar>
  @usableFromInline let output: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(activation: Activation, rows: Int, count: Int, input: Rows<Scalar>, output: MutableRows<Scalar>) {
    self.activation = activation
    self.rows = rows
    self.count = count
    unsafe self.input = input
    unsafe self.output = output
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    for row in 0..<rows {
      let x = unsafe input[row], y = unsafe output[row]
      if activation == .softmax {
        unsafe SoftmaxRow(count: count).values(V.self, x, into: y)
        continue
      }
      var column = 0
      while column < count {
        let lanes = unsafe V.load(x, column: column, count: count)
        let value = activation.isFused ? activation.value(lanes) : activation.curve(lanes)
        unsafe (activation.keepsZero ? value : V.pad(value, from: count &- column)).store(to: y + column)
        column &+= V.laneCount
      }
    }
  }
}
