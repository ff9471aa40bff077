/// Sum over outputs of (y - t)^2; its gradient is 2 (y - t).
public struct MeanSquaredErrorLoss: LossFunction {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func rows<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, groups: Int, lines: Int, after total: V.Scalar
  ) -> V.Scalar {
    var total = total
    for group in 0..<groups {
      let row = row &+ 4 &* group
      var a = V.zero, b = V.zero, c = V.zero, d = V.zero, column = 0
      while column < block.columns {
        a = add(block, row, column, a)
        if lines > 1 {
          b = add(block, row &+ 1, column, b)
          c = add(block, row &+ 2, column, c)
          d = add(block, row &+ 3, column, d)
        }
        column &+= V.laneCount
      }
      total = LossBlock<V.Scalar>.add(LossBlock<V.Scalar>.sums(lines: lines, a, b, c, d), lines: lines, to: total)
    }
    return total
  }

  @inlinable @inline(__always)
  func add<V: KernelVector>(_ block: LossBlock<V.Scalar>, _ row: Int, _ column: Int, _ sum: V) -> V {
    let difference = block.output(V.self, row, column) - block.target(V.self, row, column)
    let error = V.pad(difference, from: block.count &- column)
    block.store(error * V(repeating: block.scale + block.scale), row, column)
    return V.multiplyAdd(error, error, sum)
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
