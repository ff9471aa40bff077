/// y[n] <- f(bias[n] + sum over k of x[k] W[k, n]) for a single row: short chains of dependent additions instead of full registers.
///
/// - Reads x, `depth` scalars; the bias and W, `depth` rows of `columns` scalars.
/// - Overwrites y, `columns` scalars; those from `count` on are pads and become 0. May not alias what is read.
/// - Order: four sums: of the k of one remainder by four each, the first from the bias upwards, added as (s0 + s1) + (s2 + s3); with a
///   depth below four, as many sums as that.
/// - Cost: columns * depth multiply-adds; W is read once.
@safe public struct SingleRowProduct<Scalar: KernelScalar> {
  @usableFromInline let columns: Int
  @usableFromInline let count: Int
  @usableFromInline let depth: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let weights: Rows<Scalar>
  @usableFromInline let bias: UnsafePointer<Scalar>
  @usableFromInline let y: UnsafeMutablePointer<Scalar>
  @usableFromInline let activation: Activation

  @inlinable @inline(always)
  public init(
    columns: Int, count: Int, depth: Int, x: UnsafePointer<Scalar>, weights: Rows<Scalar>, bias: UnsafePointer<Scalar>,
    y: UnsafeMutablePointer<Scalar>, activation: Activation
  ) {
    self.columns = columns
    self.count = count
    self.depth = depth
    unsafe self.x = x
    unsafe self.weights = weights
    unsafe self.bias = bias
    unsafe self.y = y
    self.activation = activation
  }

  @inlinable @inline(always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    var column = 0
    switch columns {
    case 4: panel(OneVector<A.Vector4>.self, &column)
    case 8: panel(OneVector<A.Vector8>.self, &column)
    default: A.Tiles.cover(A.Vector16.self, self)
    }
  }

  @inlinable @inline(always)
  func panel<S: Strip>(_ strip: S.Type, _ column: inout Int) where S.Vector.Scalar == Scalar {
    unsafe sum(S.self, column).store(activation, count: count &- column, to: y + column)
    column &+= S.width
  }

  /// Whole vectors of x are spread from a register: they have just been made, and cannot be read back soon.
  @inlinable @inline(always)
  func sum<S: Strip>(_ strip: S.Type, _ column: Int) -> S where S.Vector.Scalar == Scalar {
    var s0 = unsafe S(loading: bias + column)
    if depth == 1 { return add(0, column, s0) }
    var s1 = S(repeating: 0), s2 = s1, s3 = s1, k = 0
    while k &+ S.Vector.laneCount <= depth {
      let lanes = unsafe S.Vector(loading: x + k)
      for lane in stride(from: 0, to: S.Vector.laneCount, by: 4) {
        s0 = add(lanes.lane(lane), k &+ lane, column, s0)
        s1 = add(lanes.lane(lane &+ 1), k &+ lane &+ 1, column, s1)
        s2 = add(lanes.lane(lane &+ 2), k &+ lane &+ 2, column, s2)
        s3 = add(lanes.lane(lane &+ 3), k &+ lane &+ 3, column, s3)
      }
      k &+= S.Vector.laneCount
    }
    while k &+ 4 <= depth {
      s0 = add(k, column, s0)
      s1 = add(k &+ 1, column, s1)
      s2 = add(k &+ 2, column, s2)
      s3 = add(k &+ 3, column, s3)
      k &+= 4
    }
    if k < depth { s0 = add(k, column, s0) }
    if k &+ 1 < depth { s1 = add(k &+ 1, column, s1) }
    if k &+ 2 < depth { s2 = add(k &+ 2, column, s2) }
    return depth == 2 ? s0 + s1 : depth == 3 ? (s0 + s1) + s2 : (s0 + s1) + (s2 + s3)
  }

  @inlinable @inline(always)
  func add<S: Strip>(_ k: Int, _ column: Int, _ sum: S) -> S where S.Vector.Scalar == Scalar {
    add(unsafe x[k], k, column, sum)
  }

  @inlinable @inline(always)
  func add<S: Strip>(_ x: Scalar, _ k: Int, _ column: Int, _ sum: S) -> S where S.Vector.Scalar == Scalar {
    unsafe S.multiplyAdd(S.Vector(repeating: x), S(loading: weights[k] + column), sum)
  }
}
