/// How weights start; biases start at 0. Bounds follow PyTorch's `torch.nn.init` with gain 1 (Glorot, orthogonal) and the square root of 2 (He).
public enum Initializer: Sendable, Equatable {
  /// He for the ReLU family, Glorot for the others; uniform.
  case automatic
  /// Uniform within sqrt(6 / (inputs + outputs)): Glorot and Bengio, 2010.
  case glorotUniform
  /// Normal with variance 2 / (inputs + outputs).
  case glorotNormal
  /// Uniform within sqrt(6 / inputs): He et al., 2015.
  case heUniform
  /// Normal with variance 2 / inputs.
  case heNormal
  /// Uniform within sqrt(3 / inputs), and normal with variance 1 / inputs: LeCun et al., 1998.
  case leCunUniform
  case leCunNormal
  /// `gain` times a matrix whose rows are orthonormal, or, where there are more outputs than inputs, whose columns are: each way to turn space is as
  /// probable as another. Saxe et al., 2014; `torch.nn.init.orthogonal_`.
  case orthogonal(gain: Double = 1)
  /// All weights the same.
  case constant(Double)

  func weight(_ shape: LayerShape, _ generator: inout SeededGenerator) -> Double {
    let inputs = Double(shape.inputCount), outputs = Double(shape.outputCount)
    return switch self {
    case .automatic:
      switch shape.activation {
      case .relu, .leakyReLU: Initializer.heUniform.weight(shape, &generator)
      default: Initializer.glorotUniform.weight(shape, &generator)
      }
    case .glorotUniform: (2 * generator.nextUnit() - 1) * (6 / (inputs + outputs)).squareRoot()
    case .glorotNormal: generator.nextNormal() * (2 / (inputs + outputs)).squareRoot()
    case .heUniform: (2 * generator.nextUnit() - 1) * (6 / inputs).squareRoot()
    case .heNormal: generator.nextNormal() * (2 / inputs).squareRoot()
    case .leCunUniform: (2 * generator.nextUnit() - 1) * (3 / inputs).squareRoot()
    case .leCunNormal: generator.nextNormal() * (1 / inputs).squareRoot()
    // What `initialize` makes orthogonal.
    case .orthogonal: generator.nextNormal()
    case .constant(let value): value
    }
  }
}

extension LayerShape {
  /// Inlined: its name tells no instruction set, so that modules compiled for different ones would share it.
  @inlinable @inline(__always)
  public func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    for index in 0..<parameterCount { unsafe parameters[index] = 0 }
    if case .orthogonal(let gain) = initializer { return unsafe orthogonalize(parameters, gain, &generator) }
    for weight in 0..<weightCount {
      unsafe parameters[weightOffset(weight)] = Scalar(startingWeight(initializer, &generator))
    }
  }

  /// The rows of W, or its columns if there are fewer: the Q of W = Q R, with R's diagonal above 0.
  ///
  /// In place: rounding to the scalar goes into what follows, so that `Float` networks start within a few units in the last place of `Double` ones.
  @inlinable @inline(__always)
  func orthogonalize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ gain: Double, _ generator: inout SeededGenerator
  ) {
    guard kind == .dense else { return }
    let byOutput = outputCount <= inputCount
    let (outputStride, inputStride) = isNarrow ? (weightWidth, 1) : (1, weightWidth)
    let vectors = unsafe OrthonormalVectors(
      base: parameters, count: min(inputCount, outputCount), length: max(inputCount, outputCount),
      stride: byOutput ? outputStride : inputStride, elementStride: byOutput ? inputStride : outputStride)
    Scalar.fill(vectors, gain: gain) { startingWeight(.orthogonal(), &generator) }
  }

  /// A double rounded to `Float` and `Double` networks alike starts both at the same place.
  @usableFromInline
  func startingWeight(_ initializer: Initializer, _ generator: inout SeededGenerator) -> Double {
    initializer.weight(self, &generator)
  }
}
