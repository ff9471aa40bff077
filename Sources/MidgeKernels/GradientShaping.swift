/// What becomes of a gradient before a rule sees it, and of the parameters after it, in the pass of the rule:
/// g <- clamp(scale g, -limit, limit) + l2 w + l1 sign(w)
///
/// The order is PyTorch's: gradients are clipped (`clip_grad_norm_`, `clip_grad_value_`) before the optimizer adds its weight decay. sign(0) is 0, so pads stay 0.
public struct GradientShaping<Scalar: KernelScalar>: Sendable {
  @usableFromInline let scale: Scalar
  @usableFromInline let limit: Scalar
  @usableFromInline let l1: Scalar
  @usableFromInline let l2: Scalar

  @inlinable
  public init(scale: Scalar = 1, limit: Scalar = .infinity, l1: Scalar = 0, l2: Scalar = 0) {
    self.scale = scale
    self.limit = limit
    self.l1 = l1
    self.l2 = l2
  }

  /// The gradient as it is.
  @inlinable @inline(__always)
  public static var none: GradientShaping { GradientShaping() }

  @inlinable @inline(__always)
  public var isNone: Bool { scale == 1 && limit == .infinity && l1 == 0 && l2 == 0 }

  @inlinable @inline(__always)
  func apply<V: KernelVector>(_ gradient: V, _ w: V) -> V where V.Scalar == Scalar {
    let limit = V(repeating: limit), scaled = gradient * V(repeating: scale)
    let below = V.select(where: scaled, exceeds: limit, then: limit, else: scaled)
    let clipped = V.select(where: V.zero - limit, exceeds: below, then: V.zero - limit, else: below)
    let pull = V.select(
      where: V.absolute(w), exceeds: V.zero, then: V.copySign(of: w, to: V(repeating: l1)), else: V.zero)
    return V.multiplyAdd(V(repeating: l2), w, clipped) + pull
  }
}
