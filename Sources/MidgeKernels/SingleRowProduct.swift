/// y[n] <- f(bias[n] + sum over k of x[k] W[k, n]) for a single row: short chains of dependent additions instead of full registers.
///
/// - Reads x, `depth` scalars; the bias and W, `depth` rows of `columns` scalars, one behind the other.
/// - Overwrites y, `columns` scalars; those from `count` on are pads and become 0. May not alias what is read.
/// - Order: four sums: of the k of one remainder by four each, the first from the bias upwards, added as (s0 + s1) + (s2 + s3); with a
///   depth below four, as many sums as that.
/// - Cost: columns * depth multiply-adds; W is read once.
@safe public struct SingleRowProduct<Scalar: KernelScalar> {
  @usableFromInline let columns: Int
  @usableFromInline let count: Int
  @usableFromInline let depth: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let weights: UnsafePointer<Scalar>
  @usableFromInline let bias: UnsafePointer<Scalar>
  @usableFromInline let y: UnsafeMutablePointer<Scalar>
  @usableFromInline let activation: Activation

  @inlinable @inline(always)
  public init(
    columns: Int, count: Int, depth: Int, x: UnsafePointer<Scalar>, weights: UnsafePointer<Scalar>,
    bias: UnsafePointer<Scalar>,
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
    switch columns {
    case 4: runOneVector(A.Vector4.self)
    case 8: runOneVector(A.Vector8.self)
    case 16: runOneVector(A.Vector16.self)
    default: A.Tiles.cover(A.Vector16.self, self)
    }
  }

  /// Rows of one vector: where each lies behind the first is then known to the compiler.
  @inlinable @inline(always)
  func runOneVector<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let product = unsafe SingleRowProduct(
      columns: V.laneCount, count: count, depth: depth, x: x, weights: weights, bias: bias, y: y, activation: activation
    )
    var column = 0
    product.panel(OneVector<V>.self, &column)
  }

  @inlinable @inline(always)
  func panel<S: Strip>(_ strip: S.Type, _ column: inout Int) where S.Vector.Scalar == Scalar {
    unsafe sum(S.self, column).store(activation, count: count &- column, to: y + column)
    column &+= S.width
  }

  /// Where one vector is the whole row, whole vectors of x are spread from a register: they have just been made, and cannot be read back soon. (Lanes
  /// are named by constants, one by one: in a loop they would go through memory.) Wider rows have enough to do meanwhile, and read x.
  @inlinable @inline(always)
  func sum<S: Strip>(_ strip: S.Type, _ column: Int) -> S where S.Vector.Scalar == Scalar {
    let zero = S(repeating: 0), laneCount = S.Vector.laneCount
    var sums = unsafe (S(loading: bias + column), zero, zero, zero), k = 0
    if depth == 1 { return add(unsafe x[0], 0, column, sums.0) }
    while S.width == laneCount && columns == laneCount && k &+ laneCount <= depth {
      let lanes = unsafe S.Vector(loading: x + k)
      addLanes(lanes, 0, k, column, &sums)
      if laneCount > 4 { addLanes(lanes, 4, k, column, &sums) }
      if laneCount > 8 {
        addLanes(lanes, 8, k, column, &sums)
        addLanes(lanes, 12, k, column, &sums)
      }
      k &+= laneCount
    }
    while k &+ 4 <= depth {
      unsafe addFour(x[k], x[k &+ 1], x[k &+ 2], x[k &+ 3], k, column, &sums)
      k &+= 4
    }
    if k < depth { sums.0 = add(unsafe x[k], k, column, sums.0) }
    if k &+ 1 < depth { sums.1 = add(unsafe x[k &+ 1], k &+ 1, column, sums.1) }
    if k &+ 2 < depth { sums.2 = add(unsafe x[k &+ 2], k &+ 2, column, sums.2) }
    if depth == 2 { return sums.0 + sums.1 }
    return depth == 3 ? (sums.0 + sums.1) + sums.2 : (sums.0 + sums.1) + (sums.2 + sums.3)
  }

  /// Four lanes from `first` on, of a vector of x that starts at k.
  @inlinable @inline(always)
  func addLanes<S: Strip>(_ lanes: S.Vector, _ first: Int, _ k: Int, _ column: Int, _ sums: inout (S, S, S, S))
  where S.Vector.Scalar == Scalar {
    addFour(
      lanes.lane(first), lanes.lane(first &+ 1), lanes.lane(first &+ 2), lanes.lane(first &+ 3), k &+ first, column,
      &sums)
  }

  @inlinable @inline(always)
  func addFour<S: Strip>(
    _ x0: Scalar, _ x1: Scalar, _ x2: Scalar, _ x3: Scalar, _ k: Int, _ column: Int, _ sums: inout (S, S, S, S)
  ) where S.Vector.Scalar == Scalar {
    sums.0 = add(x0, k, column, sums.0)
    sums.1 = add(x1, k &+ 1, column, sums.1)
    sums.2 = add(x2, k &+ 2, column, sums.2)
    sums.3 = add(x3, k &+ 3, column, sums.3)
  }

  @inlinable @inline(always)
  func add<S: Strip>(_ x: Scalar, _ k: Int, _ column: Int, _ sum: S) -> S where S.Vector.Scalar == Scalar {
    unsafe S.multiplyAdd(S.Vector(repeating: x), S(loading: weights + (k &* columns &+ column)), sum)
  }
}
