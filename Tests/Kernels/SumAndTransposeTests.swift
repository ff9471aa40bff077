import MidgeKernels
import MidgeTestSupport
import Testing

struct SumAndTransposeTests {
  @Test func columnSumsAddRowsInOrder() throws {
    try columnSums(Portable<Float>.self)
    try columnSums(Portable<Double>.self)
    try columnSums(Fused<Float>.self)
  }

  @Test func transposeMovesEveryElementAndClearsThePads() throws {
    try transpose(Float.self)
    try transpose(Double.self)
  }

  /// The sum in order is what a plain loop gives, to the bit; so pad lanes of 0 stay 0.
  private func columnSums<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 4)
    try withEvery("rows", raggedSizes) { rows in
      try withEvery("columns", raggedSizes) { columns in
        try withEvery("accumulates", [false, true]) { accumulates in
          let width = RowWidth.padded(columns)
          let a = GuardedMatrix(rows: rows, columns: width) { _, n in n < columns ? A.Scalar(numbers.uniform()) : 0 }
          let sums = GuardedMatrix<A.Scalar>(rows: 1, columns: width) { _, n in
            !accumulates ? .nan : n < columns ? A.Scalar(numbers.uniform()) : 0
          }
          var expected = accumulates ? sums.values : [A.Scalar](repeating: 0, count: width)
          for m in 0..<rows { for n in 0..<width { expected[n] += a[m, n] } }
          let operation = unsafe ColumnSums(
            rows: rows, columns: width, a: Rows(base: a.pointer, stride: a.rowStride), accumulates: accumulates,
            sums: sums.pointer)
          A.perform(operation, rowWidth: width)
          try check(sums.values == expected, "\(arithmetic): \(sums.values), expected \(expected)")
          try a.checkFences("A")
          try sums.checkFences("sums")
        }
      }
    }
  }

  private func transpose<Scalar: KernelScalar>(_ scalar: Scalar.Type) throws {
    try withEvery("rows", raggedSizes) { rows in
      try withEvery("columns", raggedSizes) { columns in
        // The source's pad lanes are fences: reading one would show.
        let source = GuardedMatrix(rows: rows, columns: columns) { m, n in Scalar(m * 100 + n + 1) }
        let width = RowWidth.padded(rows)
        let target = GuardedMatrix<Scalar>(rows: columns, columns: width, rowStride: width)
        unsafe Transpose.run(
          rows: rows, columns: columns, source: Rows(base: source.pointer, stride: source.rowStride),
          target: MutableRows(base: target.pointer, stride: width))
        for n in 0..<columns {
          for m in 0..<width {
            let expected = m < rows ? source[m, n] : 0
            try check(target[n, m] == expected, "row \(n), column \(m) is \(target[n, m])")
          }
        }
        try source.checkFences("source")
        try target.checkFences("target")
      }
    }
  }
}
