/// The standard library's vectors of 4, 8 and 16 lanes, as storage with named operations. The operations themselves are the scalar's
/// (`Float+Lanes16.swift` and its kin): in plain Swift each is as many scalar operations as there are lanes.
public protocol Lanes: SIMD, Sendable, BitwiseCopyable where Scalar: KernelScalar {
  /// A vector of as many signed integers, each as wide as a scalar.
  associatedtype Bits: SIMD where Bits.Scalar == Scalar.Bits
  associatedtype Quad: Lanes where Quad.Scalar == Scalar, Quad.Quad == Quad

  init(firstOf lanes: SIMD16<Scalar>)
  var sixteenLanes: SIMD16<Scalar> { get }
  static func repeated(_ x: Scalar) -> Self
  static func copySign(of b: Self, to a: Self) -> Self
  static func sum(_ a: Self, _ b: Self) -> Self
  static func difference(_ a: Self, _ b: Self) -> Self
  static func product(_ a: Self, _ b: Self) -> Self
  static func quotient(_ a: Self, _ b: Self) -> Self
  static func fusedMultiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  static func root(_ a: Self) -> Self
  static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self
  static func bitsShiftedIntoExponent(_ a: Self) -> Self
  static func bitsHalved(_ a: Self) -> Self
  static func bitDifference(_ a: Self, _ b: Self) -> Self
  static func kept(_ a: Self, by row: DropoutMask.Row, from unit: Int) -> Self
  static var laneIndices: Self { get }
  func treeSum() -> Scalar
  func treeMaximum() -> Scalar
  static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Quad
  static func treeSums(ofRows row: (Int) -> Self) -> Self
  static func transposed(_ quad: (Int) -> Quad) -> (Self, Self, Self, Self)
}

extension Lanes {
  @inlinable @inline(__always)
  static var signBit: Bits { Bits(repeating: Bits.Scalar.min) }
  @inlinable @inline(__always)
  var bits: Bits { unsafe unsafeBitCast(self, to: Bits.self) }
  @inlinable @inline(__always)
  init(bits: Bits) { self = unsafe unsafeBitCast(bits, to: Self.self) }

  @inlinable @inline(__always)
  static func bitwiseCopySign(of b: Self, to a: Self) -> Self { Self(bits: (a.bits & ~signBit) | (b.bits & signBit)) }

  @inlinable @inline(__always)
  static func scale(_ a: Self, byBiasedExponent biased: Self) -> Self {
    let k = biased.bits &- Bits(repeating: Scalar.roundingBits)
    let first = k &>> Bits(repeating: 1)
    return product(product(a, powerOfTwo(first)), powerOfTwo(k &- first))
  }

  /// 2^k for k in the range of normal exponents.
  @inlinable @inline(__always)
  static func powerOfTwo(_ k: Bits) -> Self {
    Self(bits: (k &+ Bits(repeating: Scalar.exponentBias)) &<< Bits(repeating: Scalar.storedSignificandBitCount))
  }

  @inlinable @inline(__always)
  static func splitExponent(of a: Self) -> (significand: Self, exponent: Self) {
    let k = (a.bits &>> Bits(repeating: Scalar.storedSignificandBitCount)) &- Bits(repeating: Scalar.exponentBias)
    let exponent = difference(
      Self(bits: k &+ Bits(repeating: Scalar.roundingBits)), Self(repeating: Scalar.roundingBias))
    return (Self(bits: a.bits &- (k &<< Bits(repeating: Scalar.storedSignificandBitCount))), exponent)
  }
}
