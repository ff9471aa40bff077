extension SIMD16: Lanes where Scalar: KernelScalar {
  public typealias Quad = SIMD4<Scalar>
  public typealias Bits = SIMD16<Scalar.Bits>

  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }
  @inlinable @inline(__always)
  public init(firstOf lanes: SIMD16<Scalar>) { self = lanes }
  @inlinable @inline(__always)
  public var sixteenLanes: SIMD16<Scalar> { self }
  @inlinable @inline(__always)
  public static func repeated(_ x: Scalar) -> Self { Scalar.repeated(x) }
  @inlinable @inline(__always)
  public static func copySign(of b: Self, to a: Self) -> Self { Scalar.copySign(of: b, to: a) }
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
  public static func bitsShiftedIntoExponent(_ a: Self) -> Self { Scalar.bitsShiftedIntoExponent(a) }
  @inlinable @inline(__always)
  public static func bitsHalved(_ a: Self) -> Self { Scalar.bitsHalved(a) }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: Self, _ b: Self) -> Self { Scalar.bitDifference(a, b) }
  @inlinable @inline(__always)
  public static func kept(_ a: Self, by row: DropoutMask.Row, from unit: Int) -> Self {
    Scalar.kept(a, by: row, from: unit)
  }
  @inlinable @inline(__always)
  public func treeSum() -> Scalar { SIMD8<Scalar>.sum(lowHalf, highHalf).treeSum() }
  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar {
    SIMD8<Scalar>.select(where: lowHalf, exceeds: highHalf, then: lowHalf, else: highHalf).treeMaximum()
  }
}
