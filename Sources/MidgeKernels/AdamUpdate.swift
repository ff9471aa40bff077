/// m <- m + rest1 (g - m);  v <- beta2 v + rest2 g^2;  w <- keep w - rate m / (sqrt(v) + epsilon)
///
/// torch.optim.Adam and AdamW, whose fraction is here multiplied by c = sqrt(1 - beta2^t) above and below: `rate` is c times the learning rate
/// over 1 - beta1^t, `epsilon` is c times its epsilon; `rest1` is 1 - beta1, `rest2` is 1 - beta2; `keep` is 1 without decay.
public struct AdamUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let rest1: Scalar
  @usableFromInline let beta2: Scalar
  @usableFromInline let rest2: Scalar
  @usableFromInline let epsilon: Scalar
  @usableFromInline var keep: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, rest1: Scalar, beta2: Scalar, rest2: Scalar, epsilon: Scalar, keep: Scalar = 1) {
    self.rate = rate
    self.rest1 = rest1
    self.beta2 = beta2
    self.rest2 = rest2
    self.epsilon = epsilon
    self.keep = keep
  }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let v = unsafe moments(g, buffers, at: offset)
    unsafe add(change(v.first, root: v.second.squareRoot()), buffers, at: offset)
  }

  /// What the parameters change by, from the first moment and the root of the second.
  @inlinable @inline(__always)
  func change<V: KernelVector>(_ m: V, root: V) -> V where V.Scalar == Scalar {
    (V(repeating: -rate) * m) / (root + V(repeating: epsilon))
  }

  @inlinable @inline(__always)
  func add<V: KernelVector>(_ change: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int) where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset
    unsafe V.multiplyAdd(V(loading: w), V(repeating: keep), change).store(to: w)
  }

  /// Brings both moments up to date.
  @inlinable @inline(__always)
  func moments<V: KernelVector>(
    _ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int
  ) -> (first: V, second: V) where V.Scalar == Scalar {
    let first = unsafe buffers.moments + offset, second = unsafe first + buffers.count
    let m0 = unsafe V(loading: first)
    let m = V.multiplyAdd(V(repeating: rest1), g - m0, m0)
    let v = unsafe V.multiplyAdd(V(repeating: beta2), V(loading: second), (V(repeating: rest2) * g) * g)
    unsafe m.store(to: first)
    unsafe v.store(to: second)
    return (m, v)
  }
}

/// Adam, divided by the root of the largest second moment so far: torch.optim.Adam with amsgrad.
public struct AMSGradUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var adam: AdamUpdate<Scalar>

  @inlinable @inline(always)
  public init(_ adam: AdamUpdate<Scalar>) { self.adam = adam }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let v = unsafe adam.moments(g, buffers, at: offset), third = unsafe buffers.moments + (offset &+ 2 &* buffers.count)
    let largest = unsafe V.maximum(V(loading: third), v.second)
    unsafe largest.store(to: third)
    unsafe adam.add(adam.change(v.first, root: largest.squareRoot()), buffers, at: offset)
  }
}
