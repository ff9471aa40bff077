/// The tail of the normal distribution, for GELU: erfc z e^(z^2) / (2 t) as a polynomial of u = 2 t - 1, where t = 2 / (2 + z), z >= 0.
/// `Tests/Kernels/fit_normal_tail.py` makes the coefficients: a Chebyshev fit, written out in powers of u, which stays within -1 ... 1.
extension Float {
  /// Degree 10, relative error 2.8e-8.
  @inlinable @inline(__always)
  public static func normalTail<V: KernelVector>(_ u: V) -> V where V.Scalar == Float {
    var p = V.multiplyAdd(u, V(repeating: 2.21442073e-05), V(repeating: -1.83821808e-05))
    p = V.multiplyAdd(p, u, V(repeating: -0.000152359543))
    p = V.multiplyAdd(p, u, V(repeating: 0.000215520011))
    p = V.multiplyAdd(p, u, V(repeating: 0.000766923522))
    p = V.multiplyAdd(p, u, V(repeating: -0.00162186653))
    p = V.multiplyAdd(p, u, V(repeating: -0.00537665544))
    p = V.multiplyAdd(p, u, V(repeating: 0.00911087456))
    p = V.multiplyAdd(p, u, V(repeating: 0.0698679729))
    p = V.multiplyAdd(p, u, V(repeating: 0.171790156))
    return V.multiplyAdd(p, u, V(repeating: 0.255395676))
  }
}

extension Double {
  /// Degree 27, relative error 1.2e-17.
  @inlinable @inline(__always)
  public static func normalTail<V: KernelVector>(_ u: V) -> V where V.Scalar == Double {
    var p = V.multiplyAdd(u, V(repeating: -1.9931814713873901e-10), V(repeating: 6.0493731221016155e-10))
    p = V.multiplyAdd(p, u, V(repeating: 8.1616994035846722e-10))
    p = V.multiplyAdd(p, u, V(repeating: -4.8877783335557836e-09))
    p = V.multiplyAdd(p, u, V(repeating: 2.5701729594784527e-09))
    p = V.multiplyAdd(p, u, V(repeating: 1.4565577654243754e-08))
    p = V.multiplyAdd(p, u, V(repeating: -2.773293522105717e-08))
    p = V.multiplyAdd(p, u, V(repeating: -9.2433468438109151e-10))
    p = V.multiplyAdd(p, u, V(repeating: 8.1234974935874988e-08))
    p = V.multiplyAdd(p, u, V(repeating: -1.4269223872775489e-07))
    p = V.multiplyAdd(p, u, V(repeating: -5.7862369025953403e-10))
    p = V.multiplyAdd(p, u, V(repeating: 5.0039911756515265e-07))
    p = V.multiplyAdd(p, u, V(repeating: -9.1091807135044087e-07))
    p = V.multiplyAdd(p, u, V(repeating: -2.8137795961890591e-07))
    p = V.multiplyAdd(p, u, V(repeating: 4.0302134819290936e-06))
    p = V.multiplyAdd(p, u, V(repeating: -5.424039144166025e-06))
    p = V.multiplyAdd(p, u, V(repeating: -8.5372179653844666e-06))
    p = V.multiplyAdd(p, u, V(repeating: 3.6117677744987146e-05))
    p = V.multiplyAdd(p, u, V(repeating: -8.5928603384598451e-06))
    p = V.multiplyAdd(p, u, V(repeating: -0.00016576837417309445))
    p = V.multiplyAdd(p, u, V(repeating: 0.00020932401575005888))
    p = V.multiplyAdd(p, u, V(repeating: 0.00077265301456110015))
    p = V.multiplyAdd(p, u, V(repeating: -0.0016197962669395065))
    p = V.multiplyAdd(p, u, V(repeating: -0.0053776654723596742))
    p = V.multiplyAdd(p, u, V(repeating: 0.0091105578767197506))
    p = V.multiplyAdd(p, u, V(repeating: 0.069868023139013469))
    p = V.multiplyAdd(p, u, V(repeating: 0.17179017110345265))
    return V.multiplyAdd(p, u, V(repeating: 0.25539567631050575))
  }
}

extension KernelVector {
  /// The normal distribution at x: the probability below it, and the density. Absolute errors of at most 2 ulp of 1; the density at most a few ulp off for
  /// |x| < 3; NaN stays NaN.
  @inlinable @inline(__always)
  public static func normal(_ x: Self) -> (below: Self, density: Self) {
    let most = Self(repeating: 40), size = absolute(x)
    let magnitude = select(where: size, exceeds: most, then: most, else: size)
    let power = exponential((magnitude * Self(repeating: -0.5)) * magnitude)
    let z = magnitude * Self(repeating: Scalar(0.707_106_781_186_547_5)), two = Self(repeating: 2)
    let u = (two - z) / (two + z), t = multiplyAdd(u, Self(repeating: 0.5), Self(repeating: 0.5))
    let tail = (power * t) * Scalar.normalTail(u)
    return (
      select(where: zero, exceeds: x, then: tail, else: Self(repeating: 1) - tail),
      power * Self(repeating: Scalar(0.398_942_280_401_432_7))
    )
  }
}
