/// Sum over outputs of max(z, 0) - z t + ln(1 + e^-|z|): cross-entropy of sigmoid z with t in [0, 1], stable for every logit z;
/// its gradient is sigmoid z - t.
public struct BinaryCrossEntropyLoss: LossFunction {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func row<V: KernelVector>(
    _ vector: V.Type, _ row: LossRow<V.Scalar>, _ targets: Targets<V.Scalar>, _ scale: V.Scalar
  ) -> V.Scalar {
    var sum = V.zero, column = 0
    while column < row.columns {
      let t = unsafe targets.load(V.self, row: row.index, column: column, count: row.count)
      let z = unsafe V(loading: row.output + column)
      let e = V.exponential(V.zero - V.absolute(z)), one = V(repeating: 1)
      let loss = (V.maximum(z, V.zero) - z * t) + V.logarithmOfOnePlus(unit: e)
      let probability = V.select(where: V.zero, exceeds: z, then: e, else: one) / (one + e)
      let error = (probability - t) * V(repeating: scale)
      sum = sum + V.keepFirst(row.count &- column, of: loss, filler: V.zero)
      unsafe V.keepFirst(row.count &- column, of: error, filler: V.zero).store(to: row.delta + column)
      column &+= V.laneCount
    }
    return sum.treeSum()
  }

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

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { outputCount }
}
