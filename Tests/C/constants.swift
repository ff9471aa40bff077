// Compares the constants of midge.h with the raw values of Midge's own enumerations, case by case, and prints how many each has. A new case of
// Midge's does not compile until it stands here; a constant that Midge lacks shows in the numbers.
import MidgeHeader
import MidgeModel

func constant(_ value: Activation) -> midge_activation {
  switch value {
  case .identity: MIDGE_IDENTITY
  case .relu: MIDGE_RELU
  case .leakyReLU: MIDGE_LEAKY_RELU
  case .sigmoid: MIDGE_SIGMOID
  case .tanh: MIDGE_TANH
  case .elu: MIDGE_ELU
  case .gelu: MIDGE_GELU
  case .silu: MIDGE_SILU
  case .softplus: MIDGE_SOFTPLUS
  case .softmax: MIDGE_SOFTMAX
  }
}

func constant(_ value: Loss) -> midge_loss {
  switch value {
  case .meanSquaredError: MIDGE_MEAN_SQUARED_ERROR
  case .crossEntropy: MIDGE_CROSS_ENTROPY
  case .binaryCrossEntropy: MIDGE_BINARY_CROSS_ENTROPY
  case .meanAbsoluteError: MIDGE_MEAN_ABSOLUTE_ERROR
  case .huber: MIDGE_HUBER
  case .squaredError: MIDGE_SQUARED_ERROR
  case .halfSquaredError: MIDGE_HALF_SQUARED_ERROR
  }
}

func constant(_ value: OptimizerKind) -> midge_optimizer {
  switch value {
  case .sgd: MIDGE_SGD
  case .momentum: MIDGE_MOMENTUM
  case .adam: MIDGE_ADAM
  case .nesterov: MIDGE_NESTEROV
  case .adaGrad: MIDGE_ADAGRAD
  case .rmsProp: MIDGE_RMSPROP
  case .adaDelta: MIDGE_ADADELTA
  case .amsGrad: MIDGE_AMSGRAD
  case .adamW: MIDGE_ADAMW
  case .rProp: MIDGE_RPROP
  case .centredRMSProp: MIDGE_RMSPROP_CENTRED
  }
}

func constant(_ value: Reduction) -> midge_reduction {
  switch value {
  case .mean: MIDGE_MEAN
  case .sum: MIDGE_SUM
  }
}

func constant(_ value: LayerShape.Kind) -> midge_kind {
  switch value {
  case .dense: MIDGE_DENSE
  case .activation: MIDGE_ACTIVATION
  case .dropout: MIDGE_DROPOUT
  }
}

func constant(_ value: InstructionSet) -> midge_instruction_set {
  switch value {
  case .baseline: MIDGE_BASELINE
  case .v3: MIDGE_V3
  case .v4: MIDGE_V4
  }
}

/// The cases are all that raw values make; 0 up.
func compare<Value: RawRepresentable, Constant: RawRepresentable>(
  _ name: String, _ constant: (Value) -> Constant, besides others: Int = 0
) -> Bool where Value.RawValue == UInt8, Constant.RawValue: FixedWidthInteger {
  var count = 0, holds = true
  for raw in UInt8.min...UInt8.max {
    guard let value = Value(rawValue: raw) else { continue }
    count += 1
    if Int(constant(value).rawValue) != Int(raw) {
      print("\(name): \(Int(constant(value).rawValue)) is what Midge calls \(Int(raw))")
      holds = false
    }
  }
  print("\(name) \(count + others)")
  return holds
}

@main struct Constants {
  static func main() {
    let hold = [
      compare("midge_kind", { (value: LayerShape.Kind) in constant(value) }),
      compare("midge_activation", { (value: Activation) in constant(value) }),
      compare("midge_loss", { (value: Loss) in constant(value) }),
      compare("midge_reduction", { (value: Reduction) in constant(value) }),
      compare("midge_optimizer", { (value: OptimizerKind) in constant(value) }),
      // `MIDGE_BEST` is none of Midge's.
      compare("midge_instruction_set", { (value: InstructionSet) in constant(value) }, besides: 1),
    ]
    if hold.contains(false) { exit(1) }
  }
}
