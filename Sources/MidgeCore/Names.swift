/// The names that the command line and model files use.
extension Activation {
  public var name: String {
    switch self {
    case .identity: "identity"
    case .relu: "relu"
    case .leakyReLU: "leaky-relu"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .elu: "elu"
    case .gelu: "gelu"
    case .silu: "silu"
    case .softplus: "softplus"
    case .softmax: "softmax"
    }
  }
}

extension LayerShape.Kind {
  public var name: String {
    switch self {
    case .dense: "dense"
    case .activation: "activation"
    case .dropout: "dropout"
    }
  }
}

extension GradientCheck.Tensor {
  public var name: String {
    switch self {
    case .weight: "weight"
    case .bias: "bias"
    case .parameter: "parameter"
    }
  }
}

extension Initializer {
  /// Those that the command line knows, by name: all but `constant`, from which a network with hidden layers learns nothing.
  public static var named: [(String, Initializer)] {
    [
      ("automatic", .automatic), ("glorot-uniform", .glorotUniform), ("glorot-normal", .glorotNormal),
      ("he-uniform", .heUniform), ("he-normal", .heNormal), ("lecun-uniform", .leCunUniform),
      ("lecun-normal", .leCunNormal), ("orthogonal", .orthogonal()),
    ]
  }
}

extension Loss {
  public var name: String {
    switch self {
    case .meanSquaredError: "mse"
    case .crossEntropy: "cross-entropy"
    case .binaryCrossEntropy: "bce"
    case .meanAbsoluteError: "mae"
    case .huber: "huber"
    case .squaredError: "squared"
    case .halfSquaredError: "half-squared"
    }
  }
}
