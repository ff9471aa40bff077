import MidgeKernels
import MidgeTestSupport
import Testing

/// Rows are worked off as many at a time as a vector has lanes, or one, which must not show.
struct LossRowTests {
  static let counts = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 20, 31, 32, 33, 40]

  @Test func aRowsBitsDoNotDependOnTheRowsBesideIt() throws {
    try rowsStandAlone(Portable<Float>.self, MeanSquaredErrorLoss())
    try rowsStandAlone(Portable<Float>.self, CrossEntropyLoss())
    try rowsStandAlone(Portable<Float>.self, BinaryCrossEntropyLoss())
    try rowsStandAlone(Fused<Float>.self, CrossEntropyLoss())
    try rowsStandAlone(Portable<Double>.self, CrossEntropyLoss())
    try rowsStandAlone(Portable<Float>.self, CrossEntropyLoss(), .relu)
    try rowsStandAlone(Fused<Float>.self, CrossEntropyLoss(), .relu)
    try rowsStandAlone(Portable<Float>.self, MeanSquaredErrorLoss(), .tanh)
  }

  /// Targets end where a page ends.
  @Test func nothingBehindTheLastTargetIsRead() async {
    await #expect(processExitsWith: .success) {
      try readTargetsAtThePageEnd(MeanSquaredErrorLoss())
      try readTargetsAtThePageEnd(CrossEntropyLoss())
      try readTargetsAtThePageEnd(BinaryCrossEntropyLoss())
    }
  }

  /// Losses are added in order of the rows: a row at a time gives the same sums, lane by lane.
  private func rowsStandAlone<A: Arithmetic>(
    _ arithmetic: A.Type, _ function: some LossFunction, _ activation: Activation = .identity
  ) throws {
    var numbers = TestNumbers(seed: 20)
    let scale = 1 / A.Scalar(7)
    try withEvery("by class", [false, true]) { byClass in
      try withEvery("count", Self.counts) { count in
        let outputs = (0..<40).map { _ in numbers.list(count, -3, 3) }
        let targets = (0..<40).map { _ in numbers.list(count, 0, 1) }
        let labels = (0..<40).map { _ in Int32(numbers.index(below: count)) }
        func sample(_ rows: Range<Int>) -> LossCase<A.Scalar> {
          let sample = LossCase<A.Scalar>(
            rows: rows.count, count: count, outputs: Array(outputs[rows]), targets: Array(targets[rows]))
          if byClass { sample.labels = Array(labels[rows]) }
          sample.outputActivation = activation
          return sample
        }
        var gradients: [A.Scalar] = []
        var sums = LossSums<A.Scalar>()
        try withEvery("rows", 1...40) { rows in
          let alone = sample(rows - 1..<rows), together = sample(0..<rows)
          (alone.sums, alone.continues) = (sums, true)
          let total = lossOfRows(A.self, alone, function, scale)
          sums = alone.sums
          gradients += alone.delta.values
          let found = lossOfRows(A.self, together, function, scale)
          try check(haveSameBits(found, total), "\(arithmetic): loss \(found), row by row \(total)")
          let difference = firstDifference(together.delta.values, gradients, rowLength: together.width)
          try check(difference == nil, "\(arithmetic): gradient \(difference ?? "")")
          try together.checkFences()
        }
      }
    }
  }
}

@inline(never)
private func lossOfRows<A: Arithmetic>(
  _ arithmetic: A.Type, _ sample: LossCase<A.Scalar>, _ function: some LossFunction, _ scale: A.Scalar
) -> A.Scalar {
  sample.run(A.self, function, scale: scale)
}

private func readTargetsAtThePageEnd(_ function: some LossFunction) throws {
  for count in LossRowTests.counts {
    for rows in [1, 2, 3, 4, 5, 8, 15, 16, 17, 20, 33] {
      let width = RowWidth.padded(count)
      let outputs = GuardedMatrix<Float>(rows: rows, columns: width) { _, _ in 0.5 }
      let delta = GuardedMatrix<Float>(rows: rows, columns: width)
      let values = PageEnd([Float](repeating: 0.25, count: rows * count))
      let classes = PageEnd([Int32](repeating: 0, count: rows))
      func run(_ targets: Targets<Float>) -> Float {
        let operation = unsafe LossRows(
          function: function, rows: rows, count: count, columns: width,
          outputs: Rows(base: outputs.pointer, stride: outputs.rowStride), targets: targets, scale: 1,
          sums: LossSums(),
          delta: MutableRows(base: delta.pointer, stride: delta.rowStride))
        return Portable<Float>.perform(operation, rowWidth: width).value(Portable<Float>.self)
      }
      let found = unsafe (
        run(.values(Rows(base: values.buffer.baseAddress!, stride: count))), run(.classes(classes.buffer.baseAddress!))
      )
      withExtendedLifetime((values, classes)) {}
      try check(found.0.isFinite && found.1.isFinite, "losses \(found)")
    }
  }
}
