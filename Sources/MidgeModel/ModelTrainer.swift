/// Trains a network that is described at run time: the arithmetic of the typed `Trainer`, to the same bits.
///
/// Its steps run code that was compiled for the instruction set chosen at creation: on `.baseline` the arithmetic is `Portable`, on `.v3` and `.v4`
/// (and on arm64) `Fused`. Creation makes one allocation, or none where memory is lent; nothing after it allocates.
public struct ModelTrainer: ~Copyable {
  var engine: ModelEngine
  /// What the steps are compiled for.
  public let instructionSet: InstructionSet

  /// A trainer that owns its memory.
  ///
  /// - Parameters:
  ///   - layers: first to last, each taking what the one before it gives. An activation behind a dense layer is fused into it.
  ///   - seed: of the parameters, and of the order of samples.
  ///   - rowCapacity: how many rows pass through the network together; it changes memory and speed, not results.
  ///   - instructionSet: one that can run here; nil for `InstructionSet.selected()`.
  public init(
    _ layers: Span<LayerShape>, loss: Loss, optimizer: OptimizerChoice, reduction: Reduction = .mean, seed: UInt64 = 1,
    initializer: Initializer = .automatic, rowCapacity: Int = 32, instructionSet: InstructionSet? = nil
  ) throws(ModelError) {
    let level = try InstructionSet.usable(instructionSet)
    engine = try ModelEngine(
      owning: layers, loss: loss, optimizer: Tuned(optimizer), reduction: reduction, seed: seed,
      initializer: initializer,
      rowCapacity: rowCapacity)
    self.instructionSet = level
  }

  /// A trainer in lent memory: at least `byteCount(layers, ...)` bytes from a multiple of 64 on, which must outlive it.
  public init(
    _ layers: Span<LayerShape>, loss: Loss, optimizer: OptimizerChoice, reduction: Reduction = .mean, seed: UInt64 = 1,
    initializer: Initializer = .automatic, rowCapacity: Int = 32, instructionSet: InstructionSet? = nil,
    memory: UnsafeMutableRawBufferPointer
  ) throws(ModelError) {
    let level = try InstructionSet.usable(instructionSet)
    engine = try unsafe ModelEngine(
      borrowing: memory, layers, loss: loss, optimizer: Tuned(optimizer), reduction: reduction, seed: seed,
      initializer: initializer, rowCapacity: rowCapacity)
    self.instructionSet = level
  }

  /// Bytes that a trainer of these layers needs.
  public static func byteCount(
    _ layers: Span<LayerShape>, optimizer: OptimizerChoice, rowCapacity: Int = 32
  ) throws(ModelError) -> Int {
    try ModelEngine.plan(layers, momentCount: optimizer.momentCount, rowCapacity: rowCapacity).layout.byteCount
  }

  public var optimizer: OptimizerChoice {
    get { engine.optimizer.base }
    set {
      engine.checkMoments(newValue.momentCount)
      engine.optimizer.base = newValue
    }
  }
  /// Penalties, and limits of gradients and weights.
  public var regularization: Regularization {
    get { engine.optimizer.regularization }
    set { engine.optimizer.regularization = newValue }
  }
  /// The learning rate of each step; nil: the optimizer's own.
  public var schedule: Schedule? {
    get { engine.optimizer.schedule }
    set { engine.optimizer.schedule = newValue }
  }
  /// Steps taken: where the schedule stands. Set it to 0 with a schedule that is to begin now.
  public var stepCount: Int {
    get { engine.optimizer.stepCount }
    set { engine.optimizer.stepCount = newValue }
  }
  /// The learning rate of a layer, counted as `shape(at:)` counts, is the optimizer's times this; 0 freezes it.
  public mutating func setLearningRateFactor(_ factor: Double, layer: Int) {
    engine.setLearningRateFactor(factor, layer: layer)
  }
  public var loss: Loss { engine.loss }
  public var reduction: Reduction { engine.reduction }
  public var byteCount: Int { engine.byteCount }
  public var extents: NetworkExtents { engine.body.extents }
}
