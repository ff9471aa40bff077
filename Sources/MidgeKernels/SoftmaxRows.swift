/// Softmax of a row of `count` scalars, and its gradient. Pad lanes of what is written become 0.
@usableFromInline
struct SoftmaxRow {
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  init(count: Int) { self.count = count }

  /// y <- softmax x, as the cross-entropy predicts it, to the bit: e^(x - m) / sum e^(x - m), m the largest, where e^x counts as 0 below -60.
  @inlinable @inline(__always)
  func values<V: KernelVector>(
    _ vector: V.Type, _ x: UnsafePointer<V.Scalar>, into y: UnsafeMutablePointer<V.Scalar>
  ) {
    var columns = 0
    while columns < count {
      unsafe V.load(x, column: columns, count: count).store(to: y + columns)
      columns &+= V.laneCount
    }
    unsafe CrossEntropyLoss().predict(V.self, output: y, count: count, columns: columns)
  }

  /// d <- y (d - sum of d y), from y = softmax x, pads 0. Order: lane by lane, then in a tree.
  @inlinable @inline(__always)
  func gradient<V: KernelVector>(
    _ vector: V.Type, _ d: UnsafeMutablePointer<V.Scalar>, output y: UnsafePointer<V.Scalar>
  ) {
    var sums = V.zero
    for column in stride(from: 0, to: count, by: V.laneCount) {
      sums = unsafe V.multiplyAdd(V(loading: d + column), V(loading: y + column), sums)
    }
    let sum = V(repeating: sums.treeSum())
    for column in stride(from: 0, to: count, by: V.laneCount) {
      unsafe ((V(loading: d + column) - sum) * V(loading: y + column)).store(to: d + column)
    }
  }
}

/// delta <- the gradient by x, from that by y = softmax x, row by row.
///
/// - Reads `output`; overwrites `delta`; both `rows` rows of `count` scalars and their pads, which are 0 and stay 0.
/// - Cost: two reads of each, one write.
@safe public struct SoftmaxGradient<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let output: Rows<Scalar>
  @usableFromInline let delta: MutableRows<Scalar>

  @inlinable @inline(__always)
  public init(rows: Int, count: Int, output: Rows<Scalar>, delta: MutableRows<Scalar>) {
    self.rows = rows
    self.count = count
    unsafe self.output = output
    unsafe self.delta = delta
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    for row in 0..<rows { unsafe SoftmaxRow(count: count).gradient(V.self, delta[row], output: output[row]) }
  }
}
