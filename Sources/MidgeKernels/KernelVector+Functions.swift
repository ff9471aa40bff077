/// e^x, tanh, sigmoid and logarithms. No libm: the bits are the same on every processor with the same `multiplyAdd`.
/// Errors are stated in units in the last place (ulp) of the scalar; FunctionTests measures them over all exponents.
extension KernelVector {
  /// e^x, at most 1.5 ulp off; infinity and 0 beyond the range, subnormal results included; NaN stays NaN.
  @inlinable @inline(__always)
  public static func exponential(_ x: Self) -> Self { Scalar.exponential(x) }

  /// e^x for x <= 0, at most 1.5 ulp off; 0 below -60. NaN stays NaN.
  @inlinable @inline(__always)
  public static func exponentialOrZero(_ x: Self) -> Self { Scalar.exponentialOrZero(x) }

  /// tanh x, at most 4 ulp off; never above 1 in magnitude; odd, so -0 stays -0; NaN stays NaN.
  @inlinable @inline(__always)
  public static func hyperbolicTangent(_ x: Self) -> Self { Scalar.hyperbolicTangent(x) }

  /// 1 / (1 + e^-x), at most 5.5 ulp off for x >= -87, and below that at most 1.7e-38; 1 where it rounds to 1; NaN stays NaN.
  @inlinable @inline(__always)
  public static func sigmoid(_ x: Self) -> Self { Scalar.sigmoid(x) }

  /// ln x for normal x > 0, at most 2 ulp off (near 1: 2 ulp of the result too).
  @inlinable @inline(__always)
  public static func logarithm(_ x: Self) -> Self {
    let one = Self(repeating: 1), root = Self(repeating: Scalar(1.414_213_562_373_095))
    let (m, k) = splitExponent(of: x)
    let significand = select(where: m, exceeds: root, then: m * Self(repeating: 0.5), else: m)
    let exponent = select(where: m, exceeds: root, then: k + one, else: k)
    let f = significand - one
    return logarithmSum(f / (significand + one), exponent: exponent)
  }

  /// ln(1 + u) for 0 <= u <= 1, at most 2 ulp off, however small u is.
  @inlinable @inline(__always)
  public static func logarithmOfOnePlus(unit u: Self) -> Self {
    let one = Self(repeating: 1), bound = Self(repeating: Scalar(0.414_213_562_373_095))
    let numerator = select(where: u, exceeds: bound, then: u - one, else: u)
    let denominator = select(where: u, exceeds: bound, then: u + Self(repeating: 3), else: u + Self(repeating: 2))
    let exponent = select(where: u, exceeds: bound, then: one, else: zero)
    return logarithmSum(numerator / denominator, exponent: exponent)
  }

  /// 2 atanh s + k ln 2.
  @inlinable @inline(__always)
  static func logarithmSum(_ s: Self, exponent k: Self) -> Self {
    let s2 = s * s, twice = s + s
    let tail = multiplyAdd(k, Self(repeating: Scalar.ln2Low), twice * (s2 * Scalar.hyperbolicArcTangentTail(s2)))
    return multiplyAdd(k, Self(repeating: Scalar.ln2High), twice + tail)
  }
}
