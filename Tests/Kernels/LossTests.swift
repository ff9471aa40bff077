import MidgeKernels
import MidgeTestSupport
import Testing

struct LossTests {
  @Test func lossesAndGradientsMatchTheReference() throws {
    try every(MeanSquaredErrorLoss(), .meanSquaredError)
    try every(CrossEntropyLoss(), .crossEntropy)
    try match(Fused<Float>.self, CrossEntropyLoss(), .crossEntropy)
    try every(BinaryCrossEntropyLoss(), .binaryCrossEntropy)
    try every(MeanAbsoluteErrorLoss(), .meanAbsoluteError)
    try every(HuberLoss(), .huber)
    try every(SquaredErrorLoss(), .squaredError)
    try every(HalfSquaredErrorLoss(), .halfSquaredError)
  }

  @Test func predictionsMatchTheReference() throws {
    try predictions(MeanSquaredErrorLoss(), .meanSquaredError)
    try predictions(CrossEntropyLoss(), .crossEntropy)
    try predictions(BinaryCrossEntropyLoss(), .binaryCrossEntropy)
  }

  @Test func classIndicesAreOneHotRows() throws {
    try classes(MeanSquaredErrorLoss())
    try classes(CrossEntropyLoss())
    try classes(BinaryCrossEntropyLoss())
  }

  /// The loss is a difference of logits: their size must not cost it digits.
  @Test func crossEntropyKeepsSmallLossesBesideLargeLogits() throws {
    try withEvery("logits", [[20.0, 8], [1000, 990], [-500, -515]]) { logits in
      let sample = LossCase<Float>(rows: 1, count: 2, outputs: [logits], targets: [[1, 0]])
      let loss = Double(sample.run(Portable<Float>.self, CrossEntropyLoss(), scale: 1))
      let expected = ReferenceLoss.crossEntropy.value(logits, [1, 0])
      // The sum of exponentials is 1 and a little: half a last place of 1.
      try check(abs(loss - expected) <= Double(Float.ulpOfOne), "loss \(loss), expected \(expected)")
    }
  }

  /// Logits as far apart as they can be, one at a time and a square of them.
  @Test func crossEntropyOfTheFarthestLogitsIsNotNaN() throws {
    let greatest = Double(Float.greatestFiniteMagnitude)
    try withEvery("rows", [1, 4]) { rows in
      for logits: [Double] in [[greatest, -greatest], [1, -Double.infinity]] {
        let sample = LossCase<Float>(
          rows: rows, count: 2, outputs: [[Double]](repeating: logits, count: rows),
          targets: [[Double]](repeating: [1, 0], count: rows))
        let loss = sample.run(Portable<Float>.self, CrossEntropyLoss(), scale: 1)
        try check(loss == 0, "loss \(loss) of \(logits)")
        try check(
          (0..<rows).allSatisfy { sample.delta[$0, 0] == 0 && sample.delta[$0, 1] == 0 }, "gradient of \(logits)")
      }
    }
  }

  @Test func lossesAddUpOverRuns() throws {
    let sample = LossCase<Float>(rows: 1, count: 2, outputs: [[1, 2]], targets: [[0, 0]])
    try check(sample.run(Portable<Float>.self, MeanSquaredErrorLoss(), scale: 1) == 5, "1 + 4")
    sample.continues = true
    try check(sample.run(Portable<Float>.self, MeanSquaredErrorLoss(), scale: 1) == 10, "5 + 1 + 4")
  }

  private func every(_ function: some LossFunction, _ reference: ReferenceLoss) throws {
    try match(Portable<Float>.self, function, reference)
    try match(Portable<Double>.self, function, reference)
  }

  /// Small logits, large ones and ones of ±1000, which overflow wherever an exponential is not shifted.
  private func match<A: Arithmetic>(_ arithmetic: A.Type, _ function: some LossFunction, _ reference: ReferenceLoss)
    throws
  {
    var numbers = TestNumbers(seed: 7)
    try withEvery("size of outputs", [1.0, 30, 1000]) { size in
      try withEvery("rows", [1, 2, 5, 17]) { rows in
        try withEvery("count", raggedSizes) { count in
          let outputs = (0..<rows).map { _ in numbers.list(count, -size, size) }
          let targets = (0..<rows).map { _ in numbers.list(count, 0, 1) }
          let sample = LossCase<A.Scalar>(rows: rows, count: count, outputs: outputs, targets: targets)
          let scale = 0.25
          let loss = Double(sample.run(A.self, function, scale: A.Scalar(scale)))
          let expected = zip(outputs, targets).map(reference.value).reduce(0, +)
          // An error of the outputs' last place is as large as theirs; sums add up to one for each term.
          let unit = Double(A.Scalar.ulpOfOne) * Double(count + 4), magnitude = max(size, expected)
          try check(abs(loss - expected) <= unit * magnitude, "\(arithmetic): loss \(loss), expected \(expected)")
          for m in 0..<rows {
            let gradient = reference.gradient(outputs[m], targets[m])
            for n in 0..<sample.width {
              let found = Double(sample.delta[m, n]), wanted = n < count ? scale * gradient[n] : 0
              let tolerance = n < count ? 2 * unit * max(abs(wanted), scale * targets[m].reduce(1, +)) : 0
              try check(
                abs(found - wanted) <= tolerance, "\(arithmetic): gradient \(m), \(n) is \(found), not \(wanted)")
            }
          }
          try sample.checkFences()
        }
      }
    }
  }

  private func predictions(_ function: some LossFunction, _ reference: ReferenceLoss) throws {
    var numbers = TestNumbers(seed: 8)
    try withEvery("size", [1.0, 1000]) { size in
      try withEvery("count", raggedSizes) { count in
        let width = RowWidth.padded(count), outputs = numbers.list(count, -size, size)
        let row = GuardedMatrix<Float>(rows: 1, columns: width) { _, n in n < count ? Float(outputs[n]) : 3e38 }
        let operation = unsafe RowPrediction(function: function, output: row.pointer, count: count, columns: width)
        Portable<Float>.perform(operation, rowWidth: width)
        for (n, expected) in reference.prediction(outputs).enumerated() {
          // e^(z - m) has the error of z - m, half a last place of 2000.
          let error = abs(Double(row[0, n]) - expected) / max(expected, 1e-3)
          try check(error <= 1e-7 * max(8, size / 8), "prediction \(n) is \(row[0, n]), expected \(expected)")
        }
        try row.checkFences("row")
      }
    }
  }

  private func classes(_ function: some LossFunction) throws {
    var numbers = TestNumbers(seed: 9)
    try withEvery("count", raggedSizes) { count in
      let rows = 5, labels = (0..<rows).map { _ in numbers.index(below: count) }
      let outputs = (0..<rows).map { _ in numbers.list(count, -4, 4) }
      let oneHot = labels.map { label in (0..<count).map { $0 == label ? 1.0 : 0 } }
      let byValue = LossCase<Float>(rows: rows, count: count, outputs: outputs, targets: oneHot)
      let byClass = LossCase<Float>(rows: rows, count: count, outputs: outputs, targets: oneHot)
      byClass.labels = labels.map { Int32($0) }
      let first = byValue.run(Portable<Float>.self, function, scale: 0.5)
      let second = byClass.run(Portable<Float>.self, function, scale: 0.5)
      try check(first == second, "loss \(second) by class, \(first) by value")
      try check(byValue.delta.values == byClass.delta.values, "gradients differ")
    }
  }
}

/// Rows of outputs and targets in fenced memory. Pad lanes of the outputs hold the largest numbers: "unspecified but finite".
final class LossCase<Scalar: KernelScalar> {
  let rows: Int, count: Int, width: Int
  let outputs: GuardedMatrix<Scalar>, targets: GuardedMatrix<Scalar>, delta: GuardedMatrix<Scalar>
  /// What the losses are added to; fresh for each run, unless it continues.
  var sums = LossSums<Scalar>()
  var continues = false
  var labels: [Int32]?
  var outputActivation = Activation.identity

  init(rows: Int, count: Int, outputs: [[Double]], targets: [[Double]]) {
    (self.rows, self.count) = (rows, count)
    let width = RowWidth.padded(count)
    self.width = width
    self.outputs = GuardedMatrix(rows: rows, columns: width) { m, n in
      n < count ? Scalar(outputs[m][n]) : n % 2 == 0 ? Scalar.greatestFiniteMagnitude : -Scalar.greatestFiniteMagnitude
    }
    self.targets = GuardedMatrix(rows: rows, columns: count, rowStride: count + 1) { m, n in Scalar(targets[m][n]) }
    delta = GuardedMatrix(rows: rows, columns: width)
  }

  @inline(__always)
  func run<A: Arithmetic>(_ arithmetic: A.Type, _ function: some LossFunction, scale: Scalar) -> Scalar
  where A.Scalar == Scalar {
    if let labels {
      return unsafe labels.withUnsafeBufferPointer {
        unsafe run(A.self, function, .classes($0.baseAddress!), scale)
      }
    }
    return unsafe run(A.self, function, .values(Rows(base: targets.pointer, stride: targets.rowStride)), scale)
  }

  /// Not inlined: one copy of the kernel for each loss and arithmetic, or this file alone compiles for half a minute.
  @inline(never)
  private func run<A: Arithmetic>(
    _ arithmetic: A.Type, _ function: some LossFunction, _ targets: Targets<Scalar>, _ scale: Scalar
  ) -> Scalar where A.Scalar == Scalar {
    if !continues { sums = LossSums() }
    let operation = unsafe LossRows(
      function: function, rows: rows, count: count, columns: width,
      outputs: Rows(base: outputs.pointer, stride: outputs.rowStride), targets: targets, scale: scale,
      sums: sums, delta: MutableRows(base: delta.pointer, stride: delta.rowStride), outputActivation: outputActivation)
    sums = A.perform(operation, rowWidth: width)
    return sums.value(A.self)
  }

  func checkFences() throws {
    try outputs.checkFences("outputs")
    try targets.checkFences("targets")
    try delta.checkFences("delta")
  }
}
