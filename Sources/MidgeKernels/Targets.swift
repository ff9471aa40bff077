/// What a row of outputs should be: values beside it, or the index of its class, which stands for a row of 0 with one 1.
@unsafe public enum Targets<Scalar: KernelScalar> {
  case values(Rows<Scalar>)
  case classes(UnsafePointer<Int32>)

  /// The lanes from `column` of a row's target, of `rows` rows; beyond `count`, anything. Where the rows that follow make room, a whole vector is
  /// read; memory behind the last is not touched.
  @inlinable @inline(__always)
  func load<V: KernelVector>(_ vector: V.Type, row: Int, column: Int, count: Int, rows: Int) -> V
  where V.Scalar == Scalar {
    switch unsafe self {
    case .values(let values):
      let place = unsafe values[row] + column
      let isWhole = unsafe Self.hasWhole(V.self, of: values, row: row, column: column, count: count, rows: rows)
      return isWhole ? unsafe V(loading: place) : unsafe V(loading: place, count: count &- column)
    case .classes(let labels):
      let distance = unsafe V.laneIndices - V(repeating: Scalar(Int(labels[row]) &- column))
      let near = V(repeating: 0.5)
      return V.select(where: near, exceeds: V.absolute(distance), then: V(repeating: 1), else: V.zero)
    }
  }

  /// Whether memory goes on for a whole vector from `column` of a row on.
  @inlinable @inline(__always)
  static func hasWhole<V: KernelVector>(
    _ vector: V.Type, of values: Rows<Scalar>, row: Int, column: Int = 0, count: Int, rows: Int
  ) -> Bool where V.Scalar == Scalar {
    unsafe (rows &- 1 &- row) &* values.stride &+ count &- column >= V.laneCount
  }

  /// One value of a row's target.
  @inlinable @inline(__always)
  public func value(row: Int, column: Int) -> Scalar {
    switch unsafe self {
    case .values(let rows): unsafe rows[row][column]
    case .classes(let labels): unsafe Int(labels[row]) == column ? 1 : 0
    }
  }

  /// The same targets, `rowCount` rows further on.
  @inlinable @inline(__always)
  public func advanced(by rowCount: Int) -> Targets {
    switch unsafe self {
    case .values(let rows): unsafe .values(Rows(base: rows[rowCount], stride: rows.stride))
    case .classes(let labels): unsafe .classes(labels + rowCount)
    }
  }
}
