/// Sum over outputs of (y - t)^2; its gradient is 2 (y - t).
public struct MeanSquaredErrorLoss: LossFunction {
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
    let difference = block.output(V.self, row, column) - block.target(V.self, row, column)
    let error = V.pad(difference, from: block.count &- column)
    block.store(error * V(repeating: block.scale + block.scale), row, column)
    return sum + error * error
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
