/// e^x, tanh, sigmoid and logarithms. No libm: the bits are the same on every processor with the same `multiplyAdd`.
/// Errors are stated in units in the last place (ulp) of the scalar; FunctionTests measures them over all exponents.
extension KernelVector {
  /// e^x = 2^k (1 + q), q = e^r - 1: the parts of the reduction k = round(x / ln 2), r = x - k ln 2.
  @inlinable @inline(__always)
  static func reduceExponential(_ x: Self) -> (biased: Self, q: Self) {
    let bias = Self(repeating: Scalar.roundingBias)
    let biased = multiplyAdd(x, Self(repeating: Scalar(1.442_695_040_888_963_4)), bias)
    let k = biased - bias
    let high = multiplyAdd(k, Self(repeating: -Scalar.ln2High), x)
    let r = multiplyAdd(k, Self(repeating: -Scalar.ln2Low), high)
    return (biased, multiplyAdd(r * r, Scalar.exponentialTail(r), r))
  }

  /// e^x, at most 1.5 ulp off; infinity and 0 beyond the range, subnormal results included; NaN stays NaN.
  @inlinable @inline(__always)
  public static func exponential(_ x: Self) -> Self {
    let upper = Self(repeating: Scalar.exponentialUpperLimit), lower = Self(repeating: Scalar.exponentialLowerLimit)
    let below = select(where: x, exceeds: upper, then: upper, else: x)
    let clamped = select(where: lower, exceeds: below, then: lower, else: below)
    let (biased, q) = reduceExponential(clamped)
    return scale(q + Self(repeating: 1), byBiasedExponent: biased)
  }

  /// tanh x = E / (E + 2) with E = e^2|x| - 1, at most 3.5 ulp off; odd, so -0 stays -0.
  @inlinable @inline(__always)
  public static func hyperbolicTangent(_ x: Self) -> Self {
    let limit = Self(repeating: Scalar.tanhLimit), magnitude = absolute(x)
    let clamped = select(where: magnitude, exceeds: limit, then: limit, else: magnitude)
    let (biased, q) = reduceExponential(clamped + clamped)
    let one = Self(repeating: 1), power = scale(one, byBiasedExponent: biased)
    let e = multiplyAdd(power, q, power - one)
    return copySign(of: x, to: e / (e + Self(repeating: 2)))
  }

  /// 1 / (1 + e^-x), at most 2.5 ulp off; never overflows.
  @inlinable @inline(__always)
  public static func sigmoid(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let e = exponential(zero - absolute(x))
    return select(where: zero, exceeds: x, then: e, else: one) / (one + e)
  }

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
