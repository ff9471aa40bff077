/// The buffers that an update works on: each laid out as the parameters; the moments lie one after the other.
@unsafe public struct UpdateBuffers<Scalar: KernelScalar> {
  /// Scalars in each, a multiple of 16.
  public let count: Int
  public let parameters: UnsafeMutablePointer<Scalar>
  public let gradients: UnsafeMutablePointer<Scalar>
  public let moments: UnsafeMutablePointer<Scalar>

  @inlinable @inline(always)
  public init(
    count: Int, parameters: UnsafeMutablePointer<Scalar>, gradients: UnsafeMutablePointer<Scalar>,
    moments: UnsafeMutablePointer<Scalar>
  ) {
    unsafe self.count = count
    unsafe self.parameters = parameters
    unsafe self.gradients = gradients
    unsafe self.moments = moments
  }
}

/// What one step does to every parameter, its coefficients ready for the kernels.
public enum UpdateRule<Scalar: KernelScalar>: Sendable {
  /// The gradient is kept; nothing is updated.
  case none
  case gradientDescent(rate: Scalar)
  case momentum(rate: Scalar, momentum: Scalar)
  case adam(AdamCoefficients<Scalar>)
}

/// See `ParameterUpdates.adam`.
public struct AdamCoefficients<Scalar: KernelScalar>: Sendable {
  @usableFromInline let rate: Scalar
  @usableFromInline let rest1: Scalar
  @usableFromInline let beta2: Scalar
  @usableFromInline let rest2: Scalar
  @usableFromInline let rootScale: Scalar
  @usableFromInline let epsilon: Scalar

  @inlinable @inline(always)
  public init(rate: Scalar, rest1: Scalar, beta2: Scalar, rest2: Scalar, rootScale: Scalar, epsilon: Scalar) {
    self.rate = rate
    self.rest1 = rest1
    self.beta2 = beta2
    self.rest2 = rest2
    self.rootScale = rootScale
    self.epsilon = epsilon
  }
}

/// A rule and the buffers it works on, to be run over any part of them: a part is updated while its gradient is still in the nearest cache,
/// to the bits of an update of the whole.
@safe public struct ParameterUpdate<Scalar: KernelScalar> {
  @usableFromInline let rule: UpdateRule<Scalar>
  @usableFromInline let buffers: UpdateBuffers<Scalar>

  @inlinable @inline(always)
  public init(_ rule: UpdateRule<Scalar>, _ buffers: UpdateBuffers<Scalar>) {
    self.rule = rule
    unsafe self.buffers = buffers
  }

  @inlinable @inline(always)
  public var parameters: UnsafeMutablePointer<Scalar> { unsafe buffers.parameters }
  @inlinable @inline(always)
  public var gradients: UnsafeMutablePointer<Scalar> { unsafe buffers.gradients }

  /// The same update for the layer whose parameters start `count` scalars further on.
  @inlinable @inline(always)
  public func advanced(by count: Int) -> ParameterUpdate {
    unsafe ParameterUpdate(
      rule,
      UpdateBuffers(
        count: buffers.count, parameters: buffers.parameters + count, gradients: buffers.gradients + count,
        moments: buffers.moments + count))
  }

  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type, from offset: Int, count: Int) where V.Scalar == Scalar {
    let w = unsafe buffers.parameters + offset, g = unsafe UnsafePointer(buffers.gradients + offset)
    let first = unsafe buffers.moments + offset
    switch rule {
    case .none: break
    case .gradientDescent(let rate):
      unsafe ParameterUpdates.gradientDescent(V.self, count: count, rate: rate, parameters: w, gradients: g)
    case .momentum(let rate, let momentum):
      unsafe ParameterUpdates.momentum(
        V.self, count: count, rate: rate, momentum: momentum, parameters: w, gradients: g, velocity: first)
    case .adam(let coefficients):
      unsafe ParameterUpdates.adam(
        V.self, count: count, coefficients, parameters: w, gradients: g, firstMoment: first,
        secondMoment: first + buffers.count)
    }
  }
}

/// The gradient of a product's C, updated tile by tile. `offset` is where C starts in the buffers, `stride` its rows' distance.
@safe public struct UpdateFinish<Scalar: KernelScalar>: ProductFinish {
  @usableFromInline let update: ParameterUpdate<Scalar>
  @usableFromInline let stride: Int

  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>, stride: Int) {
    self.update = update
    self.stride = stride
  }

  @inlinable @inline(always)
  public func stored<V: KernelVector>(_ vector: V.Type, row: Int, rowCount: Int, column: Int, width: Int)
  where V.Scalar == Scalar {
    for line in 0..<rowCount { update.run(V.self, from: (row &+ line) &* stride &+ column, count: width) }
  }
}
