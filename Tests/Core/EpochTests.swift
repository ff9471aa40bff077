import MidgeModel
import MidgeTestSupport
import Testing

struct EpochTests {
  /// With outputs of 0 and targets 2^i the summed squared errors tell which samples were used, and how often.
  @Test func epochUsesEachSampleOnceAndTheRestAsASmallerBatch() throws {
    try withEvery("shuffles", [false, true]) { shuffles in
      try withEvery("count", [1, 5, 20, 23]) { count in
        let layers: [LayerShape] = [.dense(1, 1)], rule = OptimizerChoice.sgd(SGD(learningRate: 0))
        var trainer = try TestTrainer<PortableShared<Double>>(
          owning: layers.span, loss: .meanSquaredError, optimizer: rule, reduction: .sum, seed: 1,
          initializer: .automatic,
          rowCapacity: 3)
        let inputs = [Double](repeating: 0, count: count)
        let targets = (0..<count).map { Double(sign: .plus, exponent: $0, significand: 1) }
        let expected = targets.map { $0 * $0 }.reduce(0, +)
        try withEvery("epoch", 0..<3) { _ in
          var reports: [BatchReport] = []
          let total = trainer.epoch(inputs.span, targets.span, batchSize: 5, shuffles: shuffles) { reports.append($0) }
          try check(total == expected, "total \(total), expected \(expected)")
          let sizes = (0..<(count + 4) / 5).map { min(5, count - $0 * 5) }
          try check(reports.map(\.sampleCount) == sizes, "batches \(reports.map(\.sampleCount))")
          try check(reports.map(\.batch) == Array(sizes.indices), "batch numbers")
          try check(reports.map(\.loss).reduce(0, +) == expected, "the reports' losses")
        }
        try check(trainer.epochCount == 3, "epochs counted")
      }
    }
  }

  /// An epoch gives the bits of steps over the samples in the order that `Shuffle` says, inputs beside their targets.
  @Test func epochIsStepsInShuffledOrder() throws {
    let sample = TrainerCase(StepTests.layers, .crossEntropy, rows: 23)
    try withEvery("by class", [false, true]) { byClass in
      var one = try sample.trainer(PortableShared<Float>.self, rowCapacity: 4),
        two = try sample.trainer(PortableShared<Float>.self)
      let x = sample.flat(sample.inputs, Float.self), t = sample.flat(sample.targets, Float.self)
      try withEvery("epoch", 0..<3) { epoch in
        let order = Shuffle(count: 23, seed: sample.seed, epoch: epoch)
        var mean = 0.0
        for first in stride(from: 0, to: 23, by: 10) {
          let rows = (first..<min(first + 10, 23)).map { order[$0] }
          let inputs = sample.flat(rows.map { sample.inputs[$0] }, Float.self)
          let targets = sample.flat(rows.map { sample.targets[$0] }, Float.self),
            classes = rows.map { sample.classes[$0] }
          let loss = byClass ? two.step(inputs.span, classes: classes.span) : two.step(inputs.span, targets.span)
          mean += Double(loss) * Double(rows.count) / 23
        }
        let found =
          byClass
          ? one.epoch(x.span, classes: sample.classes.span, batchSize: 10) : one.epoch(x.span, t.span, batchSize: 10)
        try check(abs(found - mean) < 1e-12, "mean loss \(found), expected \(mean)")
        try check(parameters(one) == parameters(two), "parameters differ")
      }
    }
  }
}
