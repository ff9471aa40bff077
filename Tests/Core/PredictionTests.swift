import MidgeModel
import MidgeTestSupport
import Testing

struct PredictionTests {
  static let networks: [[LayerShape]] = [
    StepTests.layers, [.dense(4, 1)],
    [.activation(.sigmoid, count: 5), .dense(5, 9, .relu), .activation(.tanh, count: 9)],
  ]

  @Test func predictionsAndProbabilitiesMatchTheReference() throws {
    try withEvery("case", cases(rows: 10)) { sample in
      try withEvery("row capacity", [1, 3, 32]) { rowCapacity in
        let trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: rowCapacity),
          network = reference(trainer)
        let outputs = sample.inputs.map(network.forward), loss = ReferenceLoss(naming: sample.loss)
        let x = sample.flat(sample.inputs, Double.self)
        var found = [Double](repeating: .nan, count: 10 * sample.targets[0].count)
        trainer.predict(x.span, into: found.mutableSpan)
        try compare(found, Array(outputs.joined()))
        trainer.probabilities(x.span, into: found.mutableSpan)
        try compare(found, Array(outputs.map(loss.prediction).joined()))
      }
    }
  }

  @Test func evaluationMatchesTheReferenceAndTrainsNothing() throws {
    try withEvery("case", cases(rows: 40)) { sample in
      try withEvery("row capacity", [1, 3, 32]) { rowCapacity in
        var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: rowCapacity)
        let network = reference(trainer), loss = ReferenceLoss(naming: sample.loss), before = parameters(trainer)
        let x = sample.flat(sample.inputs, Double.self), t = sample.flat(sample.targets, Double.self)
        trainer.accumulate(x.span, t.span)
        let waiting = gradient(&trainer)
        for (targets, found) in [
          (sample.targets, trainer.evaluate(x.span, t.span)),
          (sample.oneHot, trainer.evaluate(x.span, classes: sample.classes.span)),
        ] {
          let expected = network.lossAndGradient(sample.inputs, targets, loss).loss
          try check(
            relativeError(found.loss, expected, floor: 1e-3) < 1e-12, "loss \(found.loss), expected \(expected)")
          let correct = zip(sample.inputs.map(network.forward), targets).filter { isCorrect($0, $1, sample.loss) }.count
          try check(found.accuracy == Double(correct) / 40, "accuracy \(found.accuracy), expected \(correct) of 40")
          try check(found.sampleCount == 40, "samples counted")
        }
        try check(parameters(trainer) == before && gradient(&trainer) == waiting, "evaluation changed the trainer")
      }
    }
  }

  @Test func evaluationOfFloatsDoesNotDependOnTheRowCapacity() throws {
    try withEvery("case", cases(rows: 40)) { sample in
      let x = sample.flat(sample.inputs, Float.self), t = sample.flat(sample.targets, Float.self)
      let whole = try sample.trainer(PortableShared<Float>.self, rowCapacity: 40).evaluate(x.span, t.span)
      try withEvery("row capacity", [1, 3, 32]) { rowCapacity in
        let found = try sample.trainer(PortableShared<Float>.self, rowCapacity: rowCapacity).evaluate(x.span, t.span)
        try check(found == whole, "\(found), all rows together \(whole)")
      }
    }
  }

  private func cases(rows: Int) -> [TrainerCase] {
    Self.networks.flatMap { layers in Loss.allCases.map { TrainerCase(layers, $0, rows: rows) } }
  }

  private func compare(_ found: [Double], _ expected: [Double]) throws {
    for (index, (a, b)) in zip(found, expected).enumerated() {
      try check(relativeError(a, b, floor: 1e-3) < 1e-12, "output \(index) is \(a), expected \(b)")
    }
  }

  private func isCorrect(_ outputs: [Double], _ targets: [Double], _ loss: Loss) -> Bool {
    if outputs.count == 1 {
      return outputs[0] > (loss.takesLogits ? 0 : 0.5) ? targets[0] > 0.5 : targets[0] <= 0.5
    }
    return outputs.firstIndex(of: outputs.max()!) == targets.firstIndex(of: targets.max()!)
  }
}
