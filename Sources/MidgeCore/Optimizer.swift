/// A rule that turns gradients into new parameters. A value: hyperparameters and a step count; the moments lie in the trainer's block.
public protocol Optimizer: Sendable {
  /// Buffers as large as the parameters that the rule keeps between steps; they start at 0.
  var momentCount: Int { get }
  /// For the next step; change it freely between steps.
  var learningRate: Double { get set }
  /// The next step's rule, its coefficients rounded to the scalar. Called once a step.
  mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar>
}

/// w <- w - learningRate g: torch.optim.SGD without momentum.
public struct SGD: Optimizer {
  public var learningRate: Double
  @inlinable
  public init(learningRate: Double) { self.learningRate = learningRate }

  @inlinable @inline(__always)
  public var momentCount: Int { 0 }

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

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .momentum(rate: Scalar(learningRate), momentum: Scalar(momentum))
  }
}

/// Kingma and Ba, 2015, as torch.optim.Adam computes it; but an epsilon below the scalar's least normal number counts as that, so that a parameter
/// without gradients stays as it is where PyTorch divides 0 by 0.
public struct Adam: Optimizer {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  public var epsilon: Double
  /// beta1^t and beta2^t after t steps.
  public var beta1Power = 1.0
  public var beta2Power = 1.0

  @inlinable
  public init(learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 2 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    beta1Power *= beta1
    beta2Power *= beta2
    let correction = (1 - beta2Power).squareRoot()
    return .adam(
      AdamUpdate(
        rate: Scalar(learningRate * correction / (1 - beta1Power)), rest1: Scalar(1 - beta1), beta2: Scalar(beta2),
        rest2: Scalar(1 - beta2), epsilon: max(Scalar(epsilon * correction), Scalar.leastNormalMagnitude)))
  }
}

/// An optimizer chosen at run time: the same arithmetic as the types it holds.
public enum OptimizerChoice: Optimizer {
  case sgd(SGD)
  case momentum(Momentum)
  case adam(Adam)

  public var momentCount: Int {
    switch self {
    case .sgd(let rule): rule.momentCount
    case .momentum(let rule): rule.momentCount
    case .adam(let rule): rule.momentCount
    }
  }

  public var learningRate: Double {
    get {
      switch self {
      case .sgd(let rule): rule.learningRate
      case .momentum(let rule): rule.learningRate
      case .adam(let rule): rule.learningRate
      }
    }
    set {
      switch self {
      case .sgd(var rule):
        rule.learningRate = newValue
        self = .sgd(rule)
      case .momentum(var rule):
        rule.learningRate = newValue
        self = .momentum(rule)
      case .adam(var rule):
        rule.learningRate = newValue
        self = .adam(rule)
      }
    }
  }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    switch self {
    case .sgd(var rule): return rule.nextRule()
    case .momentum(var rule): return rule.nextRule()
    case .adam(var rule):
      let next: UpdateRule<Scalar> = rule.nextRule()
      self = .adam(rule)
      return next
    }
  }
}
