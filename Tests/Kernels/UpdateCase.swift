import MidgeKernels
import MidgeTestSupport

/// Parameters and both moments in fenced memory, laid out as a gradient in a `GuardedMatrix` is.
struct UpdateCase<Scalar: KernelScalar> {
  let parameters: GuardedMatrix<Scalar>
  /// The first moment's rows, then the second's.
  let moments: GuardedMatrix<Scalar>

  static var rules: [UpdateRule<Scalar>] {
    [
      .none, .gradientDescent(rate: 0.1), .momentum(rate: 0.1, momentum: 0.75),
      .adam(AdamUpdate(rate: 0.01, rest1: 0.1, beta2: 0.99, rest2: 0.01, epsilon: 1e-6)),
    ]
  }

  /// Moments are positive: the second is a mean of squares.
  init(rows: Int, columns: Int, rowStride: Int? = nil, _ next: () -> Scalar) {
    parameters = GuardedMatrix(rows: rows, columns: columns, rowStride: rowStride) { _, _ in next() }
    moments = GuardedMatrix(rows: 2 * rows, columns: columns, rowStride: rowStride) { _, _ in next().magnitude }
  }

  @unsafe func buffers(gradients: UnsafeMutablePointer<Scalar>) -> UpdateBuffers<Scalar> {
    unsafe UpdateBuffers(
      count: parameters.rows * parameters.rowStride, parameters: parameters.pointer, gradients: gradients,
      moments: moments.pointer)
  }

  /// What a rule makes of the values as they are: one update of all numbers, in another place.
  func updated<A: Arithmetic>(
    _ arithmetic: A.Type, _ rule: UpdateRule<Scalar>, gradients: [Scalar]
  ) -> (parameters: [Scalar], moments: [Scalar]) where A.Scalar == Scalar {
    var parameters = parameters.values, moments = moments.values, gradients = gradients
    let count = parameters.count
    unsafe parameters.withUnsafeMutableBufferPointer { w in
      unsafe moments.withUnsafeMutableBufferPointer { m in
        unsafe gradients.withUnsafeMutableBufferPointer { g in
          let buffers = unsafe UpdateBuffers(
            count: count, parameters: w.baseAddress!, gradients: g.baseAddress!, moments: m.baseAddress!)
          unsafe ParameterUpdate(rule, buffers).run(A.Vector4.self, count: count)
        }
      }
    }
    return (parameters, moments)
  }

  func checkFences() throws {
    try parameters.checkFences("parameters")
    try moments.checkFences("moments")
  }
}
