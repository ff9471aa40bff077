import MidgeModel
import MidgeTestSupport
import Testing

struct StepTests {
  static let layers: [LayerShape] = [.dense(5, 17, .tanh), .dense(17, 3)]
  static let rules: [(OptimizerChoice, ReferenceOptimizer.Rule)] = [
    (.sgd(SGD(learningRate: 0.02)), .sgd(learningRate: 0.02)),
    (.momentum(Momentum(learningRate: 0.02, momentum: 0.8)), .momentum(learningRate: 0.02, momentum: 0.8)),
    (
      .adam(Adam(learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-6)),
      .adam(learningRate: 0.02, beta1: 0.8, beta2: 0.95, epsilon: 1e-6)
    ),
  ]

  @Test func stepsMatchTheReferenceForEveryLossRuleAndReduction() throws {
    try withEvery("loss", Loss.allCases) { loss in
      try withEvery("rule", Self.rules) { rule in
        try withEvery("reduction", Reduction.allCases) { reduction in
          try steps(PortableShared<Double>.self, loss, rule, reduction, tolerance: 1e-11)
          try steps(PortableShared<Float>.self, loss, rule, reduction, tolerance: 1e-4)
        }
      }
    }
  }

  @Test func accumulatedGradientsAddUpUntilApply() throws {
    let sample = TrainerCase(Self.layers, .meanSquaredError, rows: 9)
    var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: 4)
    for round in 0..<2 {
      var sum = [Double](repeating: 0, count: parameterPlaces(trainer).count)
      for rows in [0..<9, 0..<2, 5..<9] {
        let inputs = Array(sample.inputs[rows]), targets = Array(sample.targets[rows])
        let expected = reference(trainer).lossAndGradient(inputs, targets, .meanSquaredError).parameters
        sum = zip(sum, expected).map { $0 + $1 }
        trainer.accumulate(sample.flat(inputs, Double.self).span, sample.flat(targets, Double.self).span)
      }
      for (found, expected) in zip(gradient(&trainer), sum) {
        try check(relativeError(found, expected, floor: 0.01) < 1e-12, "round \(round): \(found), expected \(expected)")
      }
      trainer.apply()
    }
  }

  @Test func applyWithoutAGradientDoesNothing() throws {
    var sample = TrainerCase(Self.layers, .meanSquaredError, rows: 4)
    sample.rule = .momentum(Momentum(learningRate: 0.1))
    var trainer = try sample.trainer(PortableShared<Float>.self)
    trainer.step(sample.flat(sample.inputs, Float.self).span, sample.flat(sample.targets, Float.self).span)
    let before = parameters(trainer)
    trainer.apply()
    try check(parameters(trainer) == before, "the second apply moved the parameters")
  }

  private func steps<A: Arithmetic>(
    _ arithmetic: A.Type, _ loss: Loss, _ rule: (OptimizerChoice, ReferenceOptimizer.Rule), _ reduction: Reduction,
    tolerance: Double
  ) throws {
    try withEvery("rows", [6, 1]) { rows in
      try steps(A.self, loss, rule, reduction, tolerance: tolerance, rows: rows)
    }
  }

  private func steps<A: Arithmetic>(
    _ arithmetic: A.Type, _ loss: Loss, _ rule: (OptimizerChoice, ReferenceOptimizer.Rule), _ reduction: Reduction,
    tolerance: Double, rows: Int
  ) throws {
    var sample = TrainerCase(Self.layers, loss, rows: rows)
    (sample.rule, sample.reduction) = (rule.0, reduction)
    var trainer = try sample.trainer(A.self)
    var network = reference(trainer), optimizer = ReferenceOptimizer(rule.1, count: network.parameters.count)
    let x = sample.flat(sample.inputs, A.Scalar.self), t = sample.flat(sample.targets, A.Scalar.self)
    try withEvery("step", 1...5) { _ in
      let expected = network.lossAndGradient(
        sample.inputs, sample.targets, ReferenceLoss(naming: loss), mean: reduction == .mean)
      optimizer.update(&network.parameters, expected.parameters)
      let found = Double(trainer.step(x.span, t.span))
      try check(relativeError(found, expected.loss, floor: 1) < tolerance, "loss \(found), expected \(expected.loss)")
      for (found, expected) in zip(reference(trainer).parameters, network.parameters) {
        try check(relativeError(found, expected, floor: 1) < tolerance, "\(arithmetic): \(found), expected \(expected)")
      }
      let places = Set(parameterPlaces(trainer))
      for (index, value) in parameters(trainer).enumerated() where !places.contains(index) {
        try check(value == 0, "pad \(index) is \(value)")
      }
    }
  }
}
