import Midge
import MidgeModel
import Testing

struct InitializerParityTests {
  @Test
  func `every initializer starts both faces at the same bits`() throws {
    let layers: [LayerShape] = [.dense(5, 19, .tanh), .dense(19, 3), .activation(.sigmoid, count: 3), .dense(3, 4)]
    var hashes: Set<UInt64> = []
    for (name, initializer) in Initializer.named {
      let typed = Trainer(
        Network {
          Dense<5, 19>(); Tanh(); Dense<19, 3>(); Sigmoid(); Dense<3, 4>()
        }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 1), seed: 5, initializer: initializer)
      for level in InstructionSet.allCases where level <= .best {
        let runtime = try ModelTrainer(
          layers.span, loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 1)), seed: 5,
          initializer: initializer, instructionSet: level)
        #expect(parameterHash(typed) == parameterHash(runtime), "\(name)")
      }
      hashes.insert(parameterHash(typed))
    }
    // Automatic is Glorot here.
    #expect(hashes.count == Initializer.named.count - 1)
  }
}
