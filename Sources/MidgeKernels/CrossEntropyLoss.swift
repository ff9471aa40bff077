/// Cross-entropy of softmax z with a distribution t: sum over outputs of t (m - z), plus the sum of t times ln sum e^(z - m), m the largest
/// logit, where e^x counts as 0 below x = -60; stable for every z, and exact to the last place of 1 however large z is; its gradient is softmax z * sum t - t.
public struct CrossEntropyLoss: LossFunction {
  @inlinable public init() {}

  /// In passes over the block, so that rows that do not wait for each other are under way together.
  @inlinable @inline(__always)
  public func rows<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, groups: Int, lines: Int, into total: inout LossSums<V>
  ) {
    let zero = V.Quad.zero
    var maxima = InlineArray<4, V.Quad>(repeating: zero), sums = InlineArray<4, V.Quad>(repeating: zero)
    var weights = InlineArray<4, V.Quad>(repeating: zero)
    let all = lines > 1
    for group in 0..<groups {
      let first = row &+ 4 &* group, m = largest(V.self, block, first)
      maxima[group] =
        all
        ? V.treeMaxima(
          m, largest(V.self, block, first &+ 1), largest(V.self, block, first &+ 2), largest(V.self, block, first &+ 3))
        : V.Quad(repeating: m.treeMaximum())
    }
    for group in 0..<groups {
      let first = row &+ 4 &* group, m = maxima[group]
      exponentials(V.self, block, first, m.lane(0))
      if all {
        exponentials(V.self, block, first &+ 1, m.lane(1))
        exponentials(V.self, block, first &+ 2, m.lane(2))
        exponentials(V.self, block, first &+ 3, m.lane(3))
      }
    }
    for group in 0..<groups {
      let first = row &+ 4 &* group, m = maxima[group]
      let a = lineSums(V.self, block, first, m.lane(0), &total)
      let b = all ? lineSums(V.self, block, first &+ 1, m.lane(1), &total) : a
      let c = all ? lineSums(V.self, block, first &+ 2, m.lane(2), &total) : a
      let d = all ? lineSums(V.self, block, first &+ 3, m.lane(3), &total) : a
      sums[group] = LossBlock<V.Scalar>.sums(lines: lines, a.sum, b.sum, c.sum, d.sum)
      weights[group] = LossBlock<V.Scalar>.sums(lines: lines, a.weight, b.weight, c.weight, d.weight)
    }
    for group in 0..<groups {
      let first = row &+ 4 &* group, perUnit = weights[group] / sums[group]
      gradient(V.self, block, first, perUnit.lane(0))
      if all {
        gradient(V.self, block, first &+ 1, perUnit.lane(1))
        gradient(V.self, block, first &+ 2, perUnit.lane(2))
        gradient(V.self, block, first &+ 3, perUnit.lane(3))
      }
    }
    for group in 0..<groups {
      let logarithms = weights[group] * V.Quad.logarithm(sums[group])
      total.rest += logarithms.lane(0)
      if all { total.rest = ((total.rest + logarithms.lane(1)) + logarithms.lane(2)) + logarithms.lane(3) }
    }
  }

  /// The largest logit, somewhere among the lanes.
  @inlinable @inline(__always)
  func largest<V: KernelVector>(_ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int) -> V {
    unsafe CrossEntropyLoss.maximum(V.self, block.outputs[row], count: block.count, columns: block.columns)
  }

  /// Leaves e^(z - m) of a row where its gradient goes.
  @inlinable @inline(__always)
  func exponentials<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, _ largest: V.Scalar
  ) {
    unsafe CrossEntropyLoss.exponentials(
      V.self, from: block.outputs[row], into: block.delta[row], largest, count: block.count, columns: block.columns)
  }

  /// The sums of e^(z - m) and of t, spread over the lanes.
  @usableFromInline
  struct LineSums<V: KernelVector> {
    @usableFromInline var sum: V
    @usableFromInline var weight: V
    @inlinable @inline(__always)
    init() { (sum, weight) = (V.zero, V.zero) }
  }

  /// Adds t (m - z) to the loss on the way.
  @inlinable @inline(__always)
  func lineSums<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, _ largest: V.Scalar, _ total: inout LossSums<V>
  ) -> LineSums<V> {
    var sums = LineSums<V>(), column = 0
    while column < block.columns {
      let t = block.target(V.self, row, column)
      let distance = V.pad(V(repeating: largest) - block.output(V.self, row, column), from: block.count &- column)
      sums.sum = unsafe sums.sum + V(loading: block.delta[row] + column)
      total.lanes = total.lanes + t * distance
      sums.weight = sums.weight + t
      column &+= V.laneCount
    }
    return sums
  }

  /// (e^(z - m) * perUnit - t) * scale
  @inlinable @inline(__always)
  func gradient<V: KernelVector>(_ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, _ perUnit: V.Scalar) {
    var column = 0
    while column < block.columns {
      let t = block.target(V.self, row, column), e = unsafe V(loading: block.delta[row] + column)
      let error = V.multiplyAdd(e, V(repeating: perUnit), V.zero - t)
      block.store(error * V(repeating: block.scale), row, column)
      column &+= V.laneCount
    }
  }

  @inlinable @inline(__always)
  static func maximum<V: KernelVector>(
    _ vector: V.Type, _ output: UnsafePointer<V.Scalar>, count: Int, columns: Int
  ) -> V {
    let low = V(repeating: -V.Scalar.greatestFiniteMagnitude)
    var maximum = low, column = 0
    while column < columns {
      maximum = unsafe V.maximum(V.keepFirst(count &- column, of: V(loading: output + column), filler: low), maximum)
      column &+= V.laneCount
    }
    return maximum
  }

  /// e^(z - m) of `count` logits, 0 in the pad lanes. `from` may be `into`.
  @inlinable @inline(__always)
  static func exponentials<V: KernelVector>(
    _ vector: V.Type, from: UnsafePointer<V.Scalar>, into: UnsafeMutablePointer<V.Scalar>, _ largest: V.Scalar,
    count: Int, columns: Int
  ) {
    var column = 0
    while column < columns {
      let e = unsafe V.exponentialOrZero(V(loading: from + column) - V(repeating: largest))
      unsafe V.pad(e, from: count &- column).store(to: into + column)
      column &+= V.laneCount
    }
  }

  /// Softmax of a row of logits.
  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    let largest = unsafe CrossEntropyLoss.maximum(V.self, output, count: count, columns: columns).treeMaximum()
    unsafe CrossEntropyLoss.exponentials(
      V.self, from: output, into: output, largest, count: count, columns: columns)
    var sum = V.zero, column = 0
    while column < columns {
      sum = unsafe sum + V(loading: output + column)
      column &+= V.laneCount
    }
    let perUnit = V(repeating: 1) / V(repeating: sum.treeSum())
    column = 0
    while column < columns {
      unsafe (V(loading: output + column) * perUnit).store(to: output + column)
      column &+= V.laneCount
    }
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { true }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { 1 }
}
