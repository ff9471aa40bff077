import MidgeKernels
import MidgeTestSupport
import Testing

/// Forward of one row.
struct SingleRowProductTests {
  static let columnCounts = [1, 3, 4, 5, 8, 9, 16, 17, 33, 63, 64, 65, 97]
  static let depths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 33, 70]

  @Test func productsOfOneRowMatchTheReference() throws {
    try match(Portable<Float>.self)
    try match(Portable<Double>.self)
    try match(LargePortable<Float>.self)
  }

  /// Of every fourth product, the first from the bias on; below a depth of four as many as there are products.
  @Test func fourSumsAreAddedInTheStatedOrderToTheBit() throws {
    try bits(Portable<Float>.self)
    try bits(Fused<Float>.self)
    try bits(LargePortable<Float>.self)
  }

  @Test func aNaNReachesTheOutputsOfEveryActivation() throws {
    try notANumber(Portable<Float>.self)
    try notANumber(LargePortable<Float>.self)
  }

  /// Sums of dyadic numbers are exact, pads hold numbers like any other column.
  private func match<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 17)
    try withEvery("columns", Self.columnCounts) { columns in
      try withEvery("depth", Self.depths) { depth in
        let sample = ProductCase<A.Scalar>(
          rows: 1, columns: columns, depth: depth, transposed: false, start: .row, adjacent: true
        ) {
          A.Scalar(numbers.dyadic())
        }
        run(A.self, sample, .identity, count: sample.width)
        try sample.checkAgainstReference(before: [])
      }
    }
  }

  private func bits<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 18)
    try withEvery("columns", Self.columnCounts) { columns in
      try withEvery("depth", Self.depths) { depth in
        let sample = ProductCase<A.Scalar>(
          rows: 1, columns: columns, depth: depth, transposed: false, start: .row, pads: false, adjacent: true
        ) { A.Scalar(numbers.uniform(-2, 2)) }
        try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
          sample.clear()
          run(A.self, sample, activation, count: columns)
          for n in 0..<sample.width {
            var sums: [A.Scalar] = [sample.bias[0, n], 0, 0, 0]
            for k in 0..<depth {
              sums[k % 4] = A.multiplyAdd(sample.a[0, k], sample.b[k, n], sums[k % 4])
            }
            let pair = depth > 1 ? sums[0] + sums[1] : sums[0]
            let sum = depth > 3 ? pair + (sums[2] + sums[3]) : depth > 2 ? pair + sums[2] : pair
            let expected = n < columns ? A.value(activation, sum) : 0
            try check(
              haveSameBits(sample.c[0, n], expected),
              "\(arithmetic): output \(n) is \(sample.c[0, n]), in order \(expected)")
          }
          try sample.checkFences()
        }
      }
    }
  }

  private func notANumber<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
      try withEvery("columns", [4, 8, 16, 32, 64, 80]) { columns in
        let sample = ProductCase<A.Scalar>(
          rows: 1, columns: columns, depth: 5, transposed: false, start: .row, adjacent: true
        ) { 0.5 }
        sample.a[0, 3] = .nan
        run(A.self, sample, activation, count: columns)
        for n in 0..<columns { try check(sample.c[0, n].isNaN, "\(arithmetic): output \(n) is \(sample.c[0, n])") }
      }
    }
  }

  @inline(never)
  private func run<A: Arithmetic>(
    _ arithmetic: A.Type, _ sample: ProductCase<A.Scalar>, _ activation: Activation, count: Int
  ) {
    let product = unsafe SingleRowProduct(
      columns: sample.width, count: count, depth: sample.depth, x: sample.a.pointer,
      weights: sample.b.pointer, bias: sample.bias.pointer, y: sample.c.pointer,
      activation: activation)
    product.run(A.self)
  }
}
