#if hasFeature(Embedded)
  /// What the standard library asks of a vector's element.
  public protocol KernelScalarBase: BinaryFloatingPoint, SIMDScalar, Sendable {}
#else
  /// What the standard library asks of a vector's element. (Embedded Swift has no Codable.)
  public protocol KernelScalarBase: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {}
#endif

/// A floating-point type that the kernels compute with: `Float` or `Double`.
///
/// The constants are those of `KernelVector+Functions.swift`; they belong to the scalar because the degree of a polynomial, and
/// the split of ln 2, follow from the precision.
public protocol KernelScalar: LaneOperations
where SIMD4Storage: BitwiseCopyable, SIMD8Storage: BitwiseCopyable, SIMD16Storage: BitwiseCopyable {
  /// A signed integer of the same width.
  associatedtype Bits: FixedWidthInteger & SignedInteger & SIMDScalar
  /// 1.5 * 2^(significand bits): added to a small number, it leaves the nearest integer in the low bits.
  static var roundingBias: Self { get }
  /// ln 2 in few enough bits that its product with an exponent is exact; and the rest of ln 2.
  static var ln2High: Self { get }
  static var ln2Low: Self { get }
  /// Beyond these, e^x rounds to infinity, and to 0.
  static var exponentialUpperLimit: Self { get }
  static var exponentialLowerLimit: Self { get }
  /// From it on, tanh x is 1.
  static var tanhLimit: Self { get }

  static var storedSignificandBitCount: Bits { get }
  static var exponentBias: Bits { get }
  /// The bits of `roundingBias`.
  static var roundingBits: Bits { get }

  /// e^x, tanh and sigmoid: what `KernelVector+Functions.swift` promises, by the formulas that suit the precision.
  static func exponential<V: KernelVector>(_ x: V) -> V where V.Scalar == Self
  static func hyperbolicTangent<V: KernelVector>(_ x: V) -> V where V.Scalar == Self
  static func exponentialOrZero<V: KernelVector>(_ x: V) -> V where V.Scalar == Self
  static func sigmoid<V: KernelVector>(_ x: V) -> V where V.Scalar == Self
  /// (atanh s / s - 1) / s^2 as a function of s^2, for |s| <= 3 - 2 sqrt 2.
  static func hyperbolicArcTangentTail<V: KernelVector>(_ s2: V) -> V where V.Scalar == Self
  /// See `Orthogonalization.swift`.
  static func fill(_ vectors: OrthonormalVectors<Self>, gain: Double, _ draw: () -> Double)
  /// See `NormalTail.swift`.
  static func normalTail<V: KernelVector>(_ u: V) -> V where V.Scalar == Self
}

extension Float: KernelScalar {
  @inlinable public static var roundingBias: Float { 12_582_912 }
  @inlinable public static var ln2High: Float { 0.693_145_751_953_125 }
  @inlinable public static var ln2Low: Float { 1.428_606_820_309_417_2e-6 }
  @inlinable public static var exponentialUpperLimit: Float { 89 }
  @inlinable public static var exponentialLowerLimit: Float { -104 }
  @inlinable public static var tanhLimit: Float { 8.813_986_78 }
  @inlinable public static var storedSignificandBitCount: Int32 { 23 }
  @inlinable public static var exponentBias: Int32 { 127 }
  @inlinable public static var roundingBits: Int32 { 0x4b40_0000 }

  /// Chebyshev fit of degree 2, error 9.4e-8 of the tail.
  @inlinable @inline(__always)
  public static func hyperbolicArcTangentTail<V: KernelVector>(_ s2: V) -> V where V.Scalar == Float {
    let p = V.multiplyAdd(s2, V(repeating: 0.147_902_338), V(repeating: 0.199_943_846))
    return V.multiplyAdd(p, s2, V(repeating: 0.333_333_425))
  }
}

extension Double: KernelScalar {
  @inlinable public static var roundingBias: Double { 6_755_399_441_055_744 }
  @inlinable public static var ln2High: Double { 0.693_147_180_559_208_209_160_715_341_568 }
  @inlinable public static var ln2Low: Double { 7.371_002_565_167_798_911_838_04e-13 }
  @inlinable public static var exponentialUpperLimit: Double { 710 }
  @inlinable public static var exponentialLowerLimit: Double { -746 }
  @inlinable public static var tanhLimit: Double { 20 }
  @inlinable public static var storedSignificandBitCount: Int64 { 52 }
  @inlinable public static var exponentBias: Int64 { 1023 }
  @inlinable public static var roundingBits: Int64 { 0x4338_0000_0000_0000 }

  /// Chebyshev fit of degree 7, error 1e-18 of the tail.
  @inlinable @inline(__always)
  public static func hyperbolicArcTangentTail<V: KernelVector>(_ s2: V) -> V where V.Scalar == Double {
    var p = V.multiplyAdd(s2, V(repeating: 0.065_436_652_383_018_587), V(repeating: 0.066_343_528_864_850_351))
    p = V.multiplyAdd(p, s2, V(repeating: 0.076_931_211_094_396_957))
    p = V.multiplyAdd(p, s2, V(repeating: 0.090_908_977_969_316_046))
    p = V.multiplyAdd(p, s2, V(repeating: 0.111_111_111_960_735_171))
    p = V.multiplyAdd(p, s2, V(repeating: 0.142_857_142_854_008_504))
    p = V.multiplyAdd(p, s2, V(repeating: 0.200_000_000_000_004_400_5))
    return V.multiplyAdd(p, s2, V(repeating: 0.333_333_333_333_333_332_3))
  }
}
