/// A rule that turns gradients into new parameters. A value: hyperparameters and a step count; the moments lie in the trainer's block.
///
/// A new one: its `VectorUpdate` and its case of `UpdateRule` in MidgeKernels, a type here, a case of `OptimizerChoice`.
public protocol Optimizer: Sendable {
  /// Whether gradients and parameters are never touched by anything but the rule: what handles the rest is then left out of a program.
  static var isPlain: Bool { get }
  /// Whether the value says which rule it is, and not the type: the code of all of them is then a function of its own.
  static var isChosenAtRunTime: Bool { get }
  /// Buffers as large as the parameters that the rule keeps between steps; they start at 0, and a subnormal number in one becomes 0 within 32 steps.
  var momentCount: Int { get }
  /// For the next step; change it freely between steps, unless a schedule sets it.
  var learningRate: Double { get set }
  /// What is done to gradients before the rule, and to parameters after it.
  var regularization: Regularization { get }
  /// Whether that touches gradients or parameters.
  var isRegularized: Bool { get }
  /// The next step's rule, its coefficients rounded to the scalar. Called once a step.
  mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar>
  /// A rule that `nextRule` can return, or none, as it is; any other becomes none. It is for the compiler: a network whose rule comes as an argument then has the code of no other.
  static func known<Scalar: KernelScalar>(_ rule: UpdateRule<Scalar>) -> UpdateRule<Scalar>
}

extension Optimizer {
  @inlinable @inline(__always)
  public static var isPlain: Bool { true }
  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { false }
  @inlinable @inline(always)
  public static func known<Scalar: KernelScalar>(_ rule: UpdateRule<Scalar>) -> UpdateRule<Scalar> { rule }
  @inlinable @inline(__always)
  public var regularization: Regularization { Regularization() }
  @inlinable @inline(__always)
  public var isRegularized: Bool { false }
}

/// w <- w - learningRate g: torch.optim.SGD without momentum.
public struct SGD: Optimizer {
  public var learningRate: Double
  @inlinable
  public init(learningRate: Double) { self.learningRate = learningRate }

  @inlinable @inline(__always)
  public var momentCount: Int { 0 }

  @inlinable @inline(always)
  public static func known<Scalar: KernelScalar>(_ rule: UpdateRule<Scalar>) -> UpdateRule<Scalar> {
    rule.onlyGradientDescent
  }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .gradientDescent(rate: Scalar(learningRate))
  }
}

/// v <- momentum v + g, w <- w - learningRate v: torch.optim.SGD with momentum and dampening 0.
public struct Momentum: Optimizer {
  public var learningRate: Double
  public var momentum: Double
  @inlinable
  public init(learningRate: Double, momentum: Double = 0.9) {
    self.learningRate = learningRate
    self.momentum = momentum
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 1 }

  @inlinable @inline(always)
  public static func known<Scalar: KernelScalar>(_ rule: UpdateRule<Scalar>) -> UpdateRule<Scalar> { rule.onlyMomentum }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .momentum(rate: Scalar(learningRate), momentum: Scalar(momentum))
  }
}

/// v <- momentum v + g, w <- w - learningRate (g + momentum v): torch.optim.SGD with nesterov.
public struct Nesterov: Optimizer {
  public var learningRate: Double
  public var momentum: Double
  @inlinable
  public init(learningRate: Double, momentum: Double = 0.9) {
    self.learningRate = learningRate
    self.momentum = momentum
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 1 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .nesterov(NesterovUpdate(rate: Scalar(learningRate), momentum: Scalar(momentum)))
  }
}
