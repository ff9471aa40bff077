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

  @inlinable @inline(always)
  init(block: LossBlock<Scalar>, first: Int) { (self.block, self.first) = (block, first) }

  /// Adds the rows' losses to `loss`, in order, but for as many as are counted already.
  @inlinable @inline(always)
  func run<V: KernelVector>(_ vector: V.Type, counted: Int, _ loss: inout Scalar) where V.Scalar == Scalar {
    let count = block.count
    let targets = unsafe wholeTargets(V.self)
    let outputs = unsafe Rows(base: block.outputs[first], stride: block.outputs.stride)
    // As many columns as there are lanes are overwritten, and no others read. Of zeros, the compiler would make a call that clears the memory.
    let filler = unsafe V(loading: outputs[0])
    var t = InlineArray<16, V>(repeating: filler), z = InlineArray<16, V>(repeating: filler)
    unsafe columns(targets.rows, targets.last, into: &t)
    unsafe columns(outputs, outputs, into: &z)
    var largest = V(repeating: -Scalar.greatestFiniteMagnitude)
    for column in 0..<count { largest = unsafe V.maximum(z[unchecked: column], largest) }
    let distances = Self.treeSum {
      unsafe CrossEntropyLoss.product(t[unchecked: $0], largest - z[unchecked: $0])
    }
    for column in 0..<count {
      unsafe z[unchecked: column] = V.exponentialOrZero(z[unchecked: column] - largest)
    }
    let weights = Self.treeSum { unsafe t[unchecked: $0] }, units = Self.treeSum { unsafe z[unchecked: $0] }
    let factor = weights * V(repeating: block.scale) / units
    for column in 0..<count {
      unsafe z[unchecked: column] = CrossEntropyLoss.error(
        z[unchecked: column], factor, t[unchecked: column], scale: block.scale)
    }
    unsafe withUnsafeMutableBytes(of: &z) { z in
      let errors = unsafe UnsafePointer(z.assumingMemoryBound(to: Scalar.self).baseAddress!)
      unsafe V.transpose(
        Rows(base: errors, stride: V.laneCount), into: MutableRows(base: block.delta[first], stride: block.delta.stride)
      )
    }
    if block.activation != .identity {
      for line in first..<first &+ V.laneCount { block.store(unsafe V(loading: block.delta[line]), line, 0) }
    }
    let losses = distances + weights * V.logarithm(units)
    unsafe withUnsafeBytes(of: losses) { losses in
      let losses = unsafe losses.assumingMemoryBound(to: Scalar.self)
      for line in counted..<V.laneCount { loss += unsafe losses[line] }
    }
  }

  /// The columns of rows that are a whole vector long, the last four of which lie in `last`; 0 from `count` on, up to the lane count.
  @inlinable @inline(always)
  func columns<V: KernelVector>(
    _ rows: Rows<Scalar>, _ last: Rows<Scalar>, into columns: inout InlineArray<16, V>
  ) where V.Scalar == Scalar {
    unsafe fourColumns(0, rows, last, into: &columns)
    if V.laneCount >= 8 { unsafe fourColumns(4, rows, last, into: &columns) }
    if V.laneCount >= 16 {
      unsafe fourColumns(8, rows, last, into: &columns)
      if block.count > 12 {
        unsafe fourColumns(12, rows, last, into: &columns)
      } else {
        for column in 12..<16 { unsafe columns[unchecked: column] = .zero }
      }
    }
  }

  @inlinable @inline(always)
  func fourColumns<V: KernelVector>(
    _ column: Int, _ rows: Rows<Scalar>, _ last: Rows<Scalar>, into columns: inout InlineArray<16, V>
  ) where V.Scalar == Scalar {
    let four = V.transposed { line in
      unsafe V.Quad(loading: (line < V.laneCount &- 4 ? rows[line] : last[line]) + column)
    }
    // A row of no more columns than half a vector's would be padded to a shorter one.
    let count = column &+ 4 <= V.laneCount / 2 ? 4 : block.count &- column
    unsafe columns[unchecked: column] = four.0
    unsafe columns[unchecked: column &+ 1] = count > 1 ? four.1 : .zero
    unsafe columns[unchecked: column &+ 2] = count > 2 ? four.2 : .zero
    unsafe columns[unchecked: column &+ 3] = count > 3 ? four.3 : .zero
  }

  /// Targets in rows of a whole vector; of the last four, there are others. Classes, and rows behind which memory may end, are written to
  /// where the gradient goes. (`columns` is the padded count: a vector ends within three rows behind its own.)
  @inlinable @inline(always)
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
  @inlinable @inline(always)
  static func treeSum<V: KernelVector>(_ column: (Int) -> V) -> V {
    @inline(always) func pair(_ i: Int) -> V { V.laneCount < 16 ? column(i) : column(i) + column(i &+ 8) }
    @inline(always) func four(_ i: Int) -> V { V.laneCount < 8 ? pair(i) : pair(i) + pair(i &+ 4) }
    return (four(0) + four(2)) + (four(1) + four(3))
  }
}
