import MidgeModel
import MidgeTestSupport
import Testing

/// Moments that no gradient feeds any more end at 0, and not at a subnormal number. Seen in a weight, the last of a layer, which starts at 0: it moves as
/// long as its moment does.
struct SubnormalMomentTests {
  private struct Layer: ~Copyable {
    var trainer: TestTrainer<PortableShared<Float>>
    let place: Int

    init(_ rule: OptimizerChoice) throws {
      var sample = TrainerCase([.dense(1, 20)], .meanSquaredError, rows: 1)
      sample.rule = rule
      trainer = try sample.trainer(PortableShared<Float>.self)
      place = parameterPlaces(trainer)[19]
      trainer.withMutableParameters { [place] in $0[place] = 0 }
    }

    /// By how much the weight moves in an update; with an input of 0 it has no gradient.
    mutating func move(input: Float, accumulates: Bool = false) -> Float {
      let before = parameters(trainer)[place], inputs = [input],
        targets = [Float](repeating: input == 0 ? 0 : 1, count: 20)
      if accumulates {
        trainer.accumulate(inputs.span, targets.span)
        trainer.apply()
      } else {
        trainer.step(inputs.span, targets.span)
      }
      return parameters(trainer)[place] - before
    }
  }

  private static let momentum = OptimizerChoice.momentum(Momentum(learningRate: 1, momentum: 0.9))

  @Test(arguments: [(momentum, Float(1e-36)), (.adam(Adam(learningRate: 1)), 1e-35)], [false, true])
  func theyAreClearedBeforeEvery32ndUpdate(_ rule: (OptimizerChoice, Float), _ accumulates: Bool) throws {
    var layer = try Layer(rule.0)
    for update in 1...64 {
      let move = layer.move(input: update % 32 == 1 ? rule.1 : 0, accumulates: accumulates)
      try check((move != 0) == (update % 32 != 0), "update \(update) moves by \(move)")
    }
  }

  /// With an epsilon of 0, a second moment of 0 makes the step a leap.
  @Test func soAreSecondOnes() throws {
    var layer = try Layer(.adam(Adam(learningRate: 1, epsilon: 0)))
    for update in 1...32 {
      let move = layer.move(input: update == 1 ? 2e-17 : 0).magnitude
      try check(update < 32 ? move < 10 : move > 1e6, "update \(update) moves by \(move)")
    }
  }

  @Test func aSnapshotKnowsWhenTheyWillBe() throws {
    var layer = try Layer(Self.momentum)
    for update in 1...29 { _ = layer.move(input: update == 1 ? 1e-36 : 0) }
    let snapshot = layer.trainer.snapshot()
    for _ in 0..<2 {
      for update in 30...33 {
        let move = layer.move(input: 0)
        try check((move != 0) == (update < 32), "update \(update) moves by \(move)")
      }
      layer.trainer.restore(snapshot)
    }
  }
}
