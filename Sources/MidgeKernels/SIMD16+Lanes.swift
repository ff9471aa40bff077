extension SIMD16: Lanes where Scalar: KernelScalar {
  public typealias Quad = SIMD4<Scalar>
  public typealias Bits = SIMD16<Scalar.Bits>

  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }
  @inlinable @inline(__always)
  public static func sum(_ a: Self, _ b: Self) -> Self { Scalar.sum(a, b) }
  @inlinable @inline(__always)
  public static func difference(_ a: Self, _ b: Self) -> Self { Scalar.difference(a, b) }
  @inlinable @inline(__always)
  public static func product(_ a: Self, _ b: Self) -> Self { Scalar.product(a, b) }
  @inlinable @inline(__always)
  public static func quotient(_ a: Self, _ b: Self) -> Self { Scalar.quotient(a, b) }
  @inlinable @inline(__always)
  public static func fusedMultiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self { Scalar.fusedMultiplyAdd(a, b, c) }
  @inlinable @inline(__always)
  public static func root(_ a: Self) -> Self { Scalar.root(a) }
  @inlinable @inline(__always)
  public static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self {
    Scalar.select(where: a, exceeds: b, then: x, else: y)
  }
  @inlinable @inline(__always)
  public static func zip(_ a: Self, _ b: Self) -> (Self, Self) { Scalar.zip(a, b) }
  @inlinable @inline(__always)
  public static func bitsShiftedIntoExponent(_ a: Self) -> Self { Scalar.bitsShiftedIntoExponent(a) }
  @inlinable @inline(__always)
  public static func bitsHalved(_ a: Self) -> Self { Scalar.bitsHalved(a) }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: Self, _ b: Self) -> Self { Scalar.bitDifference(a, b) }
  @inlinable @inline(__always)
  public func treeSum() -> Scalar { SIMD8<Scalar>.sum(lowHalf, highHalf).treeSum() }
  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar {
    SIMD8<Scalar>.select(where: lowHalf, exceeds: highHalf, then: lowHalf, else: highHalf).treeMaximum()
  }
  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let ab = sum(SIMD16(lowHalf: a.lowHalf, highHalf: b.lowHalf), SIMD16(lowHalf: a.highHalf, highHalf: b.highHalf))
    let cd = sum(SIMD16(lowHalf: c.lowHalf, highHalf: d.lowHalf), SIMD16(lowHalf: c.highHalf, highHalf: d.highHalf))
    return treeSumsOfQuads(sum(evenQuads(ab, cd), oddQuads(ab, cd)))
  }
  @inlinable @inline(__always)
  public static func treeMaxima(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let ab = maximum(SIMD16(lowHalf: a.lowHalf, highHalf: b.lowHalf), SIMD16(lowHalf: a.highHalf, highHalf: b.highHalf))
    let cd = maximum(SIMD16(lowHalf: c.lowHalf, highHalf: d.lowHalf), SIMD16(lowHalf: c.highHalf, highHalf: d.highHalf))
    return treeMaximaOfQuads(maximum(evenQuads(ab, cd), oddQuads(ab, cd)))
  }
}

extension SIMD16 where Scalar: KernelScalar {
  @inlinable @inline(__always)
  static func maximum(_ a: Self, _ b: Self) -> Self { select(where: a, exceeds: b, then: a, else: b) }

  /// The first and third quad of each.
  @inlinable @inline(__always)
  static func evenQuads(_ a: Self, _ b: Self) -> Self {
    SIMD16(
      lowHalf: SIMD8(lowHalf: a.lowHalf.lowHalf, highHalf: a.highHalf.lowHalf),
      highHalf: SIMD8(lowHalf: b.lowHalf.lowHalf, highHalf: b.highHalf.lowHalf))
  }

  /// The second and fourth quad of each.
  @inlinable @inline(__always)
  static func oddQuads(_ a: Self, _ b: Self) -> Self {
    SIMD16(
      lowHalf: SIMD8(lowHalf: a.lowHalf.highHalf, highHalf: a.highHalf.highHalf),
      highHalf: SIMD8(lowHalf: b.lowHalf.highHalf, highHalf: b.highHalf.highHalf))
  }

  /// The tree sum of each of four quads.
  @inlinable @inline(__always)
  static func treeSumsOfQuads(_ q: Self) -> SIMD4<Scalar> {
    let r = sum(q, crossed(q)), s = sum(r, turned(r))
    return SIMD4(s[0], s[4], s[8], s[12])
  }

  @inlinable @inline(__always)
  static func treeMaximaOfQuads(_ q: Self) -> SIMD4<Scalar> {
    let r = maximum(q, crossed(q)), s = maximum(r, turned(r))
    return SIMD4(s[0], s[4], s[8], s[12])
  }

  /// The halves of each four lanes exchanged.
  @inlinable @inline(__always)
  static func crossed(_ q: Self) -> Self {
    SIMD16(q[2], q[3], q[0], q[1], q[6], q[7], q[4], q[5], q[10], q[11], q[8], q[9], q[14], q[15], q[12], q[13])
  }

  /// The lanes of each two exchanged.
  @inlinable @inline(__always)
  static func turned(_ r: Self) -> Self {
    SIMD16(r[1], r[0], r[3], r[2], r[5], r[4], r[7], r[6], r[9], r[8], r[11], r[10], r[13], r[12], r[15], r[14])
  }
}
