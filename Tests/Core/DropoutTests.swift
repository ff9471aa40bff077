import MidgeModel
import MidgeTestSupport
import Testing

/// Dropout in training; that there is none elsewhere.
struct DropoutTests {
  /// At the input, behind fused and other activations, behind and before narrow layers, twice in a row, at the end.
  static let networks: [[LayerShape]] = [
    [.dense(3, 13, .relu), .dropout(0.5, count: 13), .dense(13, 5)],
    [.dropout(0.2, count: 5), .dense(5, 17, .tanh), .dropout(0.25, count: 17), .dense(17, 2), .dropout(0.5, count: 2)],
    [
      .dense(4, 9, .gelu), .dropout(0.3, count: 9), .dropout(0.3, count: 9), .activation(.sigmoid, count: 9),
      .dense(9, 2),
    ],
    [.dense(2, 3), .dropout(0.4, count: 3), .activation(.tanh, count: 3), .dense(3, 33, .leakyReLU), .dense(33, 1)],
  ]

  @Test func gradientsAreThoseOfTheReferenceWithTheSameMasks() throws {
    try withEvery("network", Self.networks) { layers in
      try withEvery("rows", [1, 2, 7]) { rows in
        let sample = TrainerCase(layers, .meanSquaredError, rows: rows)
        var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: 3)
        let x = sample.flat(sample.inputs, Double.self), t = sample.flat(sample.targets, Double.self)
        // Once before, so that samples have other numbers than rows.
        trainer.accumulate(x.span, t.span)
        trainer.apply()
        let expected = masked(reference(trainer), trainer.body, sample, firstSample: rows)
        let loss = trainer.accumulate(x.span, t.span), found = gradient(&trainer)
        try check(relativeError(loss, expected.loss, floor: 1e-2) < 1e-12, "loss \(loss), reference \(expected.loss)")
        for index in found.indices {
          let error = relativeError(found[index], expected.gradient[index], floor: 1e-2)
          try check(error < 1e-12, "parameter \(index): \(found[index]), reference \(expected.gradient[index])")
        }
      }
    }
  }

  /// The mean loss of a batch and its gradient, sample by sample, each with its own masks.
  private func masked(
    _ network: ReferenceNetwork, _ body: LayerStack, _ sample: TrainerCase, firstSample: Int
  ) -> (loss: Double, gradient: [Double]) {
    var loss = 0.0, gradient = [Double](repeating: 0, count: network.parameters.count)
    for row in sample.inputs.indices {
      var network = network
      for index in 0..<body.layerCount where body.shape(at: index).kind == .dropout {
        let shape = body.shape(at: index)
        let dropout = ReferenceDropout(seed: sample.seed, layer: index, probability: Double(shape.probability))
        network.layers[index].factors = (0..<shape.inputCount).map {
          dropout.factor(sample: firstSample + row, unit: $0)
        }
      }
      let one = network.lossAndGradient([sample.inputs[row]], [sample.targets[row]], .meanSquaredError)
      loss += one.loss / Double(sample.inputs.count)
      for index in gradient.indices { gradient[index] += one.parameters[index] / Double(sample.inputs.count) }
    }
    return (loss, gradient)
  }

  /// Samples have numbers: which of them come together is nothing to their masks.
  @Test func aBatchInPartsHasTheMasksOfTheWhole() throws {
    try withEvery("network", Self.networks) { layers in
      var sample = TrainerCase(layers, .meanSquaredError, rows: 9)
      sample.reduction = .sum
      let x = sample.flat(sample.inputs, Double.self), t = sample.flat(sample.targets, Double.self)
      var whole = try sample.trainer(PortableShared<Double>.self)
      whole.accumulate(x.span, t.span)
      let expected = gradient(&whole)
      try withEvery("parts", [[4, 5], [1, 8], [1, 1, 1, 6], [8, 1]]) { parts in
        var trainer = try sample.trainer(PortableShared<Double>.self), first = 0
        for rows in parts {
          let (inputs, outputs) = (x.count / 9, t.count / 9)
          trainer.accumulate(
            x.span.extracting(first * inputs..<(first + rows) * inputs),
            t.span.extracting(first * outputs..<(first + rows) * outputs))
          first += rows
        }
        let found = gradient(&trainer)
        for index in found.indices {
          let error = relativeError(found[index], expected[index], floor: 1e-2)
          try check(error < 1e-12, "parameter \(index): \(found[index]), as a whole \(expected[index])")
        }
        try check(trainer.trainedSampleCount == 9, "\(trainer.trainedSampleCount) samples")
      }
    }
  }

  /// A network with dropout evaluates and predicts as the same network without.
  @Test func evaluationAndPredictionDropNothing() throws {
    try withEvery("network", Self.networks) { layers in
      try withEvery("rows", [1, 7]) { rows in
        let sample = TrainerCase(layers, .crossEntropy, rows: rows)
        var plain = sample
        plain.layers = layers.filter { $0.kind != .dropout }
        var trainer = try sample.trainer(PortableShared<Float>.self)
        let x = sample.flat(sample.inputs, Float.self), t = sample.flat(sample.targets, Float.self)
        trainer.step(x.span, t.span)
        let before = trainer.trainedSampleCount
        var other = try plain.trainer(PortableShared<Float>.self)
        // The list without dropout may fuse an activation into the layer before: a dense layer has the same parameters with it.
        let source = parameters(trainer)
        other.withMutableParameters { for index in $0.indices { $0[index] = source[index] } }
        try check(trainer.evaluate(x.span, t.span) == other.evaluate(x.span, t.span), "evaluation")
        try check(predictions(trainer, x) == predictions(other, x), "prediction")
        try check(trainer.trainedSampleCount == before, "samples are counted that were not trained on")
      }
    }
  }

  private func predictions(_ trainer: borrowing TestTrainer<PortableShared<Float>>, _ x: [Float]) -> [Float] {
    let rows = x.count / trainer.body.inputCount
    var outputs = [Float](repeating: 0, count: rows * trainer.body.outputCount)
    trainer.predict(x.span, into: outputs.mutableSpan)
    return outputs
  }

  @Test func masksFollowFromTheSeedAndTheSamplesTrainedOn() throws {
    let sample = TrainerCase(Self.networks[0], .meanSquaredError, rows: 4)
    let x = sample.flat(sample.inputs, Float.self), t = sample.flat(sample.targets, Float.self)
    func losses(_ seed: UInt64, from start: Int = 0) throws -> [Float] {
      var trainer = try sample.trainer(PortableShared<Float>.self)
      trainer.shuffleSeed = seed
      trainer.trainedSampleCount = start
      return (0..<4).map { _ in trainer.accumulate(x.span, t.span) }
    }
    let first = try losses(1)
    #expect(try losses(1) == first, "the same again")
    #expect(try losses(2) != first, "another seed")
    #expect(Set(first).count == 4, "every step has masks of its own")
    #expect(try losses(1, from: 8).prefix(2) == first[2...], "taken up after two steps")
  }

  @Test func theCheckOfTheGradientHoldsTheMasks() throws {
    try withEvery("network", Self.networks) { layers in
      try withEvery("rows", [1, 3]) { rows in
        let sample = TrainerCase(layers, .meanSquaredError, rows: rows)
        var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: 2)
        let x = sample.flat(sample.inputs, Double.self), t = sample.flat(sample.targets, Double.self)
        let result = trainer.checkGradient(x.span, t.span)
        try check(result.passes && result.comparedCount > 0, "\(result)")
        try check(trainer.trainedSampleCount == 0, "the check trains")
        let evaluated = trainer.evaluate(x.span, t.span).loss
        try check(result.loss != evaluated, "nothing was dropped")
      }
    }
  }

  @Test(arguments: [-0.1, 1, 1 - 0x1p-40, .nan, .infinity])
  func probabilitiesOutOfRangeAreRefused(_ probability: Double) {
    let layers: [LayerShape] = [.dense(3, 4), .dropout(probability, count: 4)]
    let error = #expect(throws: ModelError.self) {
      try ModelTrainer.byteCount(layers.span, optimizer: .sgd(SGD(learningRate: 1)))
    }
    guard case .probability(layer: 1, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
