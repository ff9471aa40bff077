/// y = x W + b: PyTorch's `Linear(Inputs, Outputs)`.
public struct Dense<let Inputs: Int, let Outputs: Int>: DescribedLayer {
  public typealias Input = Vector<Inputs>
  public typealias Output = Vector<Outputs>

  @inlinable
  public init() {}

  @inlinable @inline(__always)
  public var layerShape: LayerShape { .dense(Inputs, Outputs) }
}

/// y = f(x W + b): what the builder makes of a dense layer and the activation after it.
public struct ActivatedDense<let Inputs: Int, let Outputs: Int, Function: ActivationLayer>: DescribedLayer {
  public typealias Input = Vector<Inputs>
  public typealias Output = Vector<Outputs>

  @inlinable
  public init() {}

  @inlinable @inline(__always)
  public var layerShape: LayerShape { .dense(Inputs, Outputs, Function.activation) }
}
