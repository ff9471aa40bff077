/// The buffers that an update works on: each laid out as the parameters; the moments lie one after the other.
@unsafe public struct UpdateBuffers<Scalar: KernelScalar> {
  /// Scalars of all parameters, a multiple of 16: also the distance of the second moments from the first, wherever the pointers stand.
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

  /// Those of the layer whose parameters start `distance` scalars further on.
  @inlinable @inline(always)
  public func advanced(by distance: Int) -> UpdateBuffers {
    unsafe UpdateBuffers(
      count: count, parameters: parameters + distance, gradients: gradients + distance, moments: moments + distance)
  }
}

/// What one step does to every parameter, its coefficients ready for the kernels.
public enum UpdateRule<Scalar: KernelScalar>: Sendable {
  /// The gradient is kept; nothing is updated.
  case none
  case gradientDescent(rate: Scalar)
  case momentum(rate: Scalar, momentum: Scalar)
  case adam(AdamUpdate<Scalar>)
  case nesterov(NesterovUpdate<Scalar>)
  case adaGrad(AdaGradUpdate<Scalar>)
  case rmsProp(RMSPropUpdate<Scalar>)
  case adaDelta(AdaDeltaUpdate<Scalar>)
  case amsGrad(AMSGradUpdate<Scalar>)
  case rProp(RPropUpdate<Scalar>)

  /// Whether backward may use up a gradient as soon as it is there: those that `ParameterUpdate.run` and `UpdateFinish` know. The others follow in
  /// a pass of their own, over the whole gradient.
  @inlinable @inline(__always)
  public var isFused: Bool {
    switch self {
    case .none, .gradientDescent, .momentum, .adam: true
    default: false
    }
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
    unsafe ParameterUpdate(rule, buffers.advanced(by: count))
  }

  /// A fused rule, over the first `count` parameters.
  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type, count: Int) where V.Scalar == Scalar {
    switch rule {
    case .gradientDescent(let rate): sweep(V.self, GradientDescentUpdate(rate: rate), count, .none)
    case .momentum(let rate, let momentum):
      sweep(V.self, MomentumUpdate(rate: rate, momentum: momentum), count, .none)
    case .adam(let update): sweep(V.self, update, count, .none)
    default: break
    }
  }

  /// Any rule, over the first `count` parameters, with gradients shaped on their way. One pass over the buffers.
  @inlinable @inline(always)
  public func sweep<V: KernelVector>(_ vector: V.Type, count: Int, _ shaping: GradientShaping<Scalar>)
  where V.Scalar == Scalar {
    switch rule {
    case .none: break
    case .gradientDescent(let rate): sweep(V.self, GradientDescentUpdate(rate: rate), count, shaping)
    case .momentum(let rate, let momentum):
      sweep(V.self, MomentumUpdate(rate: rate, momentum: momentum), count, shaping)
    case .adam(let update): sweep(V.self, update, count, shaping)
    case .nesterov(let update): sweep(V.self, update, count, shaping)
    case .adaGrad(let update): sweep(V.self, update, count, shaping)
    case .rmsProp(let update): sweep(V.self, update, count, shaping)
    case .adaDelta(let update): sweep(V.self, update, count, shaping)
    case .amsGrad(let update): sweep(V.self, update, count, shaping)
    case .rProp(let update): sweep(V.self, update, count, shaping)
    }
  }

  @inlinable @inline(always)
  func sweep<V: KernelVector, Update: VectorUpdate>(
    _ vector: V.Type, _ update: Update, _ count: Int, _ shaping: GradientShaping<Scalar>
  ) where V.Scalar == Scalar, Update.Scalar == Scalar {
    let isShaped = !shaping.isNone
    var i = 0
    while i < count {
      let g = unsafe V(loading: buffers.gradients + i)
      unsafe update.apply(isShaped ? shaping.apply(g, V(loading: buffers.parameters + i)) : g, buffers, at: i)
      i &+= V.laneCount
    }
  }
}

/// `ParameterUpdate.sweep` as an operation, for one copy of it to serve all.
@safe public struct ParameterSweep<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let update: ParameterUpdate<Scalar>
  @usableFromInline let count: Int
  @usableFromInline let shaping: GradientShaping<Scalar>

  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>, count: Int, _ shaping: GradientShaping<Scalar>) {
    self.update = update
    self.count = count
    self.shaping = shaping
  }

  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    update.sweep(V.self, count: count, shaping)
  }
}

/// The gradient of a product's C, used up tile by tile: it goes no further than the nearest cache, and by gradient descent and momentum not out of
/// the registers. C starts, and lies, as the buffers do.
@safe public struct UpdateFinish<Scalar: KernelScalar>: ProductFinish {
  @usableFromInline let update: ParameterUpdate<Scalar>

  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>) { self.update = update }

  /// Adam alone waits for a root and a quotient.
  @inlinable @inline(always)
  public func defers<V: KernelVector>(_ vector: V.Type) -> Bool where V.Scalar == Scalar {
    if case .adam = update.rule { return V.finishesBeside }
    return false
  }

  /// From the tile's registers. Adam reads it back from C: its code would be as long as the tile is large. Without a rule, the gradient stays in C.
  @inlinable @inline(always)
  public func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar {
    let start = unsafe row &* c.stride &+ column
    switch update.rule {
    case .gradientDescent(let rate):
      unsafe sums.apply(GradientDescentUpdate(rate: rate), update.buffers, at: start, stride: c.stride)
    case .momentum(let rate, let momentum):
      unsafe sums.apply(
        MomentumUpdate(rate: rate, momentum: momentum), update.buffers, at: start, stride: c.stride)
    case .adam(let adam):
      unsafe sums.store(to: c.base + start, stride: c.stride)
      if defers(T.Row.Vector.self) { return }
      for row in 0..<T.rowCount {
        let start = unsafe start &+ row &* c.stride
        for place in stride(from: start, to: start &+ T.Row.width, by: T.Row.Vector.laneCount) {
          unsafe adam.apply(T.Row.Vector(loading: c.base + place), update.buffers, at: place)
        }
      }
    default: unsafe sums.store(to: c.base + start, stride: c.stride)
    }
  }

  @inlinable @inline(always)
  public func finishPart<S: Strip>(
    _ strip: S.Type, _ unfinished: inout UnfinishedUpdate<S.Vector>, _ backlog: inout TileBacklog,
    _ c: MutableRows<Scalar>
  ) where S.Vector.Scalar == Scalar {
    guard case .adam(let adam) = update.rule else { return }
    if unfinished.isUndivided { return adam.divide(&unfinished) }
    if !unfinished.isNone { unsafe adam.end(&unfinished, update.buffers) }
    if backlog.vectorCount == 0 { return }
    let place = unsafe backlog.next(S.self, stride: c.stride)
    unsafe unfinished = adam.begin(S.Vector(loading: c.base + place.source), update.buffers, at: place.target)
  }
}
