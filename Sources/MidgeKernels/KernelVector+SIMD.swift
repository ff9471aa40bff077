/// The standard library's vectors as kernel vectors. `multiplyAdd` rounds twice; `FusedVector` makes it round once.
public protocol PortableVector: KernelVector, SIMD where Quad: PortableVector {
  /// A vector of as many signed integers, each as wide as a scalar.
  associatedtype Bits: SIMD where Bits.Scalar == Scalar.Bits
}

extension PortableVector {
  @inlinable @inline(__always)
  public static var laneCount: Int { scalarCount }

  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>) {
    self = unsafe UnsafeRawPointer(source).loadUnaligned(as: Self.self)
  }

  @inlinable @inline(__always)
  public init(loading source: UnsafePointer<Scalar>, count: Int) {
    self.init(repeating: 0)
    for lane in 0..<count { self[lane] = unsafe source[lane] }
  }

  @inlinable @inline(__always)
  public func store(to destination: UnsafeMutablePointer<Scalar>) {
    unsafe UnsafeMutableRawPointer(destination).storeBytes(of: self, as: Self.self)
  }

  @inlinable @inline(__always)
  public var firstLane: Scalar { self[0] }

  @inlinable @inline(__always)
  public static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { a * b + c }

  @inlinable @inline(__always)
  static var signBit: Bits { Bits(repeating: Bits.Scalar.min) }

  @inlinable @inline(__always)
  var bits: Bits { unsafe unsafeBitCast(self, to: Bits.self) }

  @inlinable @inline(__always)
  init(bits: Bits) { self = unsafe unsafeBitCast(bits, to: Self.self) }

  @inlinable @inline(__always)
  public static func copySign(of b: Self, to a: Self) -> Self {
    Self(bits: (a.bits & ~signBit) | (b.bits & signBit))
  }

  @inlinable @inline(__always)
  public static func scale(_ a: Self, byBiasedExponent biased: Self) -> Self {
    let k = biased.bits &- Bits(repeating: Scalar.roundingBits)
    let first = k &>> Bits(repeating: 1)
    return a * powerOfTwo(first) * powerOfTwo(k &- first)
  }

  /// 2^k for k in the range of normal exponents.
  @inlinable @inline(__always)
  static func powerOfTwo(_ k: Bits) -> Self {
    Self(bits: (k &+ Bits(repeating: Scalar.exponentBias)) &<< Bits(repeating: Scalar.storedSignificandBitCount))
  }

  @inlinable @inline(__always)
  public static func splitExponent(of a: Self) -> (significand: Self, exponent: Self) {
    let k = (a.bits &>> Bits(repeating: Scalar.storedSignificandBitCount)) &- Bits(repeating: Scalar.exponentBias)
    let exponent = Self(bits: k &+ Bits(repeating: Scalar.roundingBits)) - Self(repeating: Scalar.roundingBias)
    let significand = Self(bits: a.bits &- (k &<< Bits(repeating: Scalar.storedSignificandBitCount)))
    return (significand, exponent)
  }
}

extension PortableVector where Quad == SIMD4<Scalar> {
  @inlinable @inline(__always)
  public static func transpose(_ a: Quad, _ b: Quad, _ c: Quad, _ d: Quad) -> (Quad, Quad, Quad, Quad) {
    let ac = SIMD4(a[0], c[0], a[1], c[1]), bd = SIMD4(b[0], d[0], b[1], d[1])
    let ac2 = SIMD4(a[2], c[2], a[3], c[3]), bd2 = SIMD4(b[2], d[2], b[3], d[3])
    return (
      SIMD4(ac[0], bd[0], ac[1], bd[1]), SIMD4(ac[2], bd[2], ac[3], bd[3]),
      SIMD4(ac2[0], bd2[0], ac2[1], bd2[1]), SIMD4(ac2[2], bd2[2], ac2[3], bd2[3])
    )
  }
}
