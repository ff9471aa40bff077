/// y[m, o] <- f(b[o] + x[m] . W[o]) for at most four outputs: the lanes run along the inputs.
///
/// - Reads x, `rows` rows of `width` scalars, pads included; W, `count` rows of `width` scalars, one an output; b, four scalars.
/// - Overwrites y, `rows` rows of four scalars; those from `count` on become 0. May not alias what is read.
/// - Padding: pads of x and W are 0.
/// - Order: each lane is summed over the vectors of a row, lane 0 from b upwards, then the lanes in a fixed tree (`KernelVector.treeSum`).
/// - Cost: rows * count * width multiply-adds, and a tree for each row. (With fewer outputs than four, the last is computed again.)
@safe public struct DotProducts<Scalar: KernelScalar> {
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
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    switch width {
    case 4: run(A.Vector4.self)
    case 8: run(A.Vector8.self)
    default: run(A.Vector16.self)
    }
  }

  @inlinable @inline(always)
  func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let w0 = unsafe weights, w1 = unsafe weights + min(1, count &- 1) &* width
    let w2 = unsafe weights + min(2, count &- 1) &* width, w3 = unsafe weights + min(3, count &- 1) &* width
    let b0 = unsafe V(loading: bias, count: 1), b1 = unsafe V(loading: bias + 1, count: 1)
    let b2 = unsafe V(loading: bias + 2, count: 1), b3 = unsafe V(loading: bias + 3, count: 1)
    for row in 0..<rows {
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
      let sums = count == 1 ? V.Quad(repeating: s0.treeSum()) : V.treeSums(s0, s1, s2, s3)
      unsafe V.Quad.keepFirst(count, of: activation.value(sums), filler: V.Quad.zero).store(to: y[row])
    }
  }
}
