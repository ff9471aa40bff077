/// Sum over outputs of (y - t)^2; its gradient is 2 (y - t).
public struct MeanSquaredErrorLoss: LossFunction {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func row<V: KernelVector>(
    _ vector: V.Type, _ row: LossRow<V.Scalar>, _ targets: Targets<V.Scalar>, _ scale: V.Scalar
  ) -> V.Scalar {
    var sum = V.zero, column = 0
    let factor = V(repeating: scale + scale)
    while column < row.columns {
      let target = unsafe targets.load(V.self, row: row.index, column: column, count: row.count)
      let error = unsafe V.keepFirst(row.count &- column, of: V(loading: row.output + column) - target, filler: V.zero)
      sum = V.multiplyAdd(error, error, sum)
      unsafe (error * factor).store(to: row.delta + column)
      column &+= V.laneCount
    }
    return sum.treeSum()
  }

  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {}

  @inlinable @inline(__always)
  public var takesLogits: Bool { false }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { outputCount }
}
