/// What a rule does to one vector of parameters at a place, given their gradient.
///
/// - Overwrites the parameters and the moments there. Moments may become subnormal numbers: see `SubnormalClearing`.
/// - Padding: a pad parameter that is 0 with gradient and moments 0 stays 0 (Adam: while epsilon is not 0).
public protocol VectorUpdate<Scalar> {
  associatedtype Scalar: KernelScalar
  func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int) where V.Scalar == Scalar
}

/// w <- w - rate g
public struct GradientDescentUpdate<Scalar: KernelScalar>: VectorUpdate {
  @usableFromInline let rate: Scalar

  @inlinable @inline(__always)
  init(rate: Scalar) { self.rate = rate }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset
    unsafe V.multiplyAdd(V(repeating: -rate), g, V(loading: w)).store(to: w)
  }
}

/// v <- momentum v + g;  w <- w - rate v    (torch.optim.SGD with dampening 0)
public struct MomentumUpdate<Scalar: KernelScalar>: VectorUpdate {
  @usableFromInline let rate: Scalar
  @usableFromInline let momentum: Scalar

  @inlinable @inline(__always)
  init(rate: Scalar, momentum: Scalar) { (self.rate, self.momentum) = (rate, momentum) }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, velocity = unsafe buffers.moments + offset
    let v = unsafe V.multiplyAdd(V(repeating: momentum), V(loading: velocity), g)
    unsafe v.store(to: velocity)
    unsafe V.multiplyAdd(V(repeating: -rate), v, V(loading: w)).store(to: w)
  }
}
