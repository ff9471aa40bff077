/// v <- momentum v + g;  w <- w - rate (g + momentum v)    (torch.optim.SGD with nesterov)
public struct NesterovUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let momentum: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, momentum: Scalar) { (self.rate, self.momentum) = (rate, momentum) }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, velocity = unsafe buffers.moments + offset
    let v = unsafe V.multiplyAdd(V(repeating: momentum), V(loading: velocity), g)
    unsafe v.store(to: velocity)
    let ahead = V.multiplyAdd(V(repeating: momentum), v, g)
    unsafe V.multiplyAdd(V(repeating: -rate), ahead, V(loading: w)).store(to: w)
  }
}

/// s <- s + g^2;  w <- w - rate g / (sqrt(s) + epsilon)    (Duchi et al., 2011; torch.optim.Adagrad)
public struct AdaGradUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let epsilon: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, epsilon: Scalar) { (self.rate, self.epsilon) = (rate, epsilon) }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, sum = unsafe buffers.moments + offset
    let s = unsafe V.multiplyAdd(g, g, V(loading: sum))
    unsafe s.store(to: sum)
    unsafe (V(loading: w) - (V(repeating: rate) * g) / (s.squareRoot() + V(repeating: epsilon))).store(to: w)
  }
}

/// s <- decay s + rest g^2;  w <- w - rate g / (sqrt(s) + epsilon)    (Tieleman and Hinton, 2012; torch.optim.RMSprop)
///
/// Centred, s is replaced under the root by s - a^2, with a <- a + rest (g - a); rounding can make that negative, where it counts as 0 (PyTorch: NaN).
public struct RMSPropUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let decay: Scalar
  @usableFromInline let rest: Scalar
  @usableFromInline let epsilon: Scalar
  @usableFromInline let isCentred: Bool

  @inlinable @inline(always)
  public init(rate: Scalar, decay: Scalar, rest: Scalar, epsilon: Scalar, isCentred: Bool) {
    self.rate = rate
    self.decay = decay
    self.rest = rest
    self.epsilon = epsilon
    self.isCentred = isCentred
  }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, square = unsafe buffers.moments + offset
    let s = unsafe V.multiplyAdd(V(repeating: decay), V(loading: square), (V(repeating: rest) * g) * g)
    unsafe s.store(to: square)
    var spread = s
    if isCentred {
      let mean = unsafe square + buffers.count, a0 = unsafe V(loading: mean)
      let a = V.multiplyAdd(V(repeating: rest), g - a0, a0)
      unsafe a.store(to: mean)
      spread = V.maximum(V.multiplyAdd(V.zero - a, a, s), V.zero)
    }
    unsafe (V(loading: w) - (V(repeating: rate) * g) / (spread.squareRoot() + V(repeating: epsilon))).store(to: w)
  }
}

/// s <- decay s + rest g^2;  d = g sqrt(u + epsilon) / sqrt(s + epsilon);  u <- decay u + rest d^2;  w <- w - rate d    (Zeiler, 2012; torch.optim.Adadelta)
public struct AdaDeltaUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let decay: Scalar
  @usableFromInline let rest: Scalar
  @usableFromInline let epsilon: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, decay: Scalar, rest: Scalar, epsilon: Scalar) {
    self.rate = rate
    self.decay = decay
    self.rest = rest
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, square = unsafe buffers.moments + offset
    let changes = unsafe square + buffers.count, epsilon = V(repeating: epsilon), decay = V(repeating: decay)
    let s = unsafe V.multiplyAdd(decay, V(loading: square), (V(repeating: rest) * g) * g)
    unsafe s.store(to: square)
    let u0 = unsafe V(loading: changes)
    let change = ((u0 + epsilon).squareRoot() / (s + epsilon).squareRoot()) * g
    unsafe V.multiplyAdd(decay, u0, (V(repeating: rest) * change) * change).store(to: changes)
    unsafe V.multiplyAdd(V(repeating: -rate), change, V(loading: w)).store(to: w)
  }
}

/// A step of a size of each parameter's own against the sign of its gradient; the size grows while the sign stays, and shrinks, without a step, when it
/// turns: Riedmiller and Braun, 1993; torch.optim.Rprop. (A last gradient that is a subnormal number may count as 0: see `SubnormalClearing`.) A size of 0 is one that has not been set: `rate`.
public struct RPropUpdate<Scalar: KernelScalar>: VectorUpdate, Sendable {
  @usableFromInline var rate: Scalar
  @usableFromInline let shrink: Scalar
  @usableFromInline let grow: Scalar
  @usableFromInline let least: Scalar
  @usableFromInline let most: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, shrink: Scalar, grow: Scalar, least: Scalar, most: Scalar) {
    self.rate = rate
    self.shrink = shrink
    self.grow = grow
    self.least = least
    self.most = most
  }

  @inlinable @inline(__always)
  public func apply<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int)
  where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, previous = unsafe buffers.moments + offset
    let sizes = unsafe previous + buffers.count, zero = V.zero, least = V(repeating: least), most = V(repeating: most)
    let size = unsafe V(loading: sizes), turn = unsafe g * V(loading: previous)
    let known = V.select(where: size, exceeds: zero, then: size, else: V(repeating: rate))
    let falling = V.select(where: zero, exceeds: turn, then: known * V(repeating: shrink), else: known)
    let grown = V.select(where: turn, exceeds: zero, then: known * V(repeating: grow), else: falling)
    let below = V.select(where: grown, exceeds: most, then: most, else: grown)
    let next = V.select(where: least, exceeds: below, then: least, else: below)
    let used = V.select(where: zero, exceeds: turn, then: zero, else: g)
    unsafe next.store(to: sizes)
    unsafe used.store(to: previous)
    let step = V.select(where: V.absolute(used), exceeds: zero, then: V.copySign(of: used, to: next), else: used)
    unsafe (V(loading: w) - step).store(to: w)
  }
}
