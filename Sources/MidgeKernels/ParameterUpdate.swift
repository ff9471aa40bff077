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
  case adam(AdamUpdate<Scalar>)
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
    unsafe run(V.self, from: offset, count: count, gradients: buffers.gradients + offset)
  }

  /// With the gradient of the part from elsewhere.
  @inlinable @inline(always)
  func run<V: KernelVector>(
    _ vector: V.Type, from offset: Int, count: Int, gradients g: UnsafePointer<Scalar>
  ) where V.Scalar == Scalar {
    switch rule {
    case .none: break
    case .gradientDescent(let rate):
      unsafe run(V.self, GradientDescentUpdate(rate: rate), from: offset, count: count, gradients: g)
    case .momentum(let rate, let momentum):
      unsafe run(V.self, MomentumUpdate(rate: rate, momentum: momentum), from: offset, count: count, gradients: g)
    case .adam(let update): unsafe run(V.self, update, from: offset, count: count, gradients: g)
    }
  }

  @inlinable @inline(always)
  func run<V: KernelVector, U: VectorUpdate>(
    _ vector: V.Type, _ update: U, from offset: Int, count: Int, gradients g: UnsafePointer<Scalar>
  ) where V.Scalar == Scalar, U.Scalar == Scalar {
    var i = 0
    while i < count {
      unsafe update.apply(V(loading: g + i), buffers, at: offset &+ i)
      i &+= V.laneCount
    }
  }
}

/// The gradient of a product's C, used up tile by tile: by short rules from the registers, by Adam, which is long, from `tile`, `tileCount` scalars that
/// stay in the nearest cache. Without a rule, it goes to C. C starts, and lies, as the buffers do.
@safe public struct UpdateFinish<Scalar: KernelScalar>: ProductFinish {
  @usableFromInline let update: ParameterUpdate<Scalar>
  @usableFromInline let tile: UnsafeMutablePointer<Scalar>

  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>, tile: UnsafeMutablePointer<Scalar>) {
    self.update = update
    unsafe self.tile = tile
  }

  /// Scalars in the largest tile: 16 vectors of 16.
  @inlinable @inline(__always)
  public static var tileCount: Int { 256 }

  @inlinable @inline(always)
  public func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar {
    let width = T.Row.width, offset = unsafe row &* c.stride &+ column
    switch update.rule {
    case .none: return unsafe sums.store(to: c[row] + column, stride: c.stride)
    case .gradientDescent(let rate):
      return unsafe sums.update(GradientDescentUpdate(rate: rate), update.buffers, at: offset, stride: c.stride)
    case .momentum(let rate, let momentum):
      let one = MomentumUpdate(rate: rate, momentum: momentum)
      return unsafe sums.update(one, update.buffers, at: offset, stride: c.stride)
    case .adam: unsafe sums.store(to: tile, stride: width)
    }
    if unsafe width == c.stride {
      return unsafe update.run(T.Row.Vector.self, from: offset, count: T.rowCount &* width, gradients: tile)
    }
    for line in 0..<T.rowCount {
      unsafe update.run(
        T.Row.Vector.self, from: offset &+ line &* c.stride, count: width, gradients: tile + line &* width)
    }
  }
}
