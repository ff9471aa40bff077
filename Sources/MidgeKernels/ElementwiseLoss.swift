/// A loss that is a sum over outputs of something that each contributes by itself.
public protocol ElementwiseLoss: LossFunction {
  /// The derivative of an element is `gradientFactor` times what `element` gives.
  var gradientFactor: Int { get }
  /// What an output adds to the loss, and its derivative by that output over `gradientFactor`. Also called on lanes that are
  /// none, where the target may be any number or NaN: what comes of it is dropped.
  func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V)
}

extension ElementwiseLoss {
  @inlinable @inline(__always)
  public func rows<V: KernelVector>(_ block: LossBlock<V.Scalar>, into sums: inout LossLanes<V>) {
    // A constant where rows are one vector: each is spared a loop.
    let columns = V.laneCount < 16 ? V.laneCount : block.columns
    let scale = V(repeating: block.scale * V.Scalar(gradientFactor))
    for row in 0..<block.rows {
      var column = 0
      while column < columns {
        let (loss, gradient) = element(block.output(V.self, row, column), block.target(V.self, row, column))
        block.store(gradient * scale, row, column)
        sums.lanes = sums.lanes + V.pad(loss, from: block.count &- column)
        column &+= V.laneCount
      }
    }
  }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { outputCount }
}
