/// Sum over outputs of (y - t)^2; its gradient is 2 (y - t).
public struct MeanSquaredErrorLoss: ElementwiseLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target
    return (error * error, error)
  }

  @inlinable @inline(__always)
  public var gradientFactor: Int { 2 }

  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {}

  @inlinable @inline(__always)
  public var takesLogits: Bool { false }
}
