import MidgeKernels
import MidgeTestSupport
import Testing

struct MatrixProductTests {
  @Test func productsMatchTheReferenceOnRaggedSizes() throws {
    try productsMatch(Portable<Float>.self)
    try productsMatch(Portable<Double>.self)
    try productsMatch(Fused<Float>.self)
  }

  /// In order over the depth, each step rounded as the arithmetic says: this fixes every bit, whatever tile or vector computes it.
  @Test func everyElementIsSummedInOrderToTheBit() throws {
    try bitsMatch(Portable<Float>.self) { a, b, sum in sum + a * b }
    try bitsMatch(Fused<Float>.self) { a, b, sum in sum.addingProduct(a, b) }
    try bitsMatch(Portable<Double>.self) { a, b, sum in sum + a * b }
  }

  @Test func bitsDependOnNeitherTheNumberOfRowsNorTheVector() throws {
    var numbers = TestNumbers(seed: 3)
    let case16 = ProductCase<Float>(rows: 9, columns: 16, depth: 13, transposed: false, start: .row) {
      Float(numbers.uniform())
    }
    case16.run(Portable<Float>.self, .tanh)
    for row in 0..<9 {
      let single = ProductCase<Float>(rows: 1, columns: 16, depth: 13, transposed: false, start: .row) { 0 }
      for k in 0..<13 { single.a[0, k] = case16.a[row, k] }
      for k in 0..<13 { for n in 0..<16 { single.b[k, n] = case16.b[k, n] } }
      for n in 0..<16 { single.bias[0, n] = case16.bias[0, n] }
      let operations = [
        { single.run(Portable<Float>.self, .tanh) }, { single.runNarrow(SIMD8<Float>.self, .tanh) },
        { single.runNarrow(SIMD4<Float>.self, .tanh) },
      ]
      for operation in operations {
        operation()
        for n in 0..<16 {
          try check(
            single.c[0, n].bitPattern == case16.c[row, n].bitPattern, "row \(row) of nine, alone, at column \(n)")
        }
      }
    }
  }

  private func productsMatch<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 1), turn = 0
    try withEvery("rows", raggedSizes) { rows in
      try withEvery("columns", raggedSizes) { columns in
        try withEvery("depth", raggedSizes) { depth in
          try withEvery("start", ProductStart.allCases) { start in
            try withEvery("transposed", [false, true]) { transposed in
              turn += 1
              let activation = Activation.allCases[turn % Activation.allCases.count]
              let sample = ProductCase<A.Scalar>(
                rows: rows, columns: columns, depth: depth, transposed: transposed, start: start
              ) { A.Scalar(numbers.dyadic()) }
              let before = sample.c.values
              sample.run(A.self, activation)
              try sample.checkAgainstReference(activation, before: before)
            }
          }
        }
      }
    }
  }

  private func bitsMatch<A: Arithmetic>(
    _ arithmetic: A.Type, _ multiplyAdd: (A.Scalar, A.Scalar, A.Scalar) -> A.Scalar
  ) throws {
    var numbers = TestNumbers(seed: 2)
    try withEvery("rows", [1, 3, 4, 5, 9]) { rows in
      try withEvery("columns", raggedSizes) { columns in
        try withEvery("depth", raggedSizes) { depth in
          let sample = ProductCase<A.Scalar>(
            rows: rows, columns: columns, depth: depth, transposed: false, start: .existing
          ) {
            A.Scalar(numbers.uniform())
          }
          let before = sample.c.values
          sample.run(A.self, .identity)
          for m in 0..<rows {
            for n in 0..<sample.width {
              var sum = before[m * sample.width + n]
              for k in 0..<depth { sum = multiplyAdd(sample.a[m, k], sample.b[k, n], sum) }
              try check(
                sample.c[m, n] == sum, "\(arithmetic): element \(m), \(n) is \(sample.c[m, n]), in order \(sum)")
            }
          }
        }
      }
    }
  }
}

enum ProductStart: CaseIterable { case zero, row, existing }

/// Operands in fenced memory. Pad columns hold numbers too: they are columns like any other.
struct ProductCase<Scalar: KernelScalar> {
  let rows: Int, depth: Int, width: Int, start: ProductStart
  let a: GuardedMatrix<Scalar>, b: GuardedMatrix<Scalar>, c: GuardedMatrix<Scalar>, bias: GuardedMatrix<Scalar>

  init(rows: Int, columns: Int, depth: Int, transposed: Bool, start: ProductStart, _ next: () -> Scalar) {
    (self.rows, self.depth, self.start) = (rows, depth, start)
    width = RowWidth.padded(columns)
    a = GuardedMatrix(
      rows: rows, columns: depth, rowStride: transposed ? 1 : depth + 2, columnStride: transposed ? rows + 2 : 1
    ) { _, _ in next() }
    b = GuardedMatrix(rows: depth, columns: width) { _, _ in next() }
    c = GuardedMatrix(rows: rows, columns: width) { _, _ in start == .existing ? next() : .nan }
    bias = GuardedMatrix(rows: 1, columns: width) { _, _ in next() }
  }

  @inline(__always)
  func operation(_ activation: Activation) -> MatrixProduct<Scalar> {
    let first: MatrixProduct<Scalar>.Start =
      switch start {
      case .zero: unsafe .zero
      case .row: unsafe .row(bias.pointer)
      case .existing: unsafe .existing
      }
    return unsafe MatrixProduct(
      rows: rows, columns: width, depth: depth, a: a.pointer, aRowStride: a.rowStride, aDepthStride: a.columnStride,
      b: Rows(base: b.pointer, stride: b.rowStride), start: first, c: MutableRows(base: c.pointer, stride: c.rowStride),
      activation: activation)
  }

  /// Not inlined: one copy of the kernel for each arithmetic, or this file alone compiles for half a minute.
  @inline(never)
  func run<A: Arithmetic>(_ arithmetic: A.Type, _ activation: Activation) where A.Scalar == Scalar {
    A.perform(operation(activation), rowWidth: width)
  }

  @inline(never)
  func runNarrow<V: KernelVector>(_ vector: V.Type, _ activation: Activation) where V.Scalar == Scalar {
    operation(activation).run(V.self)
  }

  /// Sums of dyadic numbers are exact, so they must be equal; activations of them may be off by their few ulp.
  func checkAgainstReference(_ activation: Activation, before: [Scalar]) throws {
    let reference = ReferenceActivation(naming: activation)
    let tolerance = activation == .identity || activation == .relu ? 0 : 4 * Double(Scalar.ulpOfOne)
    for m in 0..<rows {
      for n in 0..<width {
        var sum = start == .row ? Double(bias[0, n]) : start == .existing ? Double(before[m * width + n]) : 0
        for k in 0..<depth { sum += Double(a[m, k]) * Double(b[k, n]) }
        let found = Double(c[m, n]), expected = reference.value(sum)
        // Below the normal range a sigmoid of Float has fewer digits.
        let error = relativeError(found, expected, floor: Double(Scalar.leastNormalMagnitude))
        try check(error <= tolerance, "\(activation) at \(m), \(n): \(found), expected \(expected)")
      }
    }
    try a.checkFences("A")
    try b.checkFences("B")
    try c.checkFences("C")
    try bias.checkFences("bias")
  }
}
