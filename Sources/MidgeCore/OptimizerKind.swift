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

  /// The optimizer with PyTorch's defaults but for what is given; weight decay counts for AdamW only, elsewhere it is an L2 penalty (`Regularization`).
  public func choice(learningRate: Double, momentum: Double = 0.9, weightDecay: Double = 1e-2) -> OptimizerChoice {
    switch self {
    case .sgd: .sgd(SGD(learningRate: learningRate))
    case .momentum: .momentum(Momentum(learningRate: learningRate, momentum: momentum))
    case .adam: .adam(Adam(learningRate: learningRate))
    case .nesterov: .nesterov(Nesterov(learningRate: learningRate, momentum: momentum))
    case .adaGrad: .adaGrad(AdaGrad(learningRate: learningRate))
    case .rmsProp: .rmsProp(RMSProp(learningRate: learningRate))
    case .adaDelta: .adaDelta(AdaDelta(learningRate: learningRate))
    case .amsGrad: .amsGrad(AMSGrad(learningRate: learningRate))
    case .adamW: .adamW(AdamW(learningRate: learningRate, weightDecay: weightDecay))
    case .rProp: .rProp(RProp(learningRate: learningRate))
    case .centredRMSProp: .rmsProp(RMSProp(learningRate: learningRate, isCentred: true))
    }
  }
}
