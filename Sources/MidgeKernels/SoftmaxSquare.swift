/// Cross-entropy of as many rows as a vector has lanes, in rows of one vector: transposed, so that a lane is a row, what is taken over a row
/// is taken over vectors, and no exponential is taken of pads.
///
/// - Reads and writes what `LossRows` does.
/// - Order: sums over a row as `KernelVector.treeSum` takes them over lanes.
/// - Cost: three transpositions, `count` exponentials, one logarithm, two divisions.
@usableFromInline @safe
struct SoftmaxSquare<Scalar: KernelScalar> {
  @usableFromInline let block: LossBlock<Scalar>
  @usableFromInline let first: Int

  @inlinable @inline(__always)
  init(block: LossBlock<Scalar>, first: Int) { (self.block, self.first) = (block, first) }

  /// Adds the rows' losses to `loss`, in order, but for as many as are counted already.
  @inlinable @inline(__always)
  func run<V: KernelVector>(_ vector: V.Type, counted: Int, _ loss: inout Scalar) where V.Scalar == Scalar {
    let count = block.count, scale = V(repeating: block.scale)
    let targets = unsafe wholeTargets(V.self)
    let outputs = unsafe Rows(base: block.outputs[first], stride: block.outputs.stride)
    let t = unsafe columns(V.self, targets.rows, targets.last)
    var z = unsafe columns(V.self, outputs, outputs)
    var largest = V(repeating: -Scalar.greatestFiniteMagnitude)
    for column in 0..<count { largest = unsafe V.maximum(z[unchecked: column], largest) }
    var distances = t
    for column in 0..<count {
      let logit = unsafe z[unchecked: column]
      unsafe distances[unchecked: column] = CrossEntropyLoss.product(t[unchecked: column], largest - logit)
      unsafe z[unchecked: column] = V.exponentialOrZero(logit - largest)
    }
    let weights = Self.treeSum { unsafe t[unchecked: $0] }, units = Self.treeSum { unsafe z[unchecked: $0] }
    let losses = Self.treeSum { unsafe distances[unchecked: $0] } + weights * V.logarithm(units)
    let perUnit = weights / units
    for column in 0..<count {
      let error = unsafe V.multiplyAdd(z[unchecked: column], perUnit, V.zero - t[unchecked: column])
      unsafe z[unchecked: column] = error * scale
    }
    unsafe withUnsafeBytes(of: z) { z in
      let errors = unsafe z.assumingMemoryBound(to: Scalar.self).baseAddress!
      unsafe V.transpose(
        Rows(base: errors, stride: V.laneCount), into: MutableRows(base: block.delta[first], stride: block.delta.stride)
      )
    }
    if block.activation != .identity {
      for line in first..<first &+ V.laneCount { block.store(unsafe V(loading: block.delta[line]), line, 0) }
    }
    unsafe withUnsafeBytes(of: losses) { losses in
      let losses = unsafe losses.assumingMemoryBound(to: Scalar.self)
      for line in counted..<V.laneCount { loss += unsafe losses[line] }
    }
  }

  /// The columns of rows that are a whole vector long, the last four of which lie in `last`; those from `count` on are 0.
  @inlinable @inline(__always)
  func columns<V: KernelVector>(
    _ vector: V.Type, _ rows: Rows<Scalar>, _ last: Rows<Scalar>
  ) -> InlineArray<16, V> where V.Scalar == Scalar {
    InlineArray { columns in unsafe append(V.self, rows, last, to: &columns) }
  }

  @inlinable @inline(__always)
  func append<V: KernelVector>(
    _ vector: V.Type, _ rows: Rows<Scalar>, _ last: Rows<Scalar>, to columns: inout OutputSpan<V>
  ) where V.Scalar == Scalar {
    @inline(__always) func quad(_ line: Int, _ number: Int) -> V.Quad {
      unsafe V.Quad(loading: (line < V.laneCount &- 4 ? rows[line] : last[line]) + 4 &* number)
    }
    // A row of fewer columns would be padded to a shorter vector: so many are never asked about.
    let count = max(block.count, V.laneCount > 4 ? V.laneCount / 2 &+ 1 : 1)
    @inline(__always) func add(_ column: Int, _ value: V) { columns.append(column < count ? value : V.zero) }
    V.transpose(quad, add)
    while columns.count < 16 { columns.append(V.zero) }
  }

  /// Targets in rows of a whole vector; of the last four, there are others. Classes, and rows behind which memory may end, are written to
  /// where the gradient goes. (`columns` is the padded count: a vector ends within three rows behind its own.)
  @inlinable @inline(__always)
  func wholeTargets<V: KernelVector>(_ vector: V.Type) -> (rows: Rows<Scalar>, last: Rows<Scalar>)
  where V.Scalar == Scalar {
    let written = unsafe Rows(base: UnsafePointer(block.delta[first]), stride: block.delta.stride)
    var rows = unsafe written, last = unsafe written, inPlace = 0
    if case .values(let values) = unsafe block.targets {
      unsafe rows = Rows(base: values[first], stride: values.stride)
      inPlace = V.laneCount &- 4
      let end = first &+ V.laneCount &- 1
      if unsafe Targets.hasWhole(V.self, of: values, row: end, count: block.count, rows: block.rows) {
        unsafe last = rows
        inPlace = V.laneCount
      }
    }
    for line in inPlace..<V.laneCount {
      unsafe block.target(V.self, first &+ line, 0).store(to: block.delta[first &+ line])
    }
    return unsafe (rows, last)
  }

  /// The vectors of all columns summed as `KernelVector.treeSum` sums lanes.
  @inlinable @inline(__always)
  static func treeSum<V: KernelVector>(_ column: (Int) -> V) -> V {
    @inline(__always) func pair(_ i: Int) -> V { V.laneCount < 16 ? column(i) : column(i) + column(i &+ 8) }
    @inline(__always) func four(_ i: Int) -> V { V.laneCount < 8 ? pair(i) : pair(i) + pair(i &+ 4) }
    return (four(0) + four(2)) + (four(1) + four(3))
  }
}
