/// A vector whose `multiplyAdd` rounds once. Everything else is the base's.
///
/// `Tiles` is no part of the arithmetic: it tells apart the code of one instruction set from that of another, by name.
///
/// Only for code that is compiled for a processor with fused multiply-add (x86-64-v3, arm64): elsewhere each lane becomes a call.
public struct FusedVector<Base: PortableVector, Tiles: TilePlan>: KernelVector {
  public typealias Scalar = Base.Scalar
  public typealias Quad = FusedVector<Base.Quad, Tiles>
  @usableFromInline var base: Base

  @inlinable @inline(__always)
  init(_ base: Base) { self.base = base }

  @inlinable @inline(__always)
  public static var laneCount: Int { Base.laneCount }
  @inlinable @inline(__always)
  public init(repeating value: Scalar) { base = Base(repeating: value) }
  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>) { base = unsafe Base(loading: source) }
  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>, count: Int) { base = unsafe Base(loading: source, count: count) }
  @inlinable @inline(__always)
  public func store(to destination: UnsafeMutablePointer<Scalar>) { unsafe base.store(to: destination) }

  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self { Self(a.base + b.base) }
  @inlinable @inline(__always)
  public static func - (a: Self, b: Self) -> Self { Self(a.base - b.base) }
  @inlinable @inline(__always)
  public static func * (a: Self, b: Self) -> Self { Self(a.base * b.base) }
  @inlinable @inline(__always)
  public static func / (a: Self, b: Self) -> Self { Self(a.base / b.base) }
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Self(c.base.addingProduct(a.base, b.base))
  }
  @inlinable @inline(__always)
  public func squareRoot() -> Self { Self(base.squareRoot()) }
  @inlinable @inline(__always)
  public static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self {
    Self(Base.select(where: a.base, exceeds: b.base, then: x.base, else: y.base))
  }
  @inlinable @inline(__always)
  public static func copySign(of b: Self, to a: Self) -> Self { Self(Base.copySign(of: b.base, to: a.base)) }
  @inlinable @inline(__always)
  public static func scale(_ a: Self, byBiasedExponent biased: Self) -> Self {
    Self(Base.scale(a.base, byBiasedExponent: biased.base))
  }
  @inlinable @inline(__always)
  public static func splitExponent(of a: Self) -> (significand: Self, exponent: Self) {
    let (significand, exponent) = Base.splitExponent(of: a.base)
    return (Self(significand), Self(exponent))
  }

  @inlinable @inline(__always)
  public var firstLane: Scalar { base.firstLane }
  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(Base.laneIndices) }
  @inlinable @inline(__always)
  public func treeSum() -> Scalar { base.treeSum() }
  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Quad {
    Quad(Base.treeSums(a.base, b.base, c.base, d.base))
  }
  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar { base.treeMaximum() }

  @inlinable @inline(__always)
  public static func transpose(_ a: Quad, _ b: Quad, _ c: Quad, _ d: Quad) -> (Quad, Quad, Quad, Quad) {
    let (w, x, y, z) = Base.transpose(a.base, b.base, c.base, d.base)
    return (Quad(w), Quad(x), Quad(y), Quad(z))
  }
}
