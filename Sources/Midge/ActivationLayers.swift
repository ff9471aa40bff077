/// An activation function, as it is written in a network: it takes the shape of what stands before it.
public protocol ActivationLayer: Sendable {
  static var activation: Activation { get }
}

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

/// y = f(x), where no dense layer stands before the activation to take it in.
public struct Elementwise<Kept: Shape, Function: ActivationLayer>: DescribedLayer {
  public typealias Input = Kept
  public typealias Output = Kept

  @inlinable
  public init() {}

  @inlinable @inline(__always)
  public var layerShape: LayerShape { .activation(Function.activation, count: Kept.count) }
}
