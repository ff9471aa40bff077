/// Cross-entropy of softmax z with a distribution t: sum over outputs of t (m - z), plus the sum of t times ln sum e^(z - m), m the largest
/// logit, where e^x counts as 0 below x = -60; stable for every z, and exact to the last place of 1 however large z is; its gradient is
/// softmax z * sum t - t.
public struct CrossEntropyLoss: LossFunction {
  @inlinable public init() {}

  /// Rows of one vector go through together, as many as it has lanes, the last of them with some that went before; wider rows, and fewer, one
  /// at a time.
  @inlinable @inline(always)
  public func rows<V: KernelVector>(_ block: LossBlock<V.Scalar>, into sums: inout LossLanes<V>) {
    var done = 0
    if block.columns == V.laneCount && block.rows >= V.laneCount {
      while done < block.rows {
        let first = min(done, block.rows &- V.laneCount)
        SoftmaxSquare(block: block, first: first).run(V.self, counted: done &- first, &sums.rest)
        done = first &+ V.laneCount
      }
    }
    while done < block.rows {
      line(V.self, block, done, &sums.rest)
      done &+= 1
    }
  }

  /// One row, of any width. Its sums are those of `SoftmaxSquare`, to the bit.
  @inlinable @inline(__always)
  func line<V: KernelVector>(
    _ vector: V.Type, _ block: LossBlock<V.Scalar>, _ row: Int, _ loss: inout V.Scalar
  ) {
    let z = unsafe block.outputs[row], e = unsafe block.delta[row]
    let largest = unsafe Self.maximum(V.self, z, count: block.count, columns: block.columns).treeMaximum()
    let (sums, _) = unsafe Self.exponentials(
      V.self, from: z, into: e, largest, count: block.count, columns: block.columns)
    var weight = V.zero, distances = V.zero, column = 0
    while column < block.columns {
      let rest = block.count &- column, t = V.pad(block.target(V.self, row, column), from: rest)
      let distance = V.pad(V(repeating: largest) - block.output(V.self, row, column), from: rest)
      weight = weight + t
      distances = distances + Self.product(t, distance)
      column &+= V.laneCount
    }
    let total = weight.treeSum(), units = sums.treeSum()
    let factor = V(repeating: total * block.scale) / V(repeating: units)
    column = 0
    while column < block.columns {
      let t = block.target(V.self, row, column)
      block.store(unsafe Self.error(V(loading: e + column), factor, t, scale: block.scale), row, column)
      column &+= V.laneCount
    }
    loss += distances.treeSum() + total * V.Quad.logarithm(V.Quad(repeating: units)).lane(0)
  }

  /// scale (w e / sum e - t), with w the sum of t and `factor` scale w / sum e.
  @inlinable @inline(__always)
  static func error<V: KernelVector>(_ e: V, _ factor: V, _ t: V, scale: V.Scalar) -> V {
    V.multiplyAdd(e, factor, t * V(repeating: -scale))
  }

  /// t (m - z), 0 where t is, also where z is so far below m that the distance is infinite.
  @inlinable @inline(__always)
  static func product<V: KernelVector>(_ t: V, _ distance: V) -> V {
    V.select(where: V.absolute(t), exceeds: V.zero, then: t * distance, else: t)
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

  /// e^(z - m) of `count` logits, 0 in the pad lanes, and their sums by lanes. `from` may be `into`. The last vector is also returned: it is all
  /// there is in a narrow row, and cannot be read back soon.
  @inlinable @inline(__always)
  static func exponentials<V: KernelVector>(
    _ vector: V.Type, from: UnsafePointer<V.Scalar>, into: UnsafeMutablePointer<V.Scalar>, _ largest: V.Scalar,
    count: Int, columns: Int
  ) -> (sums: V, last: V) {
    var sums = V.zero, last = V.zero, column = 0
    repeat {
      let e = unsafe V.exponentialOrZero(V(loading: from + column) - V(repeating: largest))
      last = V.pad(e, from: count &- column)
      unsafe last.store(to: into + column)
      sums = sums + last
      column &+= V.laneCount
    } while column < columns
    return (sums, last)
  }

  /// Softmax of a row of logits.
  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    let largest = unsafe CrossEntropyLoss.maximum(V.self, output, count: count, columns: columns).treeMaximum()
    let (sums, last) = unsafe CrossEntropyLoss.exponentials(
      V.self, from: output, into: output, largest, count: count, columns: columns)
    let perUnit = V(repeating: 1) / V(repeating: sums.treeSum())
    var column = 0
    repeat {
      let e = unsafe columns <= V.laneCount ? last : V(loading: output + column)
      unsafe (e * perUnit).store(to: output + column)
      column &+= V.laneCount
    } while column < columns
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { true }
  @inlinable @inline(__always)
  public var isCategorical: Bool { true }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { 1 }
}
