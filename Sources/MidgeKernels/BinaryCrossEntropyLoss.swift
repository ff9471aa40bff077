/// Sum over outputs of max(z, 0) - z t + ln(1 + e^-|z|): cross-entropy of sigmoid z with t in [0, 1], stable for every logit z;
/// its gradient is sigmoid z - t.
public struct BinaryCrossEntropyLoss: LossFunction {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func rows<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, groups: Int, lines: Int, into sums: inout LossSums<V>
  ) {
    for row in row..<row &+ groups &* lines {
      var column = 0
      while column < block.columns {
        sums.lanes = add(block, row, column, sums.lanes)
        column &+= V.laneCount
      }
    }
  }

  @inlinable @inline(__always)
  func add<V: KernelVector>(_ block: LossBlock<V.Scalar>, _ row: Int, _ column: Int, _ sum: V) -> V {
    let t = block.target(V.self, row, column), z = block.output(V.self, row, column)
    let e = V.exponential(V.zero - V.absolute(z)), one = V(repeating: 1)
    let loss = (V.maximum(z, V.zero) - z * t) + V.logarithmOfOnePlus(unit: e)
    let probability = V.select(where: V.zero, exceeds: z, then: e, else: one) / (one + e)
    block.store((probability - t) * V(repeating: block.scale), row, column)
    return sum + V.pad(loss, from: block.count &- column)
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
