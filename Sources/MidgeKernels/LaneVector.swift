/// A kernel vector over lanes. Whether `multiplyAdd` rounds once or twice is the target's to say, and the name of the target keeps the code of
/// one instruction set apart from that of another.
public struct LaneVector<Base: Lanes, Target: TilePlan>: KernelVector {
  public typealias Scalar = Base.Scalar
  public typealias Quad = LaneVector<Base.Quad, Target>
  @usableFromInline var base: Base

  @inlinable @inline(__always)
  init(_ base: Base) { self.base = base }

  @inlinable @inline(__always)
  public static var laneCount: Int { Base.scalarCount }
  @inlinable @inline(__always)
  public init(repeating value: Scalar) { base = Base.repeated(value) }
  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>) {
    base = unsafe UnsafeRawPointer(source).loadUnaligned(as: Base.self)
  }
  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>, count: Int) {
    base = Base.repeated(0)
    for lane in 0..<count { base[lane] = unsafe source[lane] }
  }
  @inlinable @inline(__always)
  public init(firstOf lanes: SIMD16<Scalar>) { base = Base(firstOf: lanes) }
  @inlinable @inline(__always)
  public var sixteenLanes: SIMD16<Scalar> { base.sixteenLanes }
  @inlinable @inline(__always)
  public func store(to destination: UnsafeMutablePointer<Scalar>) {
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: base, as: Base.self)
  }

  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self { Self(Base.sum(a.base, b.base)) }
  @inlinable @inline(__always)
  public static func - (a: Self, b: Self) -> Self { Self(Base.difference(a.base, b.base)) }
  @inlinable @inline(__always)
  public static func * (a: Self, b: Self) -> Self { Self(Base.product(a.base, b.base)) }
  @inlinable @inline(__always)
  public static func / (a: Self, b: Self) -> Self { Self(Base.quotient(a.base, b.base)) }
  @inlinable @inline(__always)
  public static var fusesMultiplyAdd: Bool { Target.fusesMultiplyAdd }
  @inlinable @inline(__always)
  public static var finishesBeside: Bool { Target.finishesBeside }
  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self {
    Target.fusesMultiplyAdd
      ? Self(Base.fusedMultiplyAdd(a.base, b.base, c.base)) : Self(Base.sum(Base.product(a.base, b.base), c.base))
  }
  @inlinable @inline(__always)
  public func squareRoot() -> Self { Self(Base.root(base)) }
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
  public func bitsShiftedIntoExponent() -> Self { Self(Base.bitsShiftedIntoExponent(base)) }
  @inlinable @inline(__always)
  public func bitsHalved() -> Self { Self(Base.bitsHalved(base)) }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: Self, _ b: Self) -> Self { Self(Base.bitDifference(a.base, b.base)) }
  @inlinable @inline(__always)
  public static func splitExponent(of a: Self) -> (significand: Self, exponent: Self) {
    let (significand, exponent) = Base.splitExponent(of: a.base)
    return (Self(significand), Self(exponent))
  }
  @inlinable @inline(__always)
  public static func kept(_ a: Self, by row: DropoutMask.Row, from unit: Int) -> Self {
    Self(Base.kept(a.base, by: row, from: unit))
  }
}

/// Where lanes meet.
extension LaneVector {
  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(Base.laneIndices) }
  @inlinable @inline(__always)
  public func lane(_ index: Int) -> Scalar { base[index] }
  @inlinable @inline(__always)
  public func treeSum() -> Scalar { base.treeSum() }
  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar { base.treeMaximum() }
  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Quad {
    Quad(Base.treeSums(a.base, b.base, c.base, d.base))
  }
  @inlinable @inline(__always)
  public static func treeSums(ofRows row: (Int) -> Self) -> Self { Self(Base.treeSums { row($0).base }) }
  @inlinable @inline(__always)
  public static func transposed(_ quad: (Int) -> Quad) -> (Self, Self, Self, Self) {
    let (a, b, c, d) = Base.transposed { quad($0).base }
    return (Self(a), Self(b), Self(c), Self(d))
  }
}
