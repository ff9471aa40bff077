/// The backward pass of a layer of at most four outputs for a single row: g[o, i] = dy[o] x[i], of which each weight row is read and
/// written once.
///
/// - Reads dy, four scalars, pads 0; x, `width` scalars, pads 0; W, `count` rows of `width` scalars, and four biases behind them.
/// - Overwrites as `SingleRowGradient` does; if dx is given, overwrites it with sum over o of dy[o] W[o], times f'(x), `width` scalars.
/// - Order of dx: over the outputs upwards from 0, as `MatrixProduct` has it.
@safe public struct NarrowSingleRowGradient<Scalar: KernelScalar> {
  @usableFromInline let width: Int
  @usableFromInline let count: Int
  @usableFromInline let x: UnsafePointer<Scalar>
  @usableFromInline let dy: UnsafePointer<Scalar>
  @usableFromInline let dx: UnsafeMutablePointer<Scalar>?
  @usableFromInline let inputActivation: Activation
  @usableFromInline let accumulation: RowAccumulation<Scalar>

  @inlinable @inline(always)
  public init(
    width: Int, count: Int, x: UnsafePointer<Scalar>, dy: UnsafePointer<Scalar>, dx: UnsafeMutablePointer<Scalar>?,
    inputActivation: Activation, accumulation: RowAccumulation<Scalar>
  ) {
    self.width = width
    self.count = count
    unsafe self.x = x
    unsafe self.dy = dy
    unsafe self.dx = dx
    self.inputActivation = inputActivation
    self.accumulation = accumulation
  }

  @inlinable @inline(always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    switch width {
    case 4: run(A.Vector4.self)
    case 8: run(A.Vector8.self)
    default: run(A.Vector16.self)
    }
    unsafe accumulation.bias(A.Vector4.self, dy, row: count &* width / 4, columns: 4)
  }

  @inlinable @inline(always)
  func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    var column = 0
    while column < width {
      let v = unsafe V(loading: x + column)
      var sum = V.zero
      for o in 0..<count {
        let d = unsafe V(repeating: dy[o]), w = accumulation.add(row: o, columns: width, column, d, v)
        sum = V.multiplyAdd(d, w, sum)
      }
      if let dx = unsafe dx { unsafe inputActivation.gradient(sum, output: v).store(to: dx + column) }
      column &+= V.laneCount
    }
    accumulation.update(V.self, row: 0, rowCount: count, columns: width)
  }
}
