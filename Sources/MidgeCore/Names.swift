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
