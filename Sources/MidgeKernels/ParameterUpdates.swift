/// Updates of a flat buffer of parameters by their gradients: one pass over the buffers, whatever layers lie in them.
///
/// - Reads `gradients`; overwrites `parameters` and the moments; `count` scalars each, a multiple of 16. No two may alias.
/// - Padding: a pad parameter that is 0 with gradient and moments 0 stays 0 (Adam: while epsilon is not 0).
public enum ParameterUpdates {
  /// w <- w - rate g
  @inlinable @inline(__always)
  public static func gradientDescent<V: KernelVector>(
    _ vector: V.Type, count: Int, rate: V.Scalar, parameters w: UnsafeMutablePointer<V.Scalar>,
    gradients g: UnsafePointer<V.Scalar>
  ) {
    let negativeRate = V(repeating: -rate)
    var i = 0
    while i < count {
      unsafe V.multiplyAdd(negativeRate, V(loading: g + i), V(loading: w + i)).store(to: w + i)
      i &+= V.laneCount
    }
  }

  /// v <- momentum v + g;  w <- w - rate v    (torch.optim.SGD with dampening 0)
  @inlinable @inline(__always)
  public static func momentum<V: KernelVector>(
    _ vector: V.Type, count: Int, rate: V.Scalar, momentum: V.Scalar, parameters w: UnsafeMutablePointer<V.Scalar>,
    gradients g: UnsafePointer<V.Scalar>, velocity: UnsafeMutablePointer<V.Scalar>
  ) {
    let negativeRate = V(repeating: -rate), factor = V(repeating: momentum)
    var i = 0
    while i < count {
      let v = unsafe V.multiplyAdd(factor, V(loading: velocity + i), V(loading: g + i))
      unsafe v.store(to: velocity + i)
      unsafe V.multiplyAdd(negativeRate, v, V(loading: w + i)).store(to: w + i)
      i &+= V.laneCount
    }
  }

  /// m <- m + rest1 (g - m);  v <- beta2 v + rest2 g^2;  w <- w - rate m / (sqrt(v) rootScale + epsilon)
  ///
  /// torch.optim.Adam, where `rate` is the learning rate over 1 - beta1^t, `rest1` is 1 - beta1, `rest2` is 1 - beta2 and
  /// `rootScale` is 1 / sqrt(1 - beta2^t).
  @inlinable @inline(__always)
  public static func adam<V: KernelVector>(
    _ vector: V.Type, count: Int, _ coefficients: AdamCoefficients<V.Scalar>,
    parameters w: UnsafeMutablePointer<V.Scalar>, gradients: UnsafePointer<V.Scalar>,
    firstMoment: UnsafeMutablePointer<V.Scalar>, secondMoment: UnsafeMutablePointer<V.Scalar>
  ) {
    let rest1 = V(repeating: coefficients.rest1), keep2 = V(repeating: coefficients.beta2)
    let rest2 = V(repeating: coefficients.rest2), rate = V(repeating: coefficients.rate)
    let rootScale = V(repeating: coefficients.rootScale), epsilon = V(repeating: coefficients.epsilon)
    var i = 0
    while i < count {
      let g = unsafe V(loading: gradients + i), m0 = unsafe V(loading: firstMoment + i)
      let m = V.multiplyAdd(rest1, g - m0, m0)
      let v = unsafe V.multiplyAdd(keep2, V(loading: secondMoment + i), (rest2 * g) * g)
      unsafe m.store(to: firstMoment + i)
      unsafe v.store(to: secondMoment + i)
      let root = V.multiplyAdd(v.squareRoot(), rootScale, epsilon)
      unsafe (V(loading: w + i) - (rate * m) / root).store(to: w + i)
      i &+= V.laneCount
    }
  }
}
