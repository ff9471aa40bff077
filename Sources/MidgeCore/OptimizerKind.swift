/// The optimizers by name. Raw values are stable: they stand in memory that C code shares.
public enum OptimizerKind: UInt8, Sendable, CaseIterable {
  case sgd = 0
  case momentum = 1
  case adam = 2
  case nesterov = 3
  case adaGrad = 4
  case rmsProp = 5
  case adaDelta = 6
  case amsGrad = 7
  case adamW = 8
  case rProp = 9
  case centredRMSProp = 10

  /// As the command line writes it.
  public var name: String {
    switch self {
    case .sgd: "sgd"
    case .momentum: "momentum"
    case .adam: "adam"
    case .nesterov: "nesterov"
    case .adaGrad: "adagrad"
    case .rmsProp: "rmsprop"
    case .adaDelta: "adadelta"
    case .amsGrad: "amsgrad"
    case .adamW: "adamw"
    case .rProp: "rprop"
    case .centredRMSProp: "rmsprop-centred"
    }
  }

  /// Whether it has a momentum to set.
  public var takesMomentum: Bool { self == .momentum || self == .nesterov }

  /// The optimizer with PyTorch's defaults but for what is given. The betas and epsilon are those of Adam and its kin; weight decay counts for AdamW
  /// only, elsewhere it is an L2 penalty (`Regularization`).
  public func choice(
    learningRate rate: Double, momentum: Double = 0.9, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-8, weightDecay: Double = 1e-2
  ) -> OptimizerChoice {
    switch self {
    case .sgd: .sgd(SGD(learningRate: rate))
    case .momentum: .momentum(Momentum(learningRate: rate, momentum: momentum))
    case .adam: .adam(Adam(learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon))
    case .nesterov: .nesterov(Nesterov(learningRate: rate, momentum: momentum))
    case .adaGrad: .adaGrad(AdaGrad(learningRate: rate))
    case .rmsProp: .rmsProp(RMSProp(learningRate: rate))
    case .adaDelta: .adaDelta(AdaDelta(learningRate: rate))
    case .amsGrad: .amsGrad(AMSGrad(learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon))
    case .adamW:
      .adamW(
        AdamW(learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay))
    case .rProp: .rProp(RProp(learningRate: rate))
    case .centredRMSProp: .rmsProp(RMSProp(learningRate: rate, isCentred: true))
    }
  }
}
