import MidgeKernels
import MidgeTestSupport
import Testing

/// Forward of a narrow layer.
struct DotProductTests {
  @Test func dotProductsMatchTheReference() throws {
    try match(Portable<Float>.self)
    try match(Portable<Double>.self)
    try match(Fused<Float>.self)
  }

  @Test func lanesAreSummedInOrderThenInATreeToTheBit() throws {
    try bits(Portable<Float>.self)
    try bits(Portable<Double>.self)
    try bits(Fused<Float>.self)
  }

  /// Sums of dyadic numbers are exact.
  private func match<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 15)
    try sweep(A.self, { numbers.dyadic() }) { sample in
      sample.run(A.self, .identity)
      for m in 0..<sample.rows {
        for o in 0..<sample.count {
          var sum = Double(sample.bias[0, o])
          for k in 0..<sample.width { sum += Double(sample.x[m, k]) * Double(sample.weights[o, k]) }
          try check(Double(sample.y[m, o]) == sum, "\(arithmetic): output \(m), \(o) is \(sample.y[m, o]), not \(sum)")
        }
      }
    }
  }

  private func bits<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 16)
    try sweep(A.self, { numbers.uniform() }) { sample in
      try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
        sample.run(A.self, activation)
        let x = sample.x.values, w = sample.weights.values, width = sample.width
        for m in 0..<sample.rows {
          for o in 0..<4 {
            let row = Array(x[m * width..<(m + 1) * width])
            let weights = o < sample.count ? Array(w[o * width..<(o + 1) * width]) : row
            let sum = A.dotProduct(row, weights, from: sample.bias[0, o])
            let expected = o < sample.count ? A.value(activation, sum) : 0
            try check(
              haveSameBits(sample.y[m, o], expected),
              "\(arithmetic): output \(m), \(o) is \(sample.y[m, o]), in order \(expected)")
          }
        }
        try sample.checkFences()
      }
    }
  }

  private func sweep<A: Arithmetic>(
    _ arithmetic: A.Type, _ next: () -> Double, _ use: (DotCase<A.Scalar>) throws -> Void
  ) throws {
    try withEvery("outputs", 1...4) { count in
      try withEvery("inputs", [2, 3, 4, 5, 8, 9, 13, 16, 17, 31, 32, 33, 47, 64, 70]) { inputs in
        try withEvery("rows", [1, 2, 4, 7]) { rows in
          try use(DotCase(rows: rows, inputs: inputs, count: count) { A.Scalar(next()) })
        }
      }
    }
  }
}

/// Operands in fenced memory; biases of outputs that are not there hold numbers, which must not show.
private struct DotCase<Scalar: KernelScalar> {
  let rows: Int, count: Int, width: Int
  let x: GuardedMatrix<Scalar>, weights: GuardedMatrix<Scalar>, bias: GuardedMatrix<Scalar>, y: GuardedMatrix<Scalar>

  init(rows: Int, inputs: Int, count: Int, _ next: () -> Scalar) {
    (self.rows, self.count) = (rows, count)
    let width = RowWidth.padded(inputs)
    self.width = width
    x = GuardedMatrix(rows: rows, columns: width) { _, n in n < inputs ? next() : 0 }
    weights = GuardedMatrix(rows: count, columns: width, rowStride: width) { _, n in n < inputs ? next() : 0 }
    bias = GuardedMatrix(rows: 1, columns: 4) { _, _ in next() }
    y = GuardedMatrix(rows: rows, columns: 4, rowStride: rows == 2 ? 7 : 4)
  }

  @inline(never)
  func run<A: Arithmetic>(_ arithmetic: A.Type, _ activation: Activation) where A.Scalar == Scalar {
    let products = unsafe DotProducts(
      rows: rows, count: count, width: width, x: Rows(base: x.pointer, stride: x.rowStride), weights: weights.pointer,
      bias: bias.pointer, y: MutableRows(base: y.pointer, stride: y.rowStride), activation: activation)
    A.perform(products, rowWidth: x.columns)
  }

  func checkFences() throws {
    try x.checkFences("x")
    try weights.checkFences("W")
    try bias.checkFences("bias")
    try y.checkFences("y")
  }
}
