/// What L-BFGS keeps of one fit: directions, and the latest steps with the changes of the gradient that they made. Made once, for a number of
/// parameters; `fit` of a trainer, and `minimize`, use it, and go on where the call before ended. Nothing but creation allocates.
///
///     var fitter = LBFGSFitter<Float>(parameterCount: trainer.layout.parameterCount)
///     let report = trainer.fit(inputs, targets, by: &fitter)
public struct LBFGSFitter<Scalar: KernelScalar>: ~Copyable {
  public var rule: LBFGS
  public let parameterCount: Int
  @usableFromInline var iterationsDone = 0
  @usableFromInline let arena: Arena
  @usableFromInline let vectorByteCount: Int
  /// Where room for history is a ring: pairs that are kept, and the oldest.
  @usableFromInline var pairCount = 0
  @usableFromInline var oldestPair = 0
  /// Of the last iteration: how far it went along the direction.
  @usableFromInline var step = 0.0
  /// Of the inverse Hessian before it is corrected: a multiple of the identity.
  @usableFromInline var inverseScale = 1.0

  /// A fitter that owns its memory: one allocation.
  @inlinable
  public init(parameterCount: Int, rule: LBFGS = LBFGS()) {
    let byteCount = Self.byteCount(parameterCount: parameterCount, rule: rule)
    self.init(parameterCount, rule, Arena(owning: byteCount))
  }

  /// A fitter in lent memory, of at least `byteCount(...)` bytes from a multiple of 64 on, which must outlive it. Traps when the memory does not do.
  @inlinable
  public init(parameterCount: Int, rule: LBFGS = LBFGS(), memory: UnsafeMutableRawBufferPointer) {
    let byteCount = Self.byteCount(parameterCount: parameterCount, rule: rule)
    unsafe self.init(parameterCount, rule, Arena(borrowing: memory, needing: byteCount))
  }

  @inlinable
  init(_ parameterCount: Int, _ rule: LBFGS, _ arena: consuming Arena) {
    self.rule = rule
    self.parameterCount = parameterCount
    self.arena = arena
    vectorByteCount = Self.vectorByteCount(parameterCount)
  }

  /// Six vectors of working room, two a pair of the history, and two doubles a pair.
  @inlinable
  public static func byteCount(parameterCount: Int, rule: LBFGS = LBFGS()) -> Int {
    Door.check(parameterCount > 0, "L-BFGS needs parameters", found: parameterCount, expected: 1)
    Door.check(rule.historySize > 0, "L-BFGS keeps one step at least", found: rule.historySize, expected: 1)
    return vectorByteCount(parameterCount) * (6 + 2 * rule.historySize) + 16 * rule.historySize
  }

  @inlinable
  static func vectorByteCount(_ count: Int) -> Int { (count * MemoryLayout<Scalar>.stride + 63) & ~63 }

  /// Iterations since creation, or `reset`.
  @inlinable
  public var iterationCount: Int { iterationsDone }

  /// Forgets all steps: for other samples, or parameters that something else has changed.
  public mutating func reset() {
    iterationsDone = 0
    pairCount = 0
    oldestPair = 0
    inverseScale = 1
  }
}

/// Where its vectors lie.
extension LBFGSFitter {
  @inlinable @inline(__always)
  func vector(_ index: Int) -> UnsafeMutablePointer<Scalar> {
    unsafe arena.scalars(Scalar.self, at: index &* vectorByteCount)
  }

  /// The parameters that a line search starts from.
  @inlinable @inline(__always)
  var start: UnsafeMutablePointer<Scalar> { unsafe vector(0) }
  @inlinable @inline(__always)
  var direction: UnsafeMutablePointer<Scalar> { unsafe vector(1) }
  /// The gradient at the start.
  @inlinable @inline(__always)
  var startGradient: UnsafeMutablePointer<Scalar> { unsafe vector(2) }
  /// The gradient at one of two points along the line.
  @inlinable @inline(__always)
  func lineGradient(_ slot: Int) -> UnsafeMutablePointer<Scalar> { unsafe vector(3 &+ slot) }
  /// For functions that bring none.
  @inlinable @inline(__always)
  var ownGradient: UnsafeMutablePointer<Scalar> { unsafe vector(5) }

  /// The place of a kept pair, the oldest being 0.
  @inlinable @inline(__always)
  func place(_ pair: Int) -> Int {
    let place = oldestPair &+ pair
    return place < rule.historySize ? place : place &- rule.historySize
  }
  @inlinable @inline(__always)
  func steps(_ place: Int) -> UnsafeMutablePointer<Scalar> { unsafe vector(6 &+ place) }
  @inlinable @inline(__always)
  func changes(_ place: Int) -> UnsafeMutablePointer<Scalar> { unsafe vector(6 &+ rule.historySize &+ place) }
  /// 1 / (change . step), for each place.
  @inlinable @inline(__always)
  var reciprocals: UnsafeMutablePointer<Double> {
    unsafe arena.scalars(Double.self, at: (6 &+ 2 &* rule.historySize) &* vectorByteCount)
  }
  @inlinable @inline(__always)
  var factors: UnsafeMutablePointer<Double> { unsafe reciprocals + rule.historySize }
}
