import Midge
import MidgeModel
import Testing

/// A fit by L-BFGS is the same in both faces, and on all levels of one arithmetic, to the bit.
struct LBFGSParityTests {
  private static let layers: [LayerShape] = [.dense(5, 19, .tanh), .dense(19, 3, .sigmoid), .dense(3, 4)]
  private static let rule = LBFGS(iterationCount: 12, historySize: 5)

  private static func typed<A: Arithmetic>(_ arithmetic: A.Type, usesClasses: Bool) -> [UInt64]
  where A.Scalar == Float {
    var trainer = Trainer(
      Network {
        Dense<5, 19>(); Tanh(); Dense<19, 3>(); Sigmoid(); Dense<3, 4>()
      }, loss: CrossEntropyLoss(), optimizer: Tuned(SGD(learningRate: 1), Regularization(l2: 1e-3)),
      arithmetic: A.self, rowCapacity: 7)
    var fitter = trainer.fitter(rule), found: [UInt64] = []
    let data = Data(5, 4)
    for _ in 0..<3 {
      let report =
        usesClasses
        ? trainer.fit(data.inputs.span, classes: data.classes.span, by: &fitter)
        : trainer.fit(data.inputs.span, data.targets.span, by: &fitter)
      found += [report.loss.bitPattern, UInt64(report.evaluationCount), parameterHash(trainer)]
    }
    return found
  }

  private static func runtime(_ level: InstructionSet, usesClasses: Bool) throws -> [UInt64] {
    var trainer = try ModelTrainer(
      layers.span, loss: .crossEntropy, optimizer: .sgd(SGD(learningRate: 1)), rowCapacity: 32, instructionSet: level)
    trainer.regularization = Regularization(l2: 1e-3)
    var fitter = trainer.fitter(rule), found: [UInt64] = []
    let data = Data(5, 4)
    for _ in 0..<3 {
      let report =
        usesClasses
        ? trainer.fit(data.inputs.span, classes: data.classes.span, by: &fitter)
        : trainer.fit(data.inputs.span, data.targets.span, by: &fitter)
      found += [report.loss.bitPattern, UInt64(report.evaluationCount), parameterHash(trainer)]
    }
    return found
  }

  @Test(arguments: [false, true])
  func `the typed and the run-time face fit to the same bits`(_ usesClasses: Bool) throws {
    let fit = Self.typed(SharedFloat.self, usesClasses: usesClasses)
    #expect(try fit == Self.runtime(.baseline, usesClasses: usesClasses))
    #expect(Double(bitPattern: fit[6]) < Double(bitPattern: fit[0]))
  }

  @Test(arguments: LevelParityTests.fused)
  func `fused levels fit to the same bits`(_ level: InstructionSet) throws {
    for usesClasses in [false, true] {
      #expect(
        try Self.typed(FusedSharedFloat.self, usesClasses: usesClasses) == Self.runtime(level, usesClasses: usesClasses)
      )
    }
  }
}
