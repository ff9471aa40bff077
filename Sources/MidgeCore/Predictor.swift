/// A network that predicts and cannot be trained: parameters and room for activations, in one block.
@safe public struct Predictor<Body: NetworkBody, A: Arithmetic>: ~Copyable {
  public typealias Scalar = A.Scalar

  /// What is computed. A run-time network's lies in this block, and must not outlive it.
  public let body: Body
  public let layout: ArenaLayout
  @usableFromInline let arena: Arena

  /// Takes over a cleared arena of `layout.byteCount` bytes. Parameters are 0 until they are written or loaded.
  @inlinable
  public init(body: Body, layout: ArenaLayout, arena: consuming Arena) {
    self.body = body
    self.layout = layout
    self.arena = arena
  }

  @inlinable @inline(__always)
  var parameters: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.parameters) }

  @inlinable @inline(__always)
  public var inference: InferencePass<Body, Scalar> {
    unsafe InferencePass(
      body: body, parameters: parameters, activations: arena.scalars(Scalar.self, at: layout.activations),
      stagedInputs: arena.scalars(Scalar.self, at: layout.stagedInputs), rowCapacity: layout.rowCapacity)
  }

  /// The network's outputs for rows of inputs: logits, if the network was trained with a loss that takes them.
  @inlinable
  public func predict(_ inputs: Span<Scalar>, into outputs: consuming MutableSpan<Scalar>) {
    unsafe inference.predict(A.self, inputs, into: outputs)
  }

  /// Predictions as a loss reads the outputs: softmax or sigmoid of logits.
  @inlinable
  public func probabilities<Function: LossFunction>(
    _ inputs: Span<Scalar>, as loss: Function, into outputs: consuming MutableSpan<Scalar>
  ) {
    unsafe inference.predict(A.self, inputs, as: loss, into: outputs)
  }
}

extension Predictor: ParameterStore {
  @inlinable
  public var layerCount: Int { body.layerCount }
  @inlinable
  public func shape(at index: Int) -> LayerShape { body.shape(at: index) }

  @inlinable
  public func withParameters<Result>(_ use: (Span<Scalar>) -> Result) -> Result {
    unsafe use(Span(_unsafeStart: parameters, count: layout.parameterCount))
  }

  @inlinable
  public mutating func withMutableParameters<Result>(_ use: (inout MutableSpan<Scalar>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: parameters, count: layout.parameterCount)
    return use(&span)
  }
}
