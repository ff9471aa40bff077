/// Predicts with a network that is described at run time, and cannot train it.
public struct ModelPredictor: ~Copyable {
  @usableFromInline var engine: Predictor<LayerStack, NativeFloat>

  /// One allocation. Parameters are 0 until they are loaded.
  public init(_ layers: Span<LayerShape>, rowCapacity: Int = 32) throws(ModelError) {
    if rowCapacity < 1 || rowCapacity > LayerStack.largestExtent { throw .rowCapacity(found: rowCapacity) }
    let (layerCount, extents) = try LayerStack.measure(layers)
    let layout = ArenaLayout(
      predicting: extents, Float.self, rowCapacity: rowCapacity,
      recordByteCount: layerCount * MemoryLayout<LayerShape>.stride)
    let arena = Arena(owning: layout.byteCount)
    let stack = unsafe LayerStack(measured: layers, extents: extents, records: arena.records(LayerShape.self))
    engine = Predictor(body: stack, layout: layout, arena: arena)
  }

  public var extents: NetworkExtents { engine.body.extents }

  /// The network's outputs for rows of inputs: logits, if the network was trained with a loss that takes them.
  public func predict(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    engine.predict(inputs, into: outputs)
  }

  /// Predictions as a loss reads the outputs: softmax or sigmoid of logits.
  public func probabilities(_ inputs: Span<Float>, as loss: Loss, into outputs: consuming MutableSpan<Float>) {
    engine.probabilities(inputs, as: loss, into: outputs)
  }
}

extension ModelPredictor: ParameterStore {
  public typealias Scalar = Float
  public var layerCount: Int { engine.layerCount }
  public func shape(at index: Int) -> LayerShape { engine.shape(at: index) }

  public func withParameters<Result>(_ use: (Span<Float>) -> Result) -> Result { engine.withParameters(use) }

  public mutating func withMutableParameters<Result>(_ use: (inout MutableSpan<Float>) -> Result) -> Result {
    engine.withMutableParameters(use)
  }
}
