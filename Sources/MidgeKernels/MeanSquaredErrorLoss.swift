/// Sum over outputs of (y - t)^2; its gradient is 2 (y - t).
public struct MeanSquaredErrorLoss: RegressionLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target
    return (error * error, error)
  }

  @inlinable @inline(__always)
  public var gradientFactor: Int { 2 }
}
