/// Two layers, the second on the outputs of the first. Compiles only when they fit.
public struct Chain<First: Layer, Second: Layer>: Layer where First.Output == Second.Input {
  public typealias Input = First.Input
  public typealias Output = Second.Output

  public let first: First
  public let second: Second

  @inlinable @inline(__always)
  public init(_ first: First, _ second: Second) {
    self.first = first
    self.second = second
  }

  @inlinable @inline(__always)
  public var inputCount: Int { first.inputCount }
  @inlinable @inline(__always)
  public var outputCount: Int { second.outputCount }
  @inlinable @inline(__always)
  public var outputWidth: Int { second.outputWidth }
  @inlinable @inline(__always)
  public var parameterCount: Int { first.parameterCount &+ second.parameterCount }
  @inlinable @inline(__always)
  public var activationCount: Int { first.activationCount &+ second.activationCount }
  @inlinable @inline(__always)
  public var widestRow: Int { max(first.widestRow, second.widestRow) }
  @inlinable @inline(__always)
  public var scratchCount: Int { max(first.scratchCount, second.scratchCount) }

  @inlinable @inline(__always)
  public var layerCount: Int { first.layerCount &+ second.layerCount }
  @inlinable @inline(__always)
  public func shape(at index: Int) -> LayerShape {
    index < first.layerCount ? first.shape(at: index) : second.shape(at: index &- first.layerCount)
  }

  @inlinable
  public func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    unsafe first.initialize(parameters, initializer, &generator)
    unsafe second.initialize(parameters + first.parameterCount, initializer, &generator)
  }

  @inlinable @inline(__always)
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    unsafe first.forward(A.self, pass)
    unsafe second.forward(A.self, pass.advanced(past: first))
  }

  @inlinable @inline(__always)
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    unsafe second.backward(A.self, pass.advanced(past: first), &deltas)
    unsafe first.backward(A.self, pass, &deltas)
  }
}
