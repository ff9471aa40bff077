/// Cross-entropy of softmax z with a distribution t: sum over outputs of t ((m - z) + ln sum e^(z - m)), m the largest logit;
/// stable for every z, and exact to the last place of 1 however large z is; its gradient is softmax z * sum t - t.
public struct CrossEntropyLoss: LossFunction {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func row<V: KernelVector>(
    _ vector: V.Type, _ row: LossRow<V.Scalar>, _ targets: Targets<V.Scalar>, _ scale: V.Scalar
  ) -> V.Scalar {
    let (largest, sum) = unsafe CrossEntropyLoss.exponentials(
      V.self, from: row.output, into: row.delta, count: row.count, columns: row.columns)
    let logSum = V.logarithm(V(repeating: sum))
    var loss = V.zero, weight = V.zero, column = 0
    while column < row.columns {
      let t = unsafe targets.load(V.self, row: row.index, column: column, count: row.count)
      let z = unsafe V.keepFirst(row.count &- column, of: V(loading: row.output + column), filler: V.zero)
      loss = V.multiplyAdd(t, (V(repeating: largest) - z) + logSum, loss)
      weight = weight + t
      column &+= V.laneCount
    }
    let perUnit = V(repeating: weight.treeSum()) / V(repeating: sum)
    column = 0
    while column < row.columns {
      let t = unsafe targets.load(V.self, row: row.index, column: column, count: row.count)
      let error = unsafe V.multiplyAdd(V(loading: row.delta + column), perUnit, V.zero - t)
      unsafe (error * V(repeating: scale)).store(to: row.delta + column)
      column &+= V.laneCount
    }
    return loss.treeSum()
  }

  /// e^(z - m) of `count` logits, 0 in the pad lanes; m, and the sum. `from` may be `into`.
  @inlinable @inline(__always)
  static func exponentials<V: KernelVector>(
    _ vector: V.Type, from: UnsafePointer<V.Scalar>, into: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) -> (largest: V.Scalar, sum: V.Scalar) {
    let low = V(repeating: -V.Scalar.greatestFiniteMagnitude)
    var maximum = low, column = 0
    while column < columns {
      maximum = unsafe V.maximum(V.keepFirst(count &- column, of: V(loading: from + column), filler: low), maximum)
      column &+= V.laneCount
    }
    let largest = maximum.treeMaximum()
    var sum = V.zero
    column = 0
    while column < columns {
      let e = unsafe V.exponential(V(loading: from + column) - V(repeating: largest))
      let kept = V.keepFirst(count &- column, of: e, filler: V.zero)
      unsafe kept.store(to: into + column)
      sum = sum + kept
      column &+= V.laneCount
    }
    return (largest, sum.treeSum())
  }

  /// Softmax of a row of logits.
  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    let (_, sum) = unsafe CrossEntropyLoss.exponentials(
      V.self, from: output, into: output, count: count, columns: columns)
    var column = 0
    while column < columns {
      unsafe (V(loading: output + column) / V(repeating: sum)).store(to: output + column)
      column &+= V.laneCount
    }
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { true }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { 1 }
}
