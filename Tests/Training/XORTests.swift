import Midge
import MidgeModel
import Testing

/// XOR by a 2-4-1 sigmoid network, squared error, plain full-batch gradient descent at rate 5.
struct XORTests {
  static let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1]
  static let targets: [Float] = [0, 1, 1, 0]
  static let network = Network {
    Dense<2, 4>()
    Sigmoid()
    Dense<4, 1>()
    Sigmoid()
  }

  /// Steps until all four outputs are within 0.1 of the target; nil when 5,000 do not do.
  static func stepsToLearn(seed: UInt64) -> Int? {
    var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 5), seed: seed)
    var outputs: [Float] = [0, 0, 0, 0]
    for step in 1...5000 {
      trainer.step(inputs.span, targets.span)
      trainer.predict(inputs.span, into: outputs.mutableSpan)
      if zip(outputs, targets).allSatisfy({ abs($0 - $1) < 0.1 }) { return step }
    }
    return nil
  }

  @Test func itIsLearnedFromAtLeast95Of100Seeds() {
    let learned = (1...100).filter { XORTests.stepsToLearn(seed: UInt64($0)) != nil }
    #expect(learned.count >= 95, "\(learned.count) of 100")
  }

  /// A network that never saw a step has not learned: the bar above can fail.
  @Test func itIsNotLearnedByChance() {
    let learned = (1...100).filter { seed in
      let trainer = Trainer(
        XORTests.network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 5), seed: UInt64(seed))
      var outputs: [Float] = [0, 0, 0, 0]
      trainer.predict(XORTests.inputs.span, into: outputs.mutableSpan)
      return zip(outputs, XORTests.targets).allSatisfy { abs($0 - $1) < 0.1 }
    }
    #expect(learned.isEmpty)
  }

  /// One callback a batch, the last batch smaller; the epochs' mean losses fall.
  @Test func epochsReportTheirBatchesAndTheLossFalls() throws {
    var generator = SeededGenerator(seed: 3)
    let inputs = (0..<300).map { _ in Float(generator.nextNormal()) }
    let classes = (0..<100).map { row in Int32(inputs[3 * row] > inputs[3 * row + 1] ? 1 : 0) }
    var trainer = try ModelTrainer(
      [LayerShape.dense(3, 17, .tanh), .dense(17, 2)].span, loss: .crossEntropy,
      optimizer: .adam(Adam(learningRate: 0.01)))
    var losses: [Double] = []
    for _ in 0..<30 {
      var reports: [BatchReport] = []
      losses.append(trainer.epoch(inputs.span, classes: classes.span, batchSize: 32) { reports.append($0) })
      #expect(reports.map(\.sampleCount) == [32, 32, 32, 4])
      #expect(reports.map(\.batch) == [0, 1, 2, 3])
    }
    #expect(losses[29] < 0.5 * losses[0])
    #expect(trainer.evaluate(inputs.span, classes: classes.span).accuracy > 0.9)
  }
}
