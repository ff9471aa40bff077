/// Run-time networks of any scalar, loss and rule. Inlinable, so that a program has them for what it uses alone.
extension TrainingEngine where Body == LayerStack {
  @inlinable
  public init(
    owning layers: Span<LayerShape>, loss: Function, optimizer: Rule, reduction: Reduction, seed: UInt64,
    initializer: Initializer, rowCapacity: Int
  ) throws(ModelError) {
    let plan = try Self.plan(layers, momentCount: optimizer.momentCount, rowCapacity: rowCapacity)
    let arena = Arena(owning: plan.layout.byteCount)
    let stack = LayerStack(layers, extents: plan.extents, in: arena)
    self.init(
      body: stack, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed, initializer: initializer,
      layout: plan.layout, arena: arena)
  }

  @inlinable
  public init(
    borrowing memory: UnsafeMutableRawBufferPointer, _ layers: Span<LayerShape>, loss: Function, optimizer: Rule,
    reduction: Reduction, seed: UInt64, initializer: Initializer, rowCapacity: Int
  ) throws(ModelError) {
    let plan = try Self.plan(layers, momentCount: optimizer.momentCount, rowCapacity: rowCapacity)
    let arena = try unsafe Arena.lent(memory, needing: plan.layout.byteCount)
    let stack = LayerStack(layers, extents: plan.extents, in: arena)
    self.init(
      body: stack, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed, initializer: initializer,
      layout: plan.layout, arena: arena)
  }

  @inlinable
  static func plan(
    _ layers: Span<LayerShape>, momentCount: Int, rowCapacity: Int
  ) throws(ModelError) -> (extents: NetworkExtents, layout: ArenaLayout) {
    if rowCapacity < 1 || rowCapacity > LayerStack.largestExtent { throw .rowCapacity(found: rowCapacity) }
    let (layerCount, extents) = try LayerStack.measure(layers)
    let layout = ArenaLayout(
      training: extents, Scalar.self, momentCount: momentCount, rowCapacity: rowCapacity,
      recordByteCount: layerCount * MemoryLayout<LayerShape>.stride,
      layerFactorCount: Rule.isPlain ? 0 : layerCount)
    return (extents, layout)
  }
}

/// Run-time networks of a fixed arithmetic. `ModelTrainer` is the one that chooses; tests use these.
extension Trainer where Body == LayerStack {
  @inlinable
  public init(
    owning layers: Span<LayerShape>, loss: Function, optimizer: Rule, reduction: Reduction, seed: UInt64,
    initializer: Initializer, rowCapacity: Int
  ) throws(ModelError) {
    self.init(
      try Engine(
        owning: layers, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed, initializer: initializer,
        rowCapacity: rowCapacity))
  }
}
