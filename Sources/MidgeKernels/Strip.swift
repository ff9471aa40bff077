/// Vectors side by side: what a register tile holds of one row.
public protocol Strip {
  associatedtype Vector: KernelVector
  /// Scalars.
  static var width: Int { get }
  init(repeating value: Vector.Scalar)
  init(loading source: UnsafePointer<Vector.Scalar>)
  func store(to destination: UnsafeMutablePointer<Vector.Scalar>)
  /// Stores f of the strip; scalars from `count` on become 0.
  func store(_ activation: Activation, count: Int, to destination: UnsafeMutablePointer<Vector.Scalar>)
  /// Updates the parameters from `place` on, whose gradient the strip is.
  func apply<Update: VectorUpdate>(_ update: Update, _ buffers: UpdateBuffers<Vector.Scalar>, at place: Int)
  where Update.Scalar == Vector.Scalar
  static func + (a: Self, b: Self) -> Self
  /// a * b + c, the same a for every vector.
  static func multiplyAdd(_ a: Vector, _ b: Self, _ c: Self) -> Self
  /// ReLU, which keeps NaN.
  func positivePart() -> Self
  /// Where a > 0, x; elsewhere 0.
  static func keep(where a: Self, x: Self) -> Self
}

public struct OneVector<Vector: KernelVector>: Strip {
  @usableFromInline let vector: Vector

  @inlinable @inline(always)
  init(_ vector: Vector) { self.vector = vector }
  @inlinable @inline(always)
  public static var width: Int { Vector.laneCount }
  @inlinable @inline(always)
  public init(repeating value: Vector.Scalar) { vector = Vector(repeating: value) }
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<Vector.Scalar>) { vector = unsafe Vector(loading: source) }
  @inlinable @inline(always)
  public func store(to destination: UnsafeMutablePointer<Vector.Scalar>) { unsafe vector.store(to: destination) }
  @inlinable @inline(always)
  public func store(_ activation: Activation, count: Int, to destination: UnsafeMutablePointer<Vector.Scalar>) {
    unsafe activation.value(vector, count: count).store(to: destination)
  }
  @inlinable @inline(always)
  public func apply<Update: VectorUpdate>(_ update: Update, _ buffers: UpdateBuffers<Vector.Scalar>, at place: Int)
  where Update.Scalar == Vector.Scalar {
    unsafe update.apply(vector, buffers, at: place)
  }
  @inlinable @inline(always)
  public static func + (a: Self, b: Self) -> Self { Self(a.vector + b.vector) }
  @inlinable @inline(always)
  public static func multiplyAdd(_ a: Vector, _ b: Self, _ c: Self) -> Self {
    Self(Vector.multiplyAdd(a, b.vector, c.vector))
  }
  @inlinable @inline(always)
  public func positivePart() -> Self { Self(Activation.relu.value(vector)) }
  @inlinable @inline(always)
  public static func keep(where a: Self, x: Self) -> Self {
    Self(Vector.select(where: a.vector, exceeds: Vector.zero, then: x.vector, else: Vector.zero))
  }
}

public struct TwoStrips<Half: Strip>: Strip {
  public typealias Vector = Half.Vector
  @usableFromInline let low: Half
  @usableFromInline let high: Half

  @inlinable @inline(always)
  init(_ low: Half, _ high: Half) {
    self.low = low
    self.high = high
  }
  @inlinable @inline(always)
  public static var width: Int { 2 &* Half.width }
  @inlinable @inline(always)
  public init(repeating value: Vector.Scalar) { self.init(Half(repeating: value), Half(repeating: value)) }
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<Vector.Scalar>) {
    unsafe self.init(Half(loading: source), Half(loading: source + Half.width))
  }
  @inlinable @inline(always)
  public func store(to destination: UnsafeMutablePointer<Vector.Scalar>) {
    unsafe low.store(to: destination)
    unsafe high.store(to: destination + Half.width)
  }
  /// Over memory: a loop has one copy of the function.
  @inlinable @inline(always)
  public func store(_ activation: Activation, count: Int, to destination: UnsafeMutablePointer<Vector.Scalar>) {
    if activation == .relu {
      unsafe positivePart().store(to: destination)
    } else {
      unsafe store(to: destination)
      unsafe activation.apply(Vector.self, destination, width: Self.width, count: count)
    }
  }
  @inlinable @inline(always)
  public func apply<Update: VectorUpdate>(_ update: Update, _ buffers: UpdateBuffers<Vector.Scalar>, at place: Int)
  where Update.Scalar == Vector.Scalar {
    unsafe low.apply(update, buffers, at: place)
    unsafe high.apply(update, buffers, at: place &+ Half.width)
  }
  @inlinable @inline(always)
  public static func + (a: Self, b: Self) -> Self { Self(a.low + b.low, a.high + b.high) }
  @inlinable @inline(always)
  public static func multiplyAdd(_ a: Vector, _ b: Self, _ c: Self) -> Self {
    Self(Half.multiplyAdd(a, b.low, c.low), Half.multiplyAdd(a, b.high, c.high))
  }
  @inlinable @inline(always)
  public func positivePart() -> Self { Self(low.positivePart(), high.positivePart()) }
  @inlinable @inline(always)
  public static func keep(where a: Self, x: Self) -> Self {
    Self(Half.keep(where: a.low, x: x.low), Half.keep(where: a.high, x: x.high))
  }
}
