/// Predicts with a network that is described at run time, and cannot train it. Predictions take it by its address, not a copy.
public struct ModelPredictor: ~Copyable {
  /// Its own arithmetic is not used.
  var engine: Predictor<LayerStack, NativeFloat>
  /// What predictions are compiled for.
  public let instructionSet: InstructionSet

  /// One allocation. Parameters are 0 until they are loaded.
  ///
  /// - Parameter instructionSet: one that can run here; nil for `InstructionSet.selected()`.
  public init(
    _ layers: Span<LayerShape>, rowCapacity: Int = 32, instructionSet: InstructionSet? = nil
  ) throws(ModelError) {
    let level = try InstructionSet.usable(instructionSet)
    let plan = try ModelPredictor.plan(layers, rowCapacity)
    let arena = Arena(owning: plan.layout.byteCount)
    let stack = LayerStack(layers, extents: plan.extents, in: arena)
    engine = Predictor(body: stack, layout: plan.layout, arena: arena)
    self.instructionSet = level
  }

  /// In lent memory: at least `byteCount(layers, ...)` bytes from a multiple of 64 on, which must outlive it.
  public init(
    _ layers: Span<LayerShape>, rowCapacity: Int = 32, instructionSet: InstructionSet? = nil,
    memory: UnsafeMutableRawBufferPointer
  ) throws(ModelError) {
    let level = try InstructionSet.usable(instructionSet)
    let plan = try ModelPredictor.plan(layers, rowCapacity)
    let arena = try unsafe Arena.lent(memory, needing: plan.layout.byteCount)
    let stack = LayerStack(layers, extents: plan.extents, in: arena)
    engine = Predictor(body: stack, layout: plan.layout, arena: arena)
    self.instructionSet = level
  }

  /// Bytes that a predictor of these layers needs.
  public static func byteCount(_ layers: Span<LayerShape>, rowCapacity: Int = 32) throws(ModelError) -> Int {
    try plan(layers, rowCapacity).layout.byteCount
  }

  private static func plan(
    _ layers: Span<LayerShape>, _ rowCapacity: Int
  ) throws(ModelError) -> (extents: NetworkExtents, layout: ArenaLayout) {
    if rowCapacity < 1 || rowCapacity > LayerStack.largestExtent { throw .rowCapacity(found: rowCapacity) }
    let (layerCount, extents) = try LayerStack.measure(layers)
    let layout = ArenaLayout(
      predicting: extents, Float.self, rowCapacity: rowCapacity,
      recordByteCount: layerCount * MemoryLayout<LayerShape>.stride)
    return (extents, layout)
  }

  public var extents: NetworkExtents { engine.body.extents }

  /// The network's outputs for rows of inputs: logits, if the network was trained with a loss that takes them.
  @_addressableSelf
  public func predict(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    unsafe instructionSet.predict(engine.inference, inputs, as: nil, into: outputs)
  }

  /// Predictions as a loss reads the outputs: softmax or sigmoid of logits.
  @_addressableSelf
  public func probabilities(_ inputs: Span<Float>, as loss: Loss, into outputs: consuming MutableSpan<Float>) {
    unsafe instructionSet.predict(engine.inference, inputs, as: loss, into: outputs)
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
