/// The operations on vectors of a scalar, one overload a width.
public protocol LaneOperations: ShuffleOperations {
  static func repeated(_ x: Self) -> SIMD4<Self>
  static func copySign(of b: SIMD4<Self>, to a: SIMD4<Self>) -> SIMD4<Self>
  static func sum(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func difference(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func product(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func quotient(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func fusedMultiplyAdd(_ a: SIMD4<Self>, _ b: SIMD4<Self>, _ c: SIMD4<Self>) -> SIMD4<Self>
  static func root(_ a: SIMD4<Self>) -> SIMD4<Self>
  static func select(where a: SIMD4<Self>, exceeds b: SIMD4<Self>, then x: SIMD4<Self>, else y: SIMD4<Self>) -> SIMD4<
    Self
  >
  static func repeated(_ x: Self) -> SIMD8<Self>
  static func copySign(of b: SIMD8<Self>, to a: SIMD8<Self>) -> SIMD8<Self>
  static func sum(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func difference(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func product(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func quotient(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func fusedMultiplyAdd(_ a: SIMD8<Self>, _ b: SIMD8<Self>, _ c: SIMD8<Self>) -> SIMD8<Self>
  static func root(_ a: SIMD8<Self>) -> SIMD8<Self>
  static func select(where a: SIMD8<Self>, exceeds b: SIMD8<Self>, then x: SIMD8<Self>, else y: SIMD8<Self>) -> SIMD8<
    Self
  >
  static func repeated(_ x: Self) -> SIMD16<Self>
  static func copySign(of b: SIMD16<Self>, to a: SIMD16<Self>) -> SIMD16<Self>
  static func sum(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func difference(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func product(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func quotient(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func fusedMultiplyAdd(_ a: SIMD16<Self>, _ b: SIMD16<Self>, _ c: SIMD16<Self>) -> SIMD16<Self>
  static func root(_ a: SIMD16<Self>) -> SIMD16<Self>
  static func select(where a: SIMD16<Self>, exceeds b: SIMD16<Self>, then x: SIMD16<Self>, else y: SIMD16<Self>)
    -> SIMD16<Self>
  static func bitsShiftedIntoExponent(_ a: SIMD4<Self>) -> SIMD4<Self>
  static func bitsHalved(_ a: SIMD4<Self>) -> SIMD4<Self>
  static func bitDifference(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func bitsShiftedIntoExponent(_ a: SIMD8<Self>) -> SIMD8<Self>
  static func bitsHalved(_ a: SIMD8<Self>) -> SIMD8<Self>
  static func bitDifference(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func bitsShiftedIntoExponent(_ a: SIMD16<Self>) -> SIMD16<Self>
  static func bitsHalved(_ a: SIMD16<Self>) -> SIMD16<Self>
  static func bitDifference(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func kept(_ a: SIMD4<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD4<Self>
  static func kept(_ a: SIMD8<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD8<Self>
  static func kept(_ a: SIMD16<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD16<Self>
}

/// In plain Swift. The optimiser makes vector instructions of most of this; not where lanes are shuffled, or where much of it stands together.
extension LaneOperations {
  @inlinable @inline(__always)
  public static func repeated(_ x: Self) -> SIMD4<Self> { SIMD4(repeating: x) }
  @inlinable @inline(__always)
  public static func sum(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> { a + b }
  @inlinable @inline(__always)
  public static func difference(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> { a - b }
  @inlinable @inline(__always)
  public static func product(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> { a * b }
  @inlinable @inline(__always)
  public static func quotient(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> { a / b }
  @inlinable @inline(__always)
  public static func fusedMultiplyAdd(_ a: SIMD4<Self>, _ b: SIMD4<Self>, _ c: SIMD4<Self>) -> SIMD4<Self> {
    c.addingProduct(a, b)
  }
  @inlinable @inline(__always)
  public static func root(_ a: SIMD4<Self>) -> SIMD4<Self> { a.squareRoot() }
  @inlinable @inline(__always)
  public static func repeated(_ x: Self) -> SIMD8<Self> { SIMD8(repeating: x) }
  @inlinable @inline(__always)
  public static func sum(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> { a + b }
  @inlinable @inline(__always)
  public static func difference(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> { a - b }
  @inlinable @inline(__always)
  public static func product(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> { a * b }
  @inlinable @inline(__always)
  public static func quotient(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> { a / b }
  @inlinable @inline(__always)
  public static func fusedMultiplyAdd(_ a: SIMD8<Self>, _ b: SIMD8<Self>, _ c: SIMD8<Self>) -> SIMD8<Self> {
    c.addingProduct(a, b)
  }
  @inlinable @inline(__always)
  public static func root(_ a: SIMD8<Self>) -> SIMD8<Self> { a.squareRoot() }
  @inlinable @inline(__always)
  public static func repeated(_ x: Self) -> SIMD16<Self> { SIMD16(repeating: x) }
  @inlinable @inline(__always)
  public static func sum(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> { a + b }
  @inlinable @inline(__always)
  public static func difference(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> { a - b }
  @inlinable @inline(__always)
  public static func product(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> { a * b }
  @inlinable @inline(__always)
  public static func quotient(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> { a / b }
  @inlinable @inline(__always)
  public static func fusedMultiplyAdd(_ a: SIMD16<Self>, _ b: SIMD16<Self>, _ c: SIMD16<Self>) -> SIMD16<Self> {
    c.addingProduct(a, b)
  }
  @inlinable @inline(__always)
  public static func root(_ a: SIMD16<Self>) -> SIMD16<Self> { a.squareRoot() }
}

extension KernelScalar {
  @inlinable @inline(__always)
  public static func copySign(of b: SIMD4<Self>, to a: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4<Self>.bitwiseCopySign(of: b, to: a)
  }
  @inlinable @inline(__always)
  public static func bitsShiftedIntoExponent(_ a: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4<Self>(bits: a.bits &<< SIMD4<Bits>(repeating: storedSignificandBitCount))
  }
  @inlinable @inline(__always)
  public static func bitsHalved(_ a: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4<Self>(bits: a.bits &>> SIMD4<Bits>(repeating: 1))
  }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4<Self>(bits: a.bits &- b.bits)
  }
  @inlinable @inline(__always)
  public static func copySign(of b: SIMD8<Self>, to a: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8<Self>.bitwiseCopySign(of: b, to: a)
  }
  @inlinable @inline(__always)
  public static func bitsShiftedIntoExponent(_ a: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8<Self>(bits: a.bits &<< SIMD8<Bits>(repeating: storedSignificandBitCount))
  }
  @inlinable @inline(__always)
  public static func bitsHalved(_ a: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8<Self>(bits: a.bits &>> SIMD8<Bits>(repeating: 1))
  }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8<Self>(bits: a.bits &- b.bits)
  }
  @inlinable @inline(__always)
  public static func copySign(of b: SIMD16<Self>, to a: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16<Self>.bitwiseCopySign(of: b, to: a)
  }
  @inlinable @inline(__always)
  public static func bitsShiftedIntoExponent(_ a: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16<Self>(bits: a.bits &<< SIMD16<Bits>(repeating: storedSignificandBitCount))
  }
  @inlinable @inline(__always)
  public static func bitsHalved(_ a: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16<Self>(bits: a.bits &>> SIMD16<Bits>(repeating: 1))
  }
  @inlinable @inline(__always)
  public static func bitDifference(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16<Self>(bits: a.bits &- b.bits)
  }
}
