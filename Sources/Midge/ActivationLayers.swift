/// A function of each number by itself, or of a row, as it is written in a network: it takes the shape of what stands before it.
public protocol ElementwiseFunction: Sendable {
  static var activation: Activation { get }
}

/// One that a dense layer before it takes in: `Activation.isFused`.
public protocol ActivationLayer: ElementwiseFunction {}

/// max(x, 0)
public struct ReLU: ActivationLayer {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .relu }
}

/// x, or 0.01 x below 0.
public struct LeakyReLU: ActivationLayer {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .leakyReLU }
}

/// 1 / (1 + e^-x)
public struct Sigmoid: ActivationLayer {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .sigmoid }
}

/// tanh x
public struct Tanh: ActivationLayer {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .tanh }
}

/// x, or e^x - 1 below 0.
public struct ELU: ElementwiseFunction {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .elu }
}

/// x times the probability that a normal number is below x.
public struct GELU: ElementwiseFunction {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .gelu }
}

/// x / (1 + e^-x)
public struct SiLU: ElementwiseFunction {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .silu }
}

/// ln(1 + e^x)
public struct Softplus: ElementwiseFunction {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .softplus }
}

/// e^x / sum e^x over a row: its numbers are above 0 and add up to 1. Not before `CrossEntropyLoss`, which takes logits and has it in it.
public struct Softmax: ElementwiseFunction {
  @inlinable public init() {}
  @inlinable @inline(__always)
  public static var activation: Activation { .softmax }
}

/// y = f(x), where no dense layer stands before the activation to take it in, or none can.
public struct Elementwise<Kept: Shape, Function: ElementwiseFunction>: DescribedLayer {
  public typealias Input = Kept
  public typealias Output = Kept

  @inlinable
  public init() {}

  @inlinable @inline(__always)
  public var layerShape: LayerShape { .activation(Function.activation, count: Kept.count) }
}
