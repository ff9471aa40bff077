@_exported import MidgeCore

/// What passes between layers: a vector, and later an image.
public protocol Shape: Sendable {
  static var count: Int { get }
}

/// `Count` numbers.
public enum Vector<let Count: Int>: Shape {
  @inlinable @inline(__always)
  public static var count: Int { Count }
}

/// A layer as a type: what it takes and what it gives is known to the compiler. A layer of your own conforms to this.
public protocol Layer: NetworkBody {
  associatedtype Input: Shape
  associatedtype Output: Shape
}

/// A layer of the library: a description, whose arithmetic is that of its `LayerShape`.
public protocol DescribedLayer: Layer {
  var layerShape: LayerShape { get }
}

extension DescribedLayer {
  @inlinable @inline(__always)
  public var inputCount: Int { layerShape.inputCount }
  @inlinable @inline(__always)
  public var outputCount: Int { layerShape.outputCount }
  @inlinable @inline(__always)
  public var outputWidth: Int { layerShape.outputWidth }
  @inlinable @inline(__always)
  public var parameterCount: Int { layerShape.parameterCount }
  @inlinable @inline(__always)
  public var activationCount: Int { layerShape.activationCount }
  @inlinable @inline(__always)
  public func widestDelta(withInputs: Bool) -> Int { layerShape.widestDelta(withInputs: withInputs) }
  @inlinable @inline(__always)
  public func scratchCount(withInputs: Bool) -> Int { layerShape.scratchCount(withInputs: withInputs) }
  @inlinable @inline(__always)
  public var readsPaddedInputs: Bool { layerShape.readsPaddedInputs }
  @inlinable @inline(__always)
  public var outputActivation: Activation { layerShape.outputActivation }
  @inlinable @inline(__always)
  public var differentiatesInputs: Bool { layerShape.differentiatesInputs }
  @inlinable @inline(__always)
  public var layerCount: Int { 1 }
  @inlinable @inline(__always)
  public func shape(at index: Int) -> LayerShape { layerShape }

  @inlinable
  public func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    unsafe layerShape.initialize(parameters, initializer, &generator)
  }

  @inlinable @inline(always)
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    unsafe layerShape.forward(A.self, pass)
  }

  @inlinable @inline(always)
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    unsafe layerShape.backward(A.self, pass, &deltas)
  }
}
