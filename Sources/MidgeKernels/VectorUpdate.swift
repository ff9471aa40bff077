/// What a rule does to one vector of parameters at a place, given their gradient.
///
/// - Overwrites the parameters and the moments there. A moment below the least normal number becomes 0: without a gradient it would shrink
///   to a few units of the least subnormal number and stay there, since 0.9 times it rounds to itself, and processors are slow with those.
/// - Padding: a pad parameter that is 0 with gradient and moments 0 stays 0 (Adam: while epsilon is not 0).
public protocol VectorUpdate<Scalar> {
  associatedtype Scalar: KernelScalar
  func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int) where V.Scalar == Scalar
}

extension KernelVector {
  /// x, or 0 where |x| is a subnormal number.
  @inlinable @inline(__always)
  static func normalOrZero(_ x: Self) -> Self {
    select(where: Self(repeating: .leastNormalMagnitude), exceeds: absolute(x), then: zero, else: x)
  }
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
    let v = unsafe V.normalOrZero(V.multiplyAdd(V(repeating: momentum), V(loading: velocity), g))
    unsafe v.store(to: velocity)
    unsafe V.multiplyAdd(V(repeating: -rate), v, V(loading: w)).store(to: w)
  }
}

/// m <- m + rest1 (g - m);  v <- beta2 v + rest2 g^2;  w <- w - rate m / (sqrt(v) + epsilon)
///
/// torch.optim.Adam, whose fraction is here multiplied by c = sqrt(1 - beta2^t) above and below: `rate` is c times the learning rate over
/// 1 - beta1^t, `epsilon` is c times its epsilon; `rest1` is 1 - beta1, `rest2` is 1 - beta2.
public struct AdamUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline let rate: Scalar
  @usableFromInline let rest1: Scalar
  @usableFromInline let beta2: Scalar
  @usableFromInline let rest2: Scalar
  @usableFromInline let epsilon: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, rest1: Scalar, beta2: Scalar, rest2: Scalar, epsilon: Scalar) {
    self.rate = rate
    self.rest1 = rest1
    self.beta2 = beta2
    self.rest2 = rest2
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, first = unsafe buffers.moments + offset
    let second = unsafe first + buffers.count, m0 = unsafe V(loading: first)
    let m = V.normalOrZero(V.multiplyAdd(V(repeating: rest1), g - m0, m0))
    let v = unsafe V.normalOrZero(V.multiplyAdd(V(repeating: beta2), V(loading: second), (V(repeating: rest2) * g) * g))
    unsafe m.store(to: first)
    unsafe v.store(to: second)
    unsafe (V(loading: w) - (V(repeating: rate) * m) / (v.squareRoot() + V(repeating: epsilon))).store(to: w)
  }
}
