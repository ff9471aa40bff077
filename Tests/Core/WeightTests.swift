import MidgeModel
import MidgeTestSupport
import Testing

/// Weights of samples and classes, smoothed labels, layers with learning rates of their own, and limits of weights.
struct WeightTests {
  private typealias Tunable = Trainer<LayerStack, Loss, Tuned<OptimizerChoice>, PortableShared<Double>>
  private static let layers: [LayerShape] = [.dense(3, 6, .tanh), .dense(6, 4)]
  private let inputs: [Double] = (0..<15).map { Double(($0 * 7) % 11) / 8 - 0.6 }
  private let labels: [Int32] = [0, 3, 1, 3, 2]

  private func trainer(
    _ regularization: Regularization = Regularization(), _ loss: Loss = .crossEntropy, capacity: Int = 2
  ) throws -> Tunable {
    try Tunable(
      owning: Self.layers.span, loss: loss, optimizer: Tuned(.sgd(SGD(learningRate: 0.3)), regularization),
      reduction: .mean, seed: 5, initializer: .automatic, rowCapacity: capacity)
  }

  private func logits(_ trainer: borrowing Tunable) -> [[Double]] {
    var outputs = [Double](repeating: 0, count: 20)
    trainer.predict(inputs.span, into: outputs.mutableSpan)
    return (0..<5).map { Array(outputs[4 * $0..<4 * $0 + 4]) }
  }

  /// PyTorch's formula: cross-entropy with w (1 - e) t + w e / K, over the sum of the weights of the labels.
  @Test(arguments: [0, 0.2])
  func classWeightsAndSmoothingAreThoseOfPyTorch(_ smoothing: Double) throws {
    let weights = [0.5, 2, 1, 3]
    var trainer = try trainer(Regularization(labelSmoothing: smoothing))
    trainer.setClassWeights(weights.span)
    let rows = logits(trainer)
    var total = 0.0
    for (row, label) in zip(rows, labels) {
      let targets = (0..<4).map { weights[$0] * (($0 == Int(label) ? 1 - smoothing : 0) + smoothing / 4) }
      total += ReferenceLoss.crossEntropy.value(row, targets)
    }
    let expected = total / labels.reduce(0) { $0 + weights[Int($1)] }
    let loss = trainer.accumulate(inputs.span, classes: labels.span)
    try check(abs(loss - expected) < 1e-12, "loss \(loss), expected \(expected)")
  }

  /// A weight of 2 is a sample that is there twice.
  @Test(arguments: [Loss.crossEntropy, .meanSquaredError])
  func aWeightCountsSamples(_ loss: Loss) throws {
    var weighted = try trainer(Regularization(), loss), repeated = try trainer(Regularization(), loss)
    let twice = inputs + inputs[3..<6], labelsTwice = labels + [labels[1]], weights: [Double] = [1, 2, 1, 1, 1]
    let a = weighted.step(inputs.span, classes: labels.span, weights: weights.span)
    let b = repeated.step(twice.span, classes: labelsTwice.span)
    try check(abs(a - b) < 1e-12, "losses \(a) and \(b)")
    let (first, second) = (parameters(weighted), parameters(repeated))
    for (x, y) in zip(first, second) { try check(abs(x - y) < 1e-12, "parameters \(x) and \(y)") }
  }

  @Test func howManyRowsPassTogetherChangesNoBit() throws {
    var expected: [Double] = []
    for capacity in [1, 2, 5, 64] {
      var trainer = try trainer(Regularization(l2: 0.1, labelSmoothing: 0.1), capacity: capacity)
      trainer.setClassWeights(([1, 2, 3, 4] as [Double]).span)
      for _ in 0..<3 { trainer.step(inputs.span, classes: labels.span) }
      let found = parameters(trainer)
      if expected.isEmpty { expected = found }
      try check(found == expected, "capacity \(capacity)")
    }
  }

  @Test func aFactorScalesALayersRateAndZeroFreezesIt() throws {
    var plain = try trainer(), tuned = try trainer()
    tuned.setLearningRateFactor(0.5, layer: 1)
    tuned.setLearningRateFactor(0, layer: 0)
    let before = parameters(plain)
    plain.step(inputs.span, classes: labels.span)
    tuned.step(inputs.span, classes: labels.span)
    let (whole, half) = (parameters(plain), parameters(tuned)), first = Self.layers[0].parameterCount
    for index in before.indices {
      let wanted = index < first ? before[index] : before[index] + (whole[index] - before[index]) / 2
      try check(abs(half[index] - wanted) < 1e-15, "parameter \(index) is \(half[index]), expected \(wanted)")
    }
    try check(zip(before, whole).contains { $0 != $1 }, "nothing moved")
  }

  @Test func noUnitsWeightsAreLongerThanTheLimit() throws {
    var limited = try trainer(Regularization(maxNorm: 0.4)), offset = 0, seen = 0
    limited.step(inputs.span, classes: labels.span)
    let found = parameters(limited)
    for shape in Self.layers {
      for output in 0..<shape.outputCount {
        let squares = (0..<shape.inputCount).map { input in
          let w = found[offset + shape.weightOffset(output * shape.inputCount + input)]
          return w * w
        }
        let norm = squares.reduce(0, +).squareRoot()
        try check(norm <= 0.4 * (1 + 1e-12), "a norm of \(norm)")
        if norm > 0.399 { seen += 1 }
      }
      offset += shape.parameterCount
    }
    try check(seen > 3, "the limit was met \(seen) times: the test shows nothing")
  }

  private func parameters(_ trainer: borrowing Tunable) -> [Double] {
    trainer.withParameters { span in span.indices.map { span[$0] } }
  }
}
