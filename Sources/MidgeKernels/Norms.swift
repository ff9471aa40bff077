/// Sum of squares of `count` scalars, a multiple of 16, pads 0: blocks of 1024 by lanes and a fixed tree, the blocks added in `Double` in their order.
@safe public struct SquareSum<Scalar: KernelScalar> {
  @usableFromInline let values: UnsafePointer<Scalar>
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  public init(_ values: UnsafePointer<Scalar>, count: Int) {
    unsafe self.values = values
    self.count = count
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) -> Double where V.Scalar == Scalar {
    var total = 0.0, first = 0
    while first < count {
      let end = min(first &+ 1024, count)
      var sums = V.zero
      while first < end {
        let x = unsafe V(loading: values + first)
        sums = V.multiplyAdd(x, x, sums)
        first &+= V.laneCount
      }
      total += Double(sums.treeSum())
    }
    return total
  }
}

/// w <- w limit / |w| where |w| is above the limit; w the incoming weights of one unit, without its bias (Srebro et al., 2004; Keras' MaxNorm).
///
/// - Overwrites `rows` rows of `columns` scalars. A unit is a column, or, where `isByRow`, a row.
/// - Cost: two passes.
@safe public struct NormConstraint<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let weights: MutableRows<Scalar>
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let isByRow: Bool
  @usableFromInline let limit: Scalar

  @inlinable @inline(__always)
  public init(weights: MutableRows<Scalar>, rows: Int, columns: Int, isByRow: Bool, limit: Scalar) {
    unsafe self.weights = weights
    self.rows = rows
    self.columns = columns
    self.isByRow = isByRow
    self.limit = limit
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    if isByRow {
      for row in 0..<rows {
        let sums = squares(V.self, row..<row &+ 1, 0..<columns)
        scale(row..<row &+ 1, 0..<columns, by: factor(V(repeating: sums.treeSum())))
      }
    } else {
      for column in stride(from: 0, to: columns, by: V.laneCount) {
        let range = column..<column &+ V.laneCount
        scale(0..<rows, range, by: factor(squares(V.self, 0..<rows, range)))
      }
    }
  }

  @inlinable @inline(__always)
  func factor<V: KernelVector>(_ squares: V) -> V where V.Scalar == Scalar {
    let limit = V(repeating: limit), norm = squares.squareRoot()
    return V.select(where: norm, exceeds: limit, then: limit / norm, else: V(repeating: 1))
  }

  @inlinable @inline(__always)
  func squares<V: KernelVector>(_ vector: V.Type, _ rows: Range<Int>, _ columns: Range<Int>) -> V
  where V.Scalar == Scalar {
    var sums = V.zero
    for row in rows {
      for column in stride(from: columns.lowerBound, to: columns.upperBound, by: V.laneCount) {
        let w = unsafe V(loading: weights[row] + column)
        sums = V.multiplyAdd(w, w, sums)
      }
    }
    return sums
  }

  @inlinable @inline(__always)
  func scale<V: KernelVector>(_ rows: Range<Int>, _ columns: Range<Int>, by factor: V) where V.Scalar == Scalar {
    for row in rows {
      for column in stride(from: columns.lowerBound, to: columns.upperBound, by: V.laneCount) {
        let place = unsafe weights[row] + column
        unsafe (V(loading: place) * factor).store(to: place)
      }
    }
  }
}
