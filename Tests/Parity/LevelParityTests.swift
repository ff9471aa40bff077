import Midge
import MidgeModel
import Testing

/// The code of every instruction set that this machine has, compared to the bit.
struct LevelParityTests {
  /// Those with fused multiply-add: x86-64-v3 and -v4, or arm64's only one.
  static let fused: [InstructionSet] =
    NativeTiles.fusesMultiplyAdd ? [.baseline] : [.v3, .v4].filter { $0 <= .best }

  @Test(arguments: fused)
  func `fused levels give the bits of the typed face's fused arithmetic`(_ level: InstructionSet) throws {
    for twin in fusedTwins() {
      for plan in Plan.all.filter({ $0.batchSize < 32 }) {
        let plan = plan.with { $0.stepCount = 30 }, typed = twin.typed(plan)
        #expect(try typed == twin.runtime(plan, on: level), "\(twin.name), \(plan)")
        let chunked = plan.with { $0.rowCapacity = 3 }
        #expect(try typed == twin.runtime(chunked, on: level), "\(twin.name), \(chunked)")
        #expect(typed.isFinite, "\(twin.name), \(plan)")
      }
    }
  }

  #if arch(x86_64)
    @Test(.enabled(if: InstructionSet.best >= .v4), arguments: Activation.allCases)
    func `v3 and v4 give the same bits`(_ activation: Activation) throws {
      for twin in twins(of: activation) {
        for plan in Plan.all {
          #expect(try twin.runtime(plan, on: .v3) == twin.runtime(plan, on: .v4), "\(twin.name), \(plan)")
        }
      }
    }

    /// Rows wider than any register, and more of them than pass together.
    @Test(.enabled(if: InstructionSet.best >= .v4), arguments: [(200, 70, 33), (16, 128, 64), (65, 96, 3)])
    func `v3 and v4 give the same bits in wide layers`(_ widths: (Int, Int, Int)) throws {
      let layers: [LayerShape] = [.dense(widths.0, widths.1, .relu), .dense(widths.1, widths.2)]
      let wide = Twin(name: "wide", layers: layers) { _ in preconditionFailure("run-time only") }
      for plan in Plan.all {
        let plan = plan.with { ($0.stepCount, $0.rowCapacity) = (20, 13) }
        #expect(try wide.runtime(plan, on: .v3) == wide.runtime(plan, on: .v4), "\(plan)")
      }
    }

    /// Otherwise the tests above could compare a level with itself.
    @Test(.enabled(if: InstructionSet.best >= .v3))
    func `the baseline gives other bits than v3`() throws {
      for twin in fusedTwins() {
        let plan = Plan()
        #expect(try twin.runtime(plan, on: .baseline) != twin.runtime(plan, on: .v3), "\(twin.name)")
      }
    }
  #endif

  @Test
  func `the trainer and the predictor run what they were told to, else what the process chose`() throws {
    let layers: [LayerShape] = [.dense(2, 3, .tanh), .dense(3, 1)]
    for level in InstructionSet.allCases {
      if level <= .best {
        let trainer = try ModelTrainer(
          layers.span, loss: .meanSquaredError, optimizer: Rule.sgd.choice, instructionSet: level)
        #expect(trainer.instructionSet == level)
        #expect(try ModelPredictor(layers.span, instructionSet: level).instructionSet == level)
      } else {
        #expect(throws: ModelError.instructionSet(wanted: level, best: .best)) {
          _ = try ModelPredictor(layers.span, instructionSet: level)
        }
      }
    }
    #expect(try ModelPredictor(layers.span).instructionSet == InstructionSet.selected())
  }

  @Test(arguments: InstructionSet.allCases.filter { $0 <= .best })
  func `a predictor says what the trainer of its level says`(_ level: InstructionSet) throws {
    let layers: [LayerShape] = [.dense(5, 19, .sigmoid), .dense(19, 3)], data = Data(5, 3)
    var trainer = try ModelTrainer(
      layers.span, loss: .crossEntropy, optimizer: Rule.adam.choice, instructionSet: level)
    for _ in 0..<5 { trainer.step(data.inputs.span, classes: data.classes.span) }
    var predictor = try ModelPredictor(layers.span, instructionSet: level)
    trainer.withParameters { learned in
      predictor.withMutableParameters { copy in
        for index in learned.indices { copy[index] = learned[index] }
      }
    }
    var expected = data.targets, found = data.targets
    trainer.probabilities(data.inputs.span, into: expected.mutableSpan)
    predictor.probabilities(data.inputs.span, as: .crossEntropy, into: found.mutableSpan)
    #expect(expected == found && expected != data.targets)
    trainer.predict(data.inputs.span, into: expected.mutableSpan)
    #expect(expected != found)
    predictor.predict(data.inputs.span, into: found.mutableSpan)
    #expect(expected == found)
  }
}
