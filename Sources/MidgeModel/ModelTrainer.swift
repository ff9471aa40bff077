/// Trains a network that is described at run time: the arithmetic of the typed `Trainer`, to the same bits.
///
/// Creation makes one allocation, or none where memory is lent; nothing after it allocates.
public struct ModelTrainer: ~Copyable {
  public typealias Engine = Trainer<LayerStack, Loss, OptimizerChoice, NativeFloat>

  @usableFromInline var engine: Engine

  /// A trainer that owns its memory.
  ///
  /// - Parameters:
  ///   - layers: first to last, each taking what the one before it gives. An activation behind a dense layer is fused into it.
  ///   - seed: of the parameters, and of the order of samples.
  ///   - rowCapacity: how many rows pass through the network together; it changes memory and speed, not results.
  public init(
    _ layers: Span<LayerShape>, loss: Loss, optimizer: OptimizerChoice, reduction: Reduction = .mean, seed: UInt64 = 1,
    initializer: Initializer = .automatic, rowCapacity: Int = 32
  ) throws(ModelError) {
    engine = try Engine(
      owning: layers, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed, initializer: initializer,
      rowCapacity: rowCapacity)
  }

  /// A trainer in lent memory: at least `byteCount(layers, ...)` bytes from a multiple of 64 on, which must outlive it.
  public init(
    _ layers: Span<LayerShape>, loss: Loss, optimizer: OptimizerChoice, reduction: Reduction = .mean, seed: UInt64 = 1,
    initializer: Initializer = .automatic, rowCapacity: Int = 32, memory: UnsafeMutableRawBufferPointer
  ) throws(ModelError) {
    engine = try unsafe Engine(
      borrowing: memory, layers, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed,
      initializer: initializer, rowCapacity: rowCapacity)
  }

  /// Bytes that a trainer of these layers needs.
  public static func byteCount(
    _ layers: Span<LayerShape>, optimizer: OptimizerChoice, rowCapacity: Int = 32
  ) throws(ModelError) -> Int {
    try Engine.Engine.plan(layers, momentCount: optimizer.momentCount, rowCapacity: rowCapacity).layout.byteCount
  }

  public var optimizer: OptimizerChoice {
    get { engine.optimizer }
    set { engine.optimizer = newValue }
  }
  public var loss: Loss { engine.loss }
  public var reduction: Reduction { engine.reduction }
  public var byteCount: Int { engine.byteCount }
  public var extents: NetworkExtents { engine.body.extents }
}
