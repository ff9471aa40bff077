/// delta[m, n] <- delta[m, n] f'(x[m, n]), with f' taken from y = f(x): for what no product comes before.
///
/// - Reads `output`; overwrites `delta`; both `rows` rows of `columns` scalars, `columns` a multiple of the lane count.
/// - Padding: pad lanes of delta that are 0 stay 0 while those of the output are finite.
/// - Cost: one read of each, one write.
@safe public struct ActivationGradient<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let activation: Activation
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let output: Rows<Scalar>
  @usableFromInline let delta: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(
    activation: Activation, rows: Int, columns: Int, output: Rows<Scalar>, delta: MutableRows<Scalar>
  ) {
    self.activation = activation
    self.rows = rows
    self.columns = columns
    unsafe self.output = output
    unsafe self.delta = delta
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    activation.spelledOut { activation in
      for row in 0..<rows {
        unsafe activation.applyGradient(V.self, delta[row], output: output[row], width: columns)
      }
    }
  }
}
