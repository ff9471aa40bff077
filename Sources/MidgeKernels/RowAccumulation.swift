/// Where the gradient of a weight row goes when there is one sample: straight into the weights, if the rule is plain gradient descent and no
/// gradient waits; else into the gradient buffer, from which an update of the whole layer takes it (`awaitsUpdate`).
@safe public struct RowAccumulation<Scalar: KernelScalar> {
  @usableFromInline let update: ParameterUpdate<Scalar>
  @usableFromInline let accumulates: Bool

  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>, accumulates: Bool) {
    self.update = update
    self.accumulates = accumulates
  }

  /// Whether there is something to do after the layer's last row.
  @inlinable @inline(always)
  public var awaitsUpdate: Bool {
    switch update.rule {
    case .none: false
    case .gradientDescent: accumulates
    default: true
    }
  }

  /// Accounts for the gradient a * b of the weights at a place; returns the weights as they were.
  @inlinable @inline(always)
  func add<V: KernelVector>(row: Int, columns: Int, _ column: Int, _ a: V, _ b: V) -> V where V.Scalar == Scalar {
    let offset = row &* columns &+ column
    let w = unsafe V(loading: update.buffers.parameters + offset), place = unsafe update.buffers.gradients + offset
    if accumulates {
      unsafe V.multiplyAdd(a, b, V(loading: place)).store(to: place)
    } else if case .gradientDescent(let rate) = update.rule {
      unsafe GradientDescentUpdate(rate: rate).apply(a * b, update.buffers, at: offset)
    } else {
      unsafe (a * b).store(to: place)
    }
    return w
  }

  /// The gradient of a bias row is dy itself; `first` is its first vector.
  @inlinable @inline(always)
  func bias<V: KernelVector>(_ first: V, _ dy: UnsafePointer<Scalar>, row: Int, columns: Int)
  where V.Scalar == Scalar {
    var column = 0
    repeat {
      let d = unsafe column == 0 ? first : V(loading: dy + column)
      _ = add(row: row, columns: columns, column, V(repeating: 1), d)
      column &+= V.laneCount
    } while column < columns
  }
}
