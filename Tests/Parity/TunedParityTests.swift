import Midge
import MidgeModel
import Testing

/// Regularisation, schedules, layer factors and weights give the same bits in both faces.
struct TunedParityTests {
  private static let layers: [LayerShape] = [.dense(5, 19, .tanh), .dense(19, 4)]
  private static let schedule = Schedule(
    rate: 0.02, .cosineRestarts(period: 9, growth: 2, least: 0.001), warmUpStepCount: 4)
  private static let classWeights: [Float] = [1, 0.5, 3, 2]
  private static let limits: [Regularization] = [
    Regularization(), Regularization(l1: 1e-3, l2: 1e-2), Regularization(clipNorm: 0.05),
    Regularization(clipValue: 0.01, maxNorm: 0.9), Regularization(l2: 1e-2, labelSmoothing: 0.1),
  ]

  /// What is done to a trainer of either face.
  private struct Case: CustomStringConvertible {
    var limits: Regularization
    var weighsSamples: Bool
    var weighsClasses: Bool
    var rowCapacity: Int
    var description: String { "\(limits), samples \(weighsSamples), classes \(weighsClasses), rows \(rowCapacity)" }

    static var all: [Case] {
      TunedParityTests.limits.flatMap { limits in
        [(false, false, 32), (true, false, 3), (false, true, 32), (true, true, 5)].map {
          Case(limits: limits, weighsSamples: $0.0, weighsClasses: $0.1, rowCapacity: $0.2)
        }
      }
    }
  }

  private func run<T: Weighable & ~Copyable>(_ trainer: inout T, _ test: Case) -> Trajectory {
    let data = Data(5, 4), weights = (0..<Data.sampleCount).map { Float($0 % 5) / 2 }
    var losses: [UInt32] = []
    trainer.setLearningRateFactor(0.25, layer: 0)
    if test.weighsClasses { trainer.setClassWeights(Self.classWeights.span) }
    for step in 0..<40 {
      let first = step % 12 * 8, rows = first..<first + 8
      let inputs = data.inputs.span.extracting(5 * first..<5 * first + 40), classes = data.classes.span.extracting(rows)
      let loss =
        test.weighsSamples
        ? trainer.step(inputs, classes: classes, weights: weights.span.extracting(rows))
        : trainer.step(inputs, classes: classes)
      losses.append(loss.bitPattern)
    }
    if test.weighsSamples {
      let loss = trainer.epoch(
        data.inputs.span, classes: data.classes.span, weights: weights.span, batchSize: 10, shuffles: true)
      losses.append(Float(loss).bitPattern)
    }
    var predictions = [Float](repeating: 0, count: data.targets.count)
    trainer.probabilities(data.inputs.span, into: predictions.mutableSpan)
    return Trajectory(
      parameterHash: parameterHash(trainer), losses: losses, predictions: predictions.map(\.bitPattern))
  }

  private func typed(_ test: Case) -> Trajectory {
    let network = Network {
      Dense<5, 19>()
      Tanh()
      Dense<19, 4>()
    }
    var trainer = Trainer(
      network, loss: CrossEntropyLoss(),
      optimizer: Tuned(Adam(learningRate: 0.5), test.limits, schedule: Self.schedule), rowCapacity: test.rowCapacity)
    return run(&trainer, test)
  }

  private func runtime(_ test: Case) throws -> Trajectory {
    var trainer = try ModelTrainer(
      Self.layers.span, loss: .crossEntropy, optimizer: .adam(Adam(learningRate: 0.5)), rowCapacity: test.rowCapacity,
      instructionSet: .baseline)
    trainer.regularization = test.limits
    trainer.schedule = Self.schedule
    return run(&trainer, test)
  }

  @Test
  func `everything around a rule gives the same bits in both faces, and none of it is without effect`() throws {
    var seen: [UInt64] = []
    for test in Case.all {
      let found = typed(test)
      #expect(try found == runtime(test), "\(test)")
      #expect(found.isFinite, "\(test)")
      #expect(!seen.contains(found.parameterHash), "\(test) is as another")
      seen.append(found.parameterHash)
    }
  }
}

/// What the two trainers have in common here.
private protocol Weighable: Trainable, ~Copyable {
  mutating func setClassWeights(_ weights: Span<Float>)
  mutating func setLearningRateFactor(_ factor: Double, layer: Int)
  mutating func step(_ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>) -> Float
  mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>, batchSize: Int, shuffles: Bool
  ) -> Double
}

extension Trainer: Weighable where A.Scalar == Float {}
extension ModelTrainer: Weighable {}
