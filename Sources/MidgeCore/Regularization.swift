/// What keeps a network from fitting its samples too closely, or a step from going too far: done to gradients before the optimizer's rule, and to
/// parameters after it, in this order: the norm of the whole gradient is limited, each of its numbers is, the penalties' gradients are added,
/// the rule follows, and the norms of weights are limited.
///
/// All parameters are penalised, biases too, as with PyTorch's `weight_decay`. The loss that steps return is without penalties.
public struct Regularization: Sendable, Equatable {
  /// Factor of the sum of |w|: its gradient is `l1` times the sign of w.
  public var l1: Double
  /// PyTorch's `weight_decay` of optimizers other than AdamW: the gradient gets `l2` w, that of half `l2` times the sum of w^2.
  public var l2: Double
  /// The most that one number of the gradient may be, in magnitude: `torch.nn.utils.clip_grad_value_`.
  public var clipValue: Double
  /// The most that the Euclidean norm of the gradient may be: `torch.nn.utils.clip_grad_norm_`.
  public var clipNorm: Double
  /// The most that the Euclidean norm of a unit's incoming weights may be, after a step.
  public var maxNorm: Double
  /// The share of a target that all classes get alike: PyTorch's `label_smoothing` of cross-entropy; of binary cross-entropy, the share that is half of 1.
  public var labelSmoothing: Double

  @inlinable
  public init(
    l1: Double = 0, l2: Double = 0, clipValue: Double = .infinity, clipNorm: Double = .infinity,
    maxNorm: Double = .infinity, labelSmoothing: Double = 0
  ) {
    self.l1 = l1
    self.l2 = l2
    self.clipValue = clipValue
    self.clipNorm = clipNorm
    self.maxNorm = maxNorm
    self.labelSmoothing = labelSmoothing
  }

  /// Whether gradients or parameters are touched beside the rule. Smoothed labels are the loss's affair.
  @inlinable
  public var changesUpdates: Bool {
    l1 != 0 || l2 != 0 || clipValue != .infinity || clipNorm != .infinity || maxNorm != .infinity
  }
}

/// An optimizer with regularisation, learning-rate factors of layers, and a schedule.
///
///     var trainer = Trainer(network, loss: CrossEntropyLoss(), optimizer: Tuned(Adam(), Regularization(l2: 1e-4)))
public struct Tuned<Base: Optimizer>: Optimizer {
  public var base: Base
  @usableFromInline var shaping: Regularization
  /// Kept, because each step asks.
  @usableFromInline var changesUpdates: Bool
  /// The learning rate of each step; nil: the optimizer's own.
  public var schedule: Schedule?
  /// Steps taken: where the schedule stands.
  public var stepCount = 0

  @inlinable
  public init(_ base: Base, _ regularization: Regularization = Regularization(), schedule: Schedule? = nil) {
    self.base = base
    shaping = regularization
    changesUpdates = regularization.changesUpdates
    self.schedule = schedule
  }

  /// Not an observed property: those cannot be inlined.
  @inlinable
  public var regularization: Regularization {
    get { shaping }
    set {
      shaping = newValue
      changesUpdates = newValue.changesUpdates
    }
  }

  @inlinable @inline(__always)
  public static var isPlain: Bool { false }
  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { Base.isChosenAtRunTime }
  @inlinable @inline(__always)
  public var isRegularized: Bool { changesUpdates }
  @inlinable @inline(__always)
  public var momentCount: Int { base.momentCount }
  @inlinable @inline(__always)
  public var learningRate: Double {
    get { base.learningRate }
    set { base.learningRate = newValue }
  }

  @inlinable @inline(always)
  public static func known<Scalar: KernelScalar>(_ rule: UpdateRule<Scalar>) -> UpdateRule<Scalar> { Base.known(rule) }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    if let schedule { base.learningRate = schedule.learningRate(step: stepCount) }
    stepCount &+= 1
    return base.nextRule()
  }
}
