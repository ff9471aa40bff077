/// delta[m, n] <- delta[m, n] f'(x[m, n]), for an activation that is a layer of its own.
///
/// - Reads x, `rows` rows of `count` scalars; the memory behind a row's last scalar is not touched. Overwrites `delta`, rows of its stride, pads 0.
/// - Cost: one read of each, one write.
@safe public struct CurveGradient<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let activation: Activation
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let input: Rows<Scalar>
  @usableFromInline let delta: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(activation: Activation, rows: Int, count: Int, input: Rows<Scalar>, delta: MutableRows<Scalar>) {
    self.activation = activation
    self.rows = rows
    self.count = count
    unsafe self.input = input
    unsafe self.delta = delta
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    for row in 0..<rows {
      let x = unsafe input[row], d = unsafe delta[row]
      for column in stride(from: 0, to: count, by: V.laneCount) {
        let slope = unsafe activation.slope(V.load(x, column: column, count: count))
        unsafe (V(loading: d + column) * slope).store(to: d + column)
      }
    }
  }
}
