/// A copy of all that training changes: parameters, moments, a gradient that waits for `apply`, the optimizer with its count of steps and its schedule, the count of updates, and
/// where the order of samples and the masks of dropout stand. What it brings back trains on to the same bits. (What is set between steps is not in it: factors of layers, weights of
/// classes.)
///
/// It has the trainer's parameters and moments once more as memory of its own, allocated or lent when it is made; taking and restoring copy them.
@safe public struct Snapshot<Rule: Optimizer, Scalar: KernelScalar>: ~Copyable {
  @usableFromInline let arena: Arena
  @usableFromInline let layout: ArenaLayout
  @usableFromInline var optimizer: Rule
  @usableFromInline var shuffleSeed: UInt64
  @usableFromInline var epochCount: Int
  @usableFromInline var trainedSampleCount: Int
  @usableFromInline var updateCount: Int
  @usableFromInline var pendingGradient: Bool

  /// Takes a first copy, in memory of its own: one allocation.
  @inlinable
  public init<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>
  ) {
    self.init(engine, Arena(owning: Self.byteCount(engine.layout)))
  }

  /// Takes a first copy in memory that is lent: at least `byteCount(layout)` bytes from a multiple of 64 on, which must outlive it. Traps when the
  /// memory does not do.
  @inlinable @inline(__always)
  public init<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, memory: UnsafeMutableRawBufferPointer
  ) {
    unsafe self.init(engine, Arena(borrowing: memory, needing: Self.byteCount(engine.layout)))
  }

  @inlinable @inline(__always)
  init<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, _ arena: consuming Arena
  ) {
    self.arena = arena
    layout = engine.layout
    optimizer = engine.optimizer
    shuffleSeed = engine.shuffleSeed
    epochCount = engine.epochCount
    trainedSampleCount = engine.trainedSampleCount
    updateCount = engine.updateCount
    pendingGradient = engine.pendingGradient
    take(engine)
  }

  /// The first regions of a trainer's block, as far as training changes them.
  @inlinable
  public static func byteCount(_ layout: ArenaLayout) -> Int { layout.layerFactors &- layout.parameters }
  public var byteCount: Int { arena.byteCount }

  @inlinable
  public mutating func take<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>
  ) {
    checkLayout(engine.layout)
    optimizer = engine.optimizer
    shuffleSeed = engine.shuffleSeed
    epochCount = engine.epochCount
    trainedSampleCount = engine.trainedSampleCount
    updateCount = engine.updateCount
    pendingGradient = engine.pendingGradient
    unsafe copy { unsafe (engine.arena.scalars(Scalar.self, at: $0), own($0)) }
  }

  @inlinable
  public func restore<Body: NetworkBody, Function: LossFunction>(
    _ engine: inout TrainingEngine<Body, Function, Rule, Scalar>
  ) {
    checkLayout(engine.layout)
    engine.optimizer = optimizer
    engine.shuffleSeed = shuffleSeed
    engine.epochCount = epochCount
    engine.trainedSampleCount = trainedSampleCount
    engine.updateCount = updateCount
    engine.pendingGradient = pendingGradient
    unsafe copy { unsafe (own($0), engine.arena.scalars(Scalar.self, at: $0)) }
  }

  /// The parameters that it holds.
  @inlinable @inline(__always)
  var parameters: UnsafeMutablePointer<Scalar> { unsafe own(layout.parameters) }

  /// The place for what a trainer has at a byte offset.
  @inlinable @inline(__always)
  func own(_ offset: Int) -> UnsafeMutablePointer<Scalar> {
    unsafe arena.scalars(Scalar.self, at: offset &- layout.parameters)
  }

  /// `ends` gives source and destination of what stands at a byte offset of a trainer's block.
  @inlinable @inline(__always)
  func copy(_ ends: (Int) -> (UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>)) {
    func copy(_ offset: Int, _ count: Int) {
      let (source, destination) = unsafe ends(offset)
      unsafe Portable<Scalar>.Vector16.copy(source, to: destination, count: count)
    }
    copy(layout.parameters, layout.parameterCount)
    if pendingGradient { copy(layout.gradients, layout.parameterCount) }
    copy(layout.moments, layout.momentCount &* layout.parameterCount)
  }

  @inlinable @inline(__always)
  func checkLayout(_ other: ArenaLayout) {
    let isSame =
      other.parameterCount == layout.parameterCount && other.momentCount == layout.momentCount
      && other.parameters == layout.parameters && other.gradients == layout.gradients
      && other.moments == layout.moments && other.layerFactors == layout.layerFactors
    Door.check(
      isSame, "a snapshot of another trainer", found: other.parameterCount, expected: layout.parameterCount)
  }
}

extension Trainer {
  /// A copy of what training has changed, in memory of its own.
  @inlinable
  public func snapshot() -> Snapshot<Rule, A.Scalar> { Snapshot(engine) }

  /// Goes back to a copy.
  @inlinable
  public mutating func restore(_ snapshot: borrowing Snapshot<Rule, A.Scalar>) { snapshot.restore(&engine) }
}
