/// e^x, tanh and sigmoid of `Float`: shorter than those of `Double`, because 24 bits need fewer terms. Polynomials are evaluated in
/// Estrin's order: a step with a batch of one waits for these chains. `Tests/Kernels/fit_functions.py` makes the coefficients.
extension Float {
  /// e^x = 2^k e^r, with k = round(x / ln 2) and r = x - k ln 2: biased = k + bias, and e^r.
  @inlinable @inline(__always)
  static func reduceExponential<V: KernelVector>(_ x: V, bias: Float) -> (biased: V, power: V)
  where V.Scalar == Float {
    let bias = V(repeating: bias), biased = V.multiplyAdd(x, V(repeating: log2E), bias)
    let k = biased - bias
    let r = V.multiplyAdd(k, V(repeating: -ln2Low), V.multiplyAdd(k, V(repeating: -ln2High), x))
    let r2 = r * r
    let top = V.multiplyAdd(r, V(repeating: 0.008_368_677), V(repeating: 0.041_668_266))
    let low = V.multiplyAdd(r, V(repeating: 0.166_665_21), V(repeating: 0.499_999_94))
    let tail = V.multiplyAdd(V.multiplyAdd(r2, V(repeating: 0.001_382_073), top), r2, low)
    return (biased, V.multiplyAdd(tail, r2, r) + V(repeating: 1))
  }

  /// 1.5 ulp; infinity and 0 beyond the range, subnormal results included.
  @inlinable @inline(__always)
  public static func exponential<V: KernelVector>(_ x: V) -> V where V.Scalar == Float {
    let clamped = clamp(x, exponentialLowerLimit, exponentialUpperLimit)
    let (biased, power) = reduceExponential(clamped, bias: halvedExponentBias)
    return V.scale(power, byHalvesOf: biased)
  }

  /// e^x for x <= 0, and 0 below -60: beside 1 it is nothing, and what would follow from it are subnormal numbers, which are slow.
  @inlinable @inline(__always)
  public static func exponentialOrZero<V: KernelVector>(_ x: V) -> V where V.Scalar == Float {
    let least = V(repeating: -60), clamped = V.select(where: least, exceeds: x, then: least, else: x)
    let (biased, power) = reduceExponential(clamped, bias: powerBias)
    return V.select(where: least, exceeds: x, then: V.zero, else: power * biased.bitsShiftedIntoExponent())
  }

  /// 5.5 ulp for x >= -87, below which it stays at the value there, 1.6e-38; 1 from x = 16.7 on.
  ///
  /// With k = round(-x / ln 2), r = x + k ln 2 and s = -2^k, 1 + e^-x = (1 - s) + s (1 - e^-r). s is known before r is, and goes into the
  /// coefficients, off the critical path; so is, where products are rounded, what the low part of ln 2 adds to r. (Where they are not,
  /// k ln 2 is exact but for the error of ln 2 itself, 2e-9, a last place of the result where k is 60.) From 87 on, where the powers end, the
  /// limit is put in at last.
  @inlinable @inline(__always)
  public static func sigmoid<V: KernelVector>(_ x: V) -> V where V.Scalar == Float {
    let one = V(repeating: 1), bias = V(repeating: negativeExponentBias)
    let biased = V.multiplyAdd(x, V(repeating: -log2E), bias)
    let k = biased - bias, s = V.negativePowerOfTwo(biased)
    let r =
      V.fusesMultiplyAdd
      ? V.multiplyAdd(k, V(repeating: ln2), x)
      : V.multiplyAdd(k, V(repeating: ln2High), x) + k * V(repeating: ln2Low)
    let r2 = r * r, base = V.multiplyAdd(s, r, one - s)
    let low = V.multiplyAdd(s * V(repeating: 0.166_665_21), r, s * V(repeating: -0.499_999_94))
    let top = V.multiplyAdd(s * V(repeating: 0.008_368_677), r, s * V(repeating: -0.041_668_266))
    let tail = V.multiplyAdd(s * V(repeating: -0.001_382_073), r2, top)
    let value = one / V.multiplyAdd(tail, r2 * r2, V.multiplyAdd(low, r2, base))
    let limit = V.select(where: x, exceeds: V.zero, then: one, else: V(repeating: 1.645_811_4e-38))
    return V.select(where: V.absolute(x), exceeds: V(repeating: 86.999_99), then: limit, else: value)
  }

  /// 4 ulp; odd; 1 from x = `tanhLimit` on and nowhere above.
  ///
  /// 2 m d / (m m + d d) with m / d = tanh(x / 2): near 1 the ratio forgives the errors of m and d, so few terms are enough and
  /// their rounding hardly counts. The common factor of m and d keeps products off the low end of their binades, where an
  /// ulp weighs most. At `tanhLimit` both arithmetics give 1 exactly. The square has a limit of its own, and so need not wait for x's.
  @inlinable @inline(__always)
  public static func hyperbolicTangent<V: KernelVector>(_ x: V) -> V where V.Scalar == Float {
    let clamped = clamp(x, -tanhLimit, tanhLimit), most = V(repeating: tanhLimit * tanhLimit), square = x * x
    let x2 = V.select(where: square, exceeds: most, then: most, else: square)
    let inner = V.multiplyAdd(x2, V(repeating: 2.080_286_79e-4), V(repeating: 0.054_008_245_5))
    let m = clamped * V.multiplyAdd(x2, inner, V(repeating: 1.8125))
    let low = V.multiplyAdd(x2, V(repeating: 0.410_099_715), V(repeating: 3.625))
    let high = V.multiplyAdd(x2, V(repeating: 4.495_373_56e-6), V(repeating: 0.004_382_817_54))
    let d = V.multiplyAdd(x2 * x2, high, low)
    return (m * (d + d)) / V.multiplyAdd(m, m, d * d)
  }

  /// x within two limits, NaN as it is: a minimum and a maximum instruction in this order of operands only.
  @inlinable @inline(__always)
  static func clamp<V: KernelVector>(_ x: V, _ lower: Float, _ upper: Float) -> V where V.Scalar == Float {
    let lower = V(repeating: lower), upper = V(repeating: upper)
    let below = V.select(where: x, exceeds: upper, then: upper, else: x)
    return V.select(where: lower, exceeds: below, then: lower, else: below)
  }

  @inlinable static var ln2: Float { 0.693_147_180_559_945_3 }
  @inlinable static var log2E: Float { 1.442_695_040_888_963_4 }
  /// `roundingBias` with room for what the shifts below add: 2 * 127, so that both halves of the sum are biased exponents;
  @inlinable static var halvedExponentBias: Float { roundingBias + 254 }
  /// 127, the bias of an exponent;
  @inlinable static var powerBias: Float { roundingBias + 127 }
  /// and 256 + 127, the sign bit and the bias of an exponent.
  @inlinable static var negativeExponentBias: Float { roundingBias + 383 }
}

/// Powers of two made in the exponent's bits.
extension KernelVector where Scalar == Float {
  /// -2^k, for |k| <= 126 and biased = k + `negativeExponentBias`.
  @inlinable @inline(__always)
  static func negativePowerOfTwo(_ biased: Self) -> Self { biased.bitsShiftedIntoExponent() }

  /// a 2^k, subnormal results included, for |k| <= 200 and biased = k + `halvedExponentBias`.
  @inlinable @inline(__always)
  static func scale(_ a: Self, byHalvesOf biased: Self) -> Self {
    let half = biased.bitsHalved()
    return a * half.bitsShiftedIntoExponent() * bitDifference(biased, half).bitsShiftedIntoExponent()
  }
}
