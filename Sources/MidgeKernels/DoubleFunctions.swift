/// e^x, tanh and sigmoid of `Double`, all from e^x - 1: they check gradients, so they are short to read, not to run.
extension Double {
  /// As for `Float`, with the same limit.
  @inlinable @inline(__always)
  public static func exponentialOrZero<V: KernelVector>(_ x: V) -> V where V.Scalar == Double {
    V.select(where: V(repeating: -60), exceeds: x, then: V.zero, else: exponential(x))
  }

  /// e^x = 2^k (1 + q), q = e^r - 1: the parts of the reduction k = round(x / ln 2), r = x - k ln 2.
  @inlinable @inline(__always)
  static func reduceExponential<V: KernelVector>(_ x: V) -> (biased: V, q: V) where V.Scalar == Double {
    let bias = V(repeating: roundingBias)
    let biased = V.multiplyAdd(x, V(repeating: 1.442_695_040_888_963_4), bias)
    let k = biased - bias
    let high = V.multiplyAdd(k, V(repeating: -ln2High), x)
    let r = V.multiplyAdd(k, V(repeating: -ln2Low), high)
    return (biased, V.multiplyAdd(r * r, exponentialTail(r), r))
  }

  /// 1.5 ulp; infinity and 0 beyond the range, subnormal results included.
  @inlinable @inline(__always)
  public static func exponential<V: KernelVector>(_ x: V) -> V where V.Scalar == Double {
    let upper = V(repeating: exponentialUpperLimit), lower = V(repeating: exponentialLowerLimit)
    let below = V.select(where: x, exceeds: upper, then: upper, else: x)
    let (biased, q) = reduceExponential(V.select(where: lower, exceeds: below, then: lower, else: below))
    return V.scale(q + V(repeating: 1), byBiasedExponent: biased)
  }

  /// tanh x = E / (E + 2) with E = e^2|x| - 1: 3.5 ulp.
  @inlinable @inline(__always)
  public static func hyperbolicTangent<V: KernelVector>(_ x: V) -> V where V.Scalar == Double {
    let limit = V(repeating: tanhLimit), magnitude = V.absolute(x)
    let clamped = V.select(where: magnitude, exceeds: limit, then: limit, else: magnitude)
    let (biased, q) = reduceExponential(clamped + clamped)
    let one = V(repeating: 1), power = V.scale(one, byBiasedExponent: biased)
    let e = V.multiplyAdd(power, q, power - one)
    return V.copySign(of: x, to: e / (e + V(repeating: 2)))
  }

  /// 2.5 ulp for every x.
  @inlinable @inline(__always)
  public static func sigmoid<V: KernelVector>(_ x: V) -> V where V.Scalar == Double {
    let one = V(repeating: 1), e = exponential(V.zero - V.absolute(x))
    return V.select(where: V.zero, exceeds: x, then: e, else: one) / (one + e)
  }

  /// (e^r - 1 - r) / r^2 for |r| <= ln 2 / 2.
  ///
  /// Chebyshev fit of degree 10, error 1.4e-18 of the tail.
  @inlinable @inline(__always)
  static func exponentialTail<V: KernelVector>(_ r: V) -> V where V.Scalar == Double {
    var p = V.multiplyAdd(r, V(repeating: 2.091_468_696_808_687_7e-9), V(repeating: 2.510_521_700_472_074_5e-8))
    p = V.multiplyAdd(p, r, V(repeating: 2.755_727_364_311_029_5e-7))
    p = V.multiplyAdd(p, r, V(repeating: 2.755_725_540_020_642_4e-6))
    p = V.multiplyAdd(p, r, V(repeating: 2.480_158_732_554_774_1e-5))
    p = V.multiplyAdd(p, r, V(repeating: 1.984_126_987_482_062_5e-4))
    p = V.multiplyAdd(p, r, V(repeating: 1.388_888_888_888_374_8e-3))
    p = V.multiplyAdd(p, r, V(repeating: 8.333_333_333_326_135e-3))
    p = V.multiplyAdd(p, r, V(repeating: 4.166_666_666_666_966_976e-2))
    p = V.multiplyAdd(p, r, V(repeating: 0.166_666_666_666_666_709_9))
    return V.multiplyAdd(p, r, V(repeating: 0.5))
  }
}
