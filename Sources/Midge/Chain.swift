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
  public func widestDelta(withInputs: Bool) -> Int {
    max(first.widestDelta(withInputs: withInputs), second.widestDelta(withInputs: true))
  }
  @inlinable @inline(__always)
  public func scratchCount(withInputs: Bool) -> Int {
    max(first.scratchCount(withInputs: withInputs), second.scratchCount(withInputs: true))
  }
  @inlinable @inline(__always)
  public var readsPaddedInputs: Bool { first.readsPaddedInputs }
  @inlinable @inline(__always)
  public var outputActivation: Activation { second.outputActivation }
  @inlinable @inline(__always)
  public var differentiatesInputs: Bool { first.differentiatesInputs }

  @inlinable @inline(__always)
  public var layerCount: Int { first.layerCount &+ second.layerCount }
  @inlinable @inline(__always)
  public func shape(at index: Int) -> LayerShape {
    index < first.layerCount ? first.shape(at: index) : second.shape(at: index &- first.layerCount)
  }
  @inlinable @inline(__always)
  public func parameterCount(at index: Int) -> Int {
    index < first.layerCount ? first.parameterCount(at: index) : second.parameterCount(at: index &- first.layerCount)
  }
  @inlinable @inline(__always)
  public func activationCount(at index: Int) -> Int {
    index < first.layerCount ? first.activationCount(at: index) : second.activationCount(at: index &- first.layerCount)
  }

  @inlinable
  public func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    unsafe first.initialize(parameters, initializer, &generator)
    unsafe second.initialize(parameters + first.parameterCount, initializer, &generator)
  }

  @inlinable @inline(always)
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    unsafe first.forward(A.self, pass)
    unsafe second.forward(A.self, pass.advanced(past: first))
  }

  @inlinable @inline(always)
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    let next = unsafe pass.advanced(past: first)
    unsafe second.backward(A.self, next, &deltas)
    if unsafe next.needsInputGradient && !second.differentiatesInputs {
      unsafe deltas.differentiate(
        A.self, first.outputActivation, outputs: next.forward.inputs, rowCount: next.forward.rowCount,
        columns: first.outputWidth)
    }
    unsafe first.backward(A.self, pass, &deltas)
  }
}
