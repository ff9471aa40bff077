extension Trainer where Body: Layer {
  /// A trainer that owns its memory: one allocation, of `Trainer.byteCount(network, ...)` bytes.
  ///
  /// - Parameters:
  ///   - arithmetic: `Portable<Float>`, or `Fused<Float>` in code compiled for a processor with fused multiply-add; `Double` likewise.
  ///   - seed: of the parameters, and of the order of samples.
  ///   - rowCapacity: how many rows pass through the network together. A larger batch is worked off in as many goes as it
  ///     takes, to the same bits; memory for activations grows with it.
  @inlinable
  public init(
    _ network: Network<Body>, loss: Function, optimizer: Rule, reduction: Reduction = .mean,
    arithmetic: A.Type = NativeFloat.self, seed: UInt64 = 1, initializer: Initializer = .automatic,
    rowCapacity: Int = 32
  ) {
    let layout = Self.layout(network, optimizer, rowCapacity)
    self.init(
      TrainingEngine(
        body: network.body, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed,
        initializer: initializer,
        layout: layout, arena: Arena(owning: layout.byteCount)))
  }

  /// A trainer in memory that is lent to it: at least `Trainer.byteCount(network, ...)` bytes from a multiple of 64 on, which
  /// must outlive it. Traps when the memory does not do.
  @inlinable
  public init(
    _ network: Network<Body>, loss: Function, optimizer: Rule, reduction: Reduction = .mean,
    arithmetic: A.Type = NativeFloat.self, seed: UInt64 = 1, initializer: Initializer = .automatic,
    rowCapacity: Int = 32,
    memory: UnsafeMutableRawBufferPointer
  ) {
    let layout = Self.layout(network, optimizer, rowCapacity)
    unsafe self.init(
      TrainingEngine(
        body: network.body, loss: loss, optimizer: optimizer, reduction: reduction, seed: seed,
        initializer: initializer,
        layout: layout, arena: Arena(borrowing: memory, needing: layout.byteCount)))
  }

  /// Bytes that a trainer of the network needs.
  @inlinable
  public static func byteCount(_ network: Network<Body>, optimizer: Rule, rowCapacity: Int = 32) -> Int {
    layout(network, optimizer, rowCapacity).byteCount
  }

  @inlinable
  static func layout(_ network: Network<Body>, _ optimizer: Rule, _ rowCapacity: Int) -> ArenaLayout {
    network.checkExtents(rowCapacity)
    return ArenaLayout(
      training: NetworkExtents(network.body), Scalar.self, momentCount: optimizer.momentCount, rowCapacity: rowCapacity,
      layerFactorCount: Rule.isPlain ? 0 : network.body.layerCount)
  }
}

extension Predictor where Body: Layer {
  /// A predictor that owns its memory, one allocation. Its parameters are 0: copy or load them.
  @inlinable
  public init(_ network: Network<Body>, arithmetic: A.Type = NativeFloat.self, rowCapacity: Int = 32) {
    let layout = Self.layout(network, rowCapacity)
    self.init(body: network.body, layout: layout, arena: Arena(owning: layout.byteCount))
  }

  /// A predictor in memory that is lent to it, as for `Trainer`.
  @inlinable
  public init(
    _ network: Network<Body>, arithmetic: A.Type = NativeFloat.self, rowCapacity: Int = 32,
    memory: UnsafeMutableRawBufferPointer
  ) {
    let layout = Self.layout(network, rowCapacity)
    unsafe self.init(body: network.body, layout: layout, arena: Arena(borrowing: memory, needing: layout.byteCount))
  }

  /// Bytes that a predictor of the network needs.
  @inlinable
  public static func byteCount(_ network: Network<Body>, rowCapacity: Int = 32) -> Int {
    layout(network, rowCapacity).byteCount
  }

  @inlinable
  static func layout(_ network: Network<Body>, _ rowCapacity: Int) -> ArenaLayout {
    network.checkExtents(rowCapacity)
    return ArenaLayout(predicting: NetworkExtents(network.body), Scalar.self, rowCapacity: rowCapacity)
  }

  /// Takes over the parameters of a trainer, or of another predictor, of the same network.
  @inlinable
  public mutating func copyParameters<Store: ParameterStore & ~Copyable>(from store: borrowing Store)
  where Store.Scalar == Scalar {
    Door.check(
      store.layerCount == layerCount, "parameters of another network: layers", found: store.layerCount,
      expected: layerCount)
    for index in 0..<layerCount {
      Door.check(
        store.shape(at: index) == shape(at: index), "parameters of another network: this layer differs", found: index,
        expected: index)
    }
    store.withParameters { source in
      withMutableParameters { target in
        for index in source.indices { target[index] = source[index] }
      }
    }
  }
}
