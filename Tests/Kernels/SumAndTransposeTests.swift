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
    try transpose(Portable<Float>.self)
    try transpose(Portable<Double>.self)
    try transpose(MediumPortable<Float>.self)
    try transpose(LargePortable<Float>.self)
  }

  /// The sum in order is what a plain loop gives, to the bit; so pad lanes of 0 stay 0. The update is that of the sums.
  private func columnSums<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 4), turn = 0
    try withEvery("rows", raggedSizes) { rows in
      try withEvery("columns", raggedSizes + [64, 65, 100]) { columns in
        try withEvery("accumulates", [false, true]) { accumulates in
          turn += 1
          let width = RowWidth.padded(columns), rule = UpdateCase<A.Scalar>.rules[turn / 2 % 4]
          let a = GuardedMatrix(rows: rows, columns: width) { _, n in n < columns ? A.Scalar(numbers.uniform()) : 0 }
          let sums = GuardedMatrix<A.Scalar>(rows: 1, columns: width) { _, n in
            !accumulates ? .nan : n < columns ? A.Scalar(numbers.uniform()) : 0
          }
          var expected = accumulates ? sums.values : [A.Scalar](repeating: 0, count: width)
          for m in 0..<rows { for n in 0..<width { expected[n] += a[m, n] } }
          let buffers = UpdateCase<A.Scalar>(rows: 1, columns: width) { A.Scalar(numbers.uniform()) }
          let updated = buffers.updated(A.self, rule, gradients: expected)
          let update = unsafe ParameterUpdate(rule, buffers.buffers(gradients: sums.pointer))
          columnSums(A.self, a, accumulates: accumulates, sums, update)
          try check(sums.values == expected, "\(arithmetic): \(sums.values), expected \(expected)")
          try check(buffers.parameters.values == updated.parameters, "\(arithmetic): parameters after \(rule)")
          try check(buffers.moments.values == updated.moments, "\(arithmetic): moments after \(rule)")
          try a.checkFences("A")
          try sums.checkFences("sums")
          try buffers.checkFences()
        }
      }
    }
  }

  @inline(never)
  private func columnSums<A: Arithmetic>(
    _ arithmetic: A.Type, _ a: GuardedMatrix<A.Scalar>, accumulates: Bool, _ sums: GuardedMatrix<A.Scalar>,
    _ update: ParameterUpdate<A.Scalar>
  ) {
    let operation = unsafe ColumnSums(
      rows: a.rows, columns: a.columns, a: Rows(base: a.pointer, stride: a.rowStride), accumulates: accumulates,
      sums: sums.pointer, update: update)
    A.perform(operation, rowWidth: a.columns)
  }

  private func transpose<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try withEvery("rows", raggedSizes + [64, 65]) { rows in
      try withEvery("columns", raggedSizes + [64, 65]) { columns in
        let sourceWidth = RowWidth.padded(columns), width = RowWidth.padded(rows)
        let source = GuardedMatrix(rows: rows, columns: sourceWidth, rowStride: sourceWidth) { m, n in
          A.Scalar(m * 100 + n + 1)
        }
        let target = GuardedMatrix<A.Scalar>(rows: sourceWidth, columns: width, rowStride: width)
        transpose(A.self, source, target)
        for n in 0..<sourceWidth {
          for m in 0..<width {
            let expected = m < rows ? source[m, n] : 0
            try check(target[n, m] == expected, "\(arithmetic): row \(n), column \(m) is \(target[n, m])")
          }
        }
        try source.checkFences("source")
        try target.checkFences("target")
      }
    }
  }

  @inline(never)
  private func transpose<A: Arithmetic>(
    _ arithmetic: A.Type, _ source: GuardedMatrix<A.Scalar>, _ target: GuardedMatrix<A.Scalar>
  ) {
    let operation = unsafe Transpose(
      rows: source.rows, source: Rows(base: source.pointer, stride: source.rowStride),
      target: MutableRows(base: target.pointer, stride: target.rowStride))
    operation.run(A.self)
  }
}
