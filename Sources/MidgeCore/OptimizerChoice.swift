/// An optimizer chosen at run time: the same arithmetic as the types it holds.
public enum OptimizerChoice: Optimizer {
  case sgd(SGD)
  case momentum(Momentum)
  case nesterov(Nesterov)
  case adaGrad(AdaGrad)
  case rmsProp(RMSProp)
  case adaDelta(AdaDelta)
  case adam(Adam)
  case amsGrad(AMSGrad)
  case adamW(AdamW)
  case rProp(RProp)

  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { true }
  @inlinable @inline(__always)
  public var momentCount: Int {
    switch self {
    case .sgd(let rule): rule.momentCount
    case .momentum(let rule): rule.momentCount
    case .nesterov(let rule): rule.momentCount
    case .adaGrad(let rule): rule.momentCount
    case .rmsProp(let rule): rule.momentCount
    case .adaDelta(let rule): rule.momentCount
    case .adam(let rule): rule.momentCount
    case .amsGrad(let rule): rule.momentCount
    case .adamW(let rule): rule.momentCount
    case .rProp(let rule): rule.momentCount
    }
  }

  public var learningRate: Double {
    get {
      switch self {
      case .sgd(let rule): rule.learningRate
      case .momentum(let rule): rule.learningRate
      case .nesterov(let rule): rule.learningRate
      case .adaGrad(let rule): rule.learningRate
      case .rmsProp(let rule): rule.learningRate
      case .adaDelta(let rule): rule.learningRate
      case .adam(let rule): rule.learningRate
      case .amsGrad(let rule): rule.learningRate
      case .adamW(let rule): rule.learningRate
      case .rProp(let rule): rule.learningRate
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
      case .nesterov(var rule):
        rule.learningRate = newValue
        self = .nesterov(rule)
      case .adaGrad(var rule):
        rule.learningRate = newValue
        self = .adaGrad(rule)
      case .rmsProp(var rule):
        rule.learningRate = newValue
        self = .rmsProp(rule)
      case .adaDelta(var rule):
        rule.learningRate = newValue
        self = .adaDelta(rule)
      case .adam(var rule):
        rule.learningRate = newValue
        self = .adam(rule)
      case .amsGrad(var rule):
        rule.learningRate = newValue
        self = .amsGrad(rule)
      case .adamW(var rule):
        rule.learningRate = newValue
        self = .adamW(rule)
      case .rProp(var rule):
        rule.learningRate = newValue
        self = .rProp(rule)
      }
    }
  }

  /// The rules that count steps are put back.
  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    switch self {
    case .sgd(var rule): return rule.nextRule()
    case .momentum(var rule): return rule.nextRule()
    case .nesterov(var rule): return rule.nextRule()
    case .adaGrad(var rule): return rule.nextRule()
    case .rmsProp(var rule): return rule.nextRule()
    case .adaDelta(var rule): return rule.nextRule()
    case .adam(var rule):
      let next: UpdateRule<Scalar> = rule.nextRule()
      self = .adam(rule)
      return next
    case .amsGrad(var rule):
      let next: UpdateRule<Scalar> = rule.nextRule()
      self = .amsGrad(rule)
      return next
    case .adamW(var rule):
      let next: UpdateRule<Scalar> = rule.nextRule()
      self = .adamW(rule)
      return next
    case .rProp(var rule): return rule.nextRule()
    }
  }
}
