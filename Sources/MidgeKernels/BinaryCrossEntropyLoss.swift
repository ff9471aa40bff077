/// Sum over outputs of max(z, 0) - z t + ln(1 + e^-|z|): cross-entropy of sigmoid z with t in [0, 1], stable for every logit z;
/// its gradient is sigmoid z - t.
public struct BinaryCrossEntropyLoss: ElementwiseLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let e = V.exponential(V.zero - V.absolute(output)), one = V(repeating: 1)
    let loss = (V.maximum(output, V.zero) - output * target) + V.logarithmOfOnePlus(unit: e)
    let probability = V.select(where: V.zero, exceeds: output, then: e, else: one) / (one + e)
    return (loss, probability - target)
  }

  @inlinable @inline(__always)
  public var gradientFactor: Int { 1 }

  /// Sigmoid of each logit.
  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    var column = 0
    while column < columns {
      unsafe V.sigmoid(V(loading: output + column)).store(to: output + column)
      column &+= V.laneCount
    }
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { true }
}
