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
    let wholeRows = unsafe block.targets.wholeRows(V.self, count: count, rows: block.rows) &- first
    for line in max(0, wholeRows)..<max(wholeRows, V.laneCount) {
      unsafe block.target(V.self, first &+ line, 0).store(to: block.delta[first &+ line])
    }
    var z = InlineArray<16, V>(repeating: V.zero), t = InlineArray<16, V>(repeating: V.zero)
    var distances = InlineArray<16, V>(repeating: V.zero)
    V.transpose({ unsafe V(loading: target($0, $0 < wholeRows)) }, { unsafe t[unchecked: $0] = $1 })
    V.transpose({ block.output(V.self, first &+ $0, 0) }, { unsafe z[unchecked: $0] = $1 })
    for column in count..<V.laneCount {
      unsafe t[unchecked: column] = V.zero
      unsafe z[unchecked: column] = V.zero
    }
    var largest = V(repeating: -Scalar.greatestFiniteMagnitude)
    for column in 0..<count { largest = unsafe V.maximum(z[unchecked: column], largest) }
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
    V.transpose({ unsafe z[unchecked: $0] }, { block.store($1, first &+ $0, 0) })
    unsafe withUnsafeBytes(of: losses) { bytes in
      for line in counted..<V.laneCount {
        loss += unsafe bytes.load(fromByteOffset: line &* MemoryLayout<Scalar>.stride, as: Scalar.self)
      }
    }
  }

  /// Where a whole vector of a row's target can be read: in place, or, if memory may end before it does, where it has been copied to.
  @inlinable @inline(__always)
  func target(_ line: Int, _ isWhole: Bool) -> UnsafePointer<Scalar> {
    let copy = unsafe UnsafePointer(block.delta[first &+ line])
    guard case .values(let values) = unsafe block.targets else { return unsafe copy }
    return unsafe isWhole ? values[first &+ line] : copy
  }

  /// The vectors of all columns summed as `KernelVector.treeSum` sums lanes.
  @inlinable @inline(__always)
  static func treeSum<V: KernelVector>(_ column: (Int) -> V) -> V {
    func pair(_ i: Int) -> V { V.laneCount < 16 ? column(i) : column(i) + column(i &+ 8) }
    func four(_ i: Int) -> V { V.laneCount < 8 ? pair(i) : pair(i) + pair(i &+ 4) }
    return (four(0) + four(2)) + (four(1) + four(3))
  }
}
