import MidgeModel
import MidgeTestSupport
import Testing

/// Ways to train that must not show in a single bit.
struct StepBitsTests {
  /// Wide, narrow, both in either order, padded inputs, activations alone at the start.
  static let networks: [[LayerShape]] = [
    StepTests.layers, [.dense(13, 1)], [.dense(17, 3, .sigmoid), .dense(3, 9)], [.dense(5, 2, .relu), .dense(2, 2)],
    [.activation(.tanh, count: 5), .dense(5, 9, .leakyReLU), .dense(9, 21, .sigmoid), .dense(21, 6)],
    [.activation(.sigmoid, count: 9), .activation(.tanh, count: 9), .dense(9, 4, .tanh), .activation(.relu, count: 4)],
    [.dense(4, 70, .relu), .dense(70, 33, .tanh), .dense(33, 5)],
    [.dense(4, 33, .tanh), .dense(33, 9, .relu), .dense(9, 21, .tanh), .dense(21, 6)],
    [
      .dropout(0.2, count: 5), .dense(5, 33, .relu), .dropout(0.5, count: 33), .dense(33, 3, .tanh),
      .dropout(0.1, count: 3),
    ],
    [.dense(20, 2)], [.dense(8, 8)], [.dense(8, 64, .relu), .dense(64, 1)],
  ]
  static let batches = [1, 2, 7, 32]

  @Test func stepIsAccumulateThenApply() throws {
    try sweep { sample, batch in
      try withEvery("row capacity", [1, 3, 32]) { rowCapacity in
        let expected = try train(PortableShared<Float>.self, sample, [batch], rowCapacity: rowCapacity)
        let found = try train(PortableShared<Float>.self, sample, [batch], rowCapacity: rowCapacity, splits: true)
        try compare(found, expected)
      }
    }
    let sample = TrainerCase(StepTests.layers, .crossEntropy, rows: 7)
    let expected = try train(PortableShared<Double>.self, sample, [7, 1])
    try compare(train(PortableShared<Double>.self, sample, [7, 1], splits: true), expected)
  }

  /// A step while a gradient waits uses that up too.
  @Test func aStepAfterAccumulateIsOneOfBoth() throws {
    try sweep { sample, batch in
      let x = sample.flat(Array(sample.inputs[..<batch]), Float.self)
      let t = sample.flat(Array(sample.targets[..<batch]), Float.self)
      var first = try sample.trainer(PortableShared<Float>.self),
        second = try sample.trainer(PortableShared<Float>.self)
      first.accumulate(x.span, t.span)
      first.step(x.span, t.span)
      second.accumulate(x.span, t.span)
      second.accumulate(x.span, t.span)
      second.apply()
      try compare(parameters(first), parameters(second))
    }
  }

  @Test func chunkingChangesNoBit() throws {
    try sweep { sample, batch in
      let expected = try train(PortableShared<Float>.self, sample, [batch])
      try withEvery("row capacity", [1, 3, 5, 64]) { rowCapacity in
        try compare(train(PortableShared<Float>.self, sample, [batch], rowCapacity: rowCapacity), expected)
      }
    }
    try withEvery("network", Self.networks) { layers in
      let sample = TrainerCase(layers, .crossEntropy, rows: 32)
      let double = try train(PortableShared<Double>.self, sample, [32, 1, 7])
      try compare(train(PortableShared<Double>.self, sample, [32, 1, 7], rowCapacity: 3), double)
    }
  }

  @Test func tilesOfEveryShapeGiveTheSameBits() throws {
    try sweep { sample, batch in
      let batches = [batch, 1, 5], expected = try train(PortableShared<Float>.self, sample, batches)
      try compare(train(MediumShared<Float>.self, sample, batches), expected)
      try compare(train(LargeShared<Float>.self, sample, batches), expected)
    }
  }

  /// What one batch leaves in the buffers is nothing to the next: many rows, then one, then many.
  @Test func padsStayZeroWhateverBatchesFollowOneAnother() throws {
    try withEvery("network", Self.networks) { layers in
      let rules = StepTests.rules.map { $0.0 } + [.adam(Adam(learningRate: 0.02, epsilon: 0))]
      try withEvery("rule", rules) { rule in
        var sample = TrainerCase(layers, .meanSquaredError, rows: 32)
        sample.rule = rule
        var trainer = try sample.trainer(PortableShared<Float>.self)
        let places = Set(parameterPlaces(trainer))
        try withEvery("rows", [32, 1, 7, 1, 2, 1]) { rows in
          let x = sample.flat(Array(sample.inputs[..<rows]), Float.self)
          let t = sample.flat(Array(sample.targets[..<rows]), Float.self)
          trainer.step(x.span, t.span)
          _ = trainer.evaluate(
            sample.flat(sample.inputs, Float.self).span, sample.flat(sample.targets, Float.self).span)
          for (index, value) in parameters(trainer).enumerated() where !places.contains(index) {
            try check(value == 0, "pad \(index) is \(value)")
          }
        }
      }
    }
  }

  /// Every network, loss, rule and batch size, the last three each with each.
  private func sweep(_ use: (TrainerCase, Int) throws -> Void) throws {
    try withEvery("network", Self.networks) { layers in
      try withEvery("loss", Loss.allCases) { loss in
        try withEvery("rule", StepTests.rules) { rule in
          var sample = TrainerCase(layers, loss, rows: 32)
          sample.rule = rule.0
          try withEvery("batch", Self.batches) { try use(sample, $0) }
        }
      }
    }
  }

  private func compare<Scalar: BinaryFloatingPoint>(_ found: [Scalar], _ expected: [Scalar]) throws {
    for index in expected.indices {
      try check(expected[index].isFinite, "number \(index) is \(expected[index])")
      try check(found[index] == expected[index], "number \(index) is \(found[index]), expected \(expected[index])")
    }
  }
}

/// Losses and parameters after a step on values and one on classes of each batch size.
@inline(never)
private func train<A: Arithmetic>(
  _ arithmetic: A.Type, _ sample: TrainerCase, _ batches: [Int], rowCapacity: Int = 32, splits: Bool = false
) throws -> [A.Scalar] {
  var trainer = try sample.trainer(A.self, rowCapacity: rowCapacity), losses: [A.Scalar] = []
  for rows in batches {
    let x = sample.flat(Array(sample.inputs[..<rows]), A.Scalar.self)
    let t = sample.flat(Array(sample.targets[..<rows]), A.Scalar.self), classes = Array(sample.classes[..<rows])
    if splits {
      losses.append(trainer.accumulate(x.span, t.span))
      trainer.apply()
      losses.append(trainer.accumulate(x.span, classes: classes.span))
      trainer.apply()
    } else {
      losses.append(trainer.step(x.span, t.span))
      losses.append(trainer.step(x.span, classes: classes.span))
    }
  }
  return losses + parameters(trainer)
}
