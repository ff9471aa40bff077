/// y[m, o] <- f(b[o] + x[m] . W[o]) for at most four outputs: the lanes run along the inputs.
///
/// - Reads x, `rows` rows of `width` scalars, pads included; W, `count` rows of `width` scalars, one an output; b, four scalars.
/// - Overwrites y, `rows` rows of four scalars; those from `count` on become 0. May not alias what is read.
/// - Padding: pads of x and W are 0.
/// - Order: each lane is summed over the vectors of a row, lane 0 from b upwards, then the lanes in a fixed tree (`KernelVector.treeSum`).
/// - Cost: rows * count * width multiply-adds, and a tree for each row, or for four. (With fewer outputs than four, the last is computed again.)
@safe public struct DotProducts<Scalar: KernelScalar>: VectorOperation {
  @usableFromInline let rows: Int
  @usableFromInline let count: Int
  @usableFromInline let width: Int
  @usableFromInline let x: Rows<Scalar>
  @usableFromInline let weights: UnsafePointer<Scalar>
  @usableFromInline let bias: UnsafePointer<Scalar>
  @usableFromInline let y: MutableRows<Scalar>
  @usableFromInline let activation: Activation

  @inlinable @inline(always)
  public init(
    rows: Int, count: Int, width: Int, x: Rows<Scalar>, weights: UnsafePointer<Scalar>, bias: UnsafePointer<Scalar>,
    y: MutableRows<Scalar>, activation: Activation
  ) {
    self.rows = rows
    self.count = count
    self.width = width
    unsafe self.x = x
    unsafe self.weights = weights
    unsafe self.bias = bias
    unsafe self.y = y
    self.activation = activation
  }

  @inlinable @inline(always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let w0 = unsafe weights, w1 = unsafe weights + min(1, count &- 1) &* width
    let w2 = unsafe weights + min(2, count &- 1) &* width, w3 = unsafe weights + min(3, count &- 1) &* width
    let b0 = unsafe V(loading: bias, count: 1), b1 = unsafe V(loading: bias + 1, count: 1)
    let b2 = unsafe V(loading: bias + 2, count: 1), b3 = unsafe V(loading: bias + 3, count: 1)
    func sums(_ row: Int) -> (V, V, V, V) {
      let line = unsafe x[row]
      var s0 = b0, s1 = b1, s2 = b2, s3 = b3, k = 0
      while k < width {
        let v = unsafe V(loading: line + k)
        s0 = unsafe V.multiplyAdd(v, V(loading: w0 + k), s0)
        s1 = unsafe V.multiplyAdd(v, V(loading: w1 + k), s1)
        s2 = unsafe V.multiplyAdd(v, V(loading: w2 + k), s2)
        s3 = unsafe V.multiplyAdd(v, V(loading: w3 + k), s3)
        k &+= V.laneCount
      }
      return (s0, s1, s2, s3)
    }
    var row = 0
    if unsafe V.laneCount == 16 && count == 4 && y.stride == 4 {
      while row &+ 4 <= rows {
        let (a, b, c, d) = (sums(row), sums(row &+ 1), sums(row &+ 2), sums(row &+ 3))
        let lines = V.treeSums { i in
          let one = i < 4 ? a : i < 8 ? b : i < 12 ? c : d
          return i & 3 == 0 ? one.0 : i & 3 == 1 ? one.1 : i & 3 == 2 ? one.2 : one.3
        }
        unsafe activation.value(lines).store(to: y[row])
        row &+= 4
      }
    }
    while row < rows {
      let (s0, s1, s2, s3) = sums(row)
      let sums = count == 1 ? V.Quad(repeating: s0.treeSum()) : V.treeSums(s0, s1, s2, s3)
      unsafe V.Quad.keepFirst(count, of: activation.value(sums), filler: V.Quad.zero).store(to: y[row])
      row &+= 1
    }
  }
}
