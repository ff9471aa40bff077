/// The backward pass of a layer of at most four outputs for a single row: g[o, i] = dy[o] x[i], of which each weight row is read and
/// written once.
///
/// - Reads dy, four scalars, pads 0; x, `width` scalars, pads 0; W, `count` rows of `width` scalars, and four biases behind them.
/// - Overwrites as `SingleRowGradient` does; if dx is given, overwrites it with sum over o of dy[o] W[o], times f'(x), `width` scalars.
/// - Order of dx: over the outputs upwards.
@safe public struct NarrowSingleRowGradient<Accumulation: RowAccumulation>: VectorOperation {
  public typealias Scalar = Accumulation.Scalar
  @usableFromInline let width: Int
  @usableFromInline let count: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let dy: UnsafePointer<Scalar>
  @usableFromInline let dx: UnsafeMutablePointer<Scalar>?
  @usableFromInline let inputActivation: Activation
  @usableFromInline let accumulation: Accumulation

  @inlinable @inline(always)
  public init(
    width: Int, count: Int, x: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>, dx: UnsafeMutablePointer<Scalar>?,
    inputActivation: Activation, accumulation: Accumulation
  ) {
    self.width = width
    self.count = count
    unsafe self.x = x
    unsafe self.dy = dy
    unsafe self.dx = dx
    self.inputActivation = inputActivation
    self.accumulation = accumulation
  }

  /// dy stays in a register: it has just been made.
  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let d = unsafe V.Quad(loading: dy)
    unsafe accumulation.bias(d, dy, columns: 4, at: count &* width)
    let d0 = V(repeating: d.lane(0)), d1 = V(repeating: d.lane(1))
    let d2 = V(repeating: d.lane(2)), d3 = V(repeating: d.lane(3))
    var column = 0
    while column < width {
      let v = unsafe V(loading: x + column)
      var sum = accumulation.add(d0, v, at: column) * d0
      if count > 1 { sum = one(1, column, d1, v, sum) }
      if count > 2 { sum = one(2, column, d2, v, sum) }
      if count > 3 { sum = one(3, column, d3, v, sum) }
      if let dx = unsafe dx { unsafe inputActivation.gradient(sum, output: v).store(to: dx + column) }
      column &+= V.laneCount
    }
  }

  @inlinable @inline(always)
  func one<V: KernelVector>(_ o: Int, _ column: Int, _ d: V, _ v: V, _ sum: V) -> V where V.Scalar == Scalar {
    V.multiplyAdd(d, accumulation.add(d, v, at: o &* width &+ column), sum)
  }
}
