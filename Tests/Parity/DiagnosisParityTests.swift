import Midge
import MidgeModel
import Testing

/// Diagnosis and sentinel say the same of both faces.
struct DiagnosisParityTests {
  @Test func `both faces are diagnosed alike`() throws {
    let data = Data(3, 5), count = 20
    let inputs = data.inputs.span.extracting(first: count * 3), targets = data.targets.span.extracting(first: count * 5)
    let classes = data.classes.span.extracting(first: count)
    var typed = Trainer(
      Network {
        Dense<3, 13>(); ReLU(); Dense<13, 5>(); GELU()
      }, loss: Loss.crossEntropy, optimizer: Tuned(OptimizerChoice.adam(Adam())), rowCapacity: 8)
    var model = try ModelTrainer(
      [LayerShape.dense(3, 13, .relu), .dense(13, 5, .gelu)].span, loss: .crossEntropy, optimizer: .adam(Adam()),
      rowCapacity: 8, instructionSet: .baseline)
    for _ in 0..<3 {
      let onValues = typed.diagnose(inputs, targets), onClasses = typed.diagnose(inputs, classes: classes)
      #expect(onValues == model.diagnose(inputs, targets))
      #expect(onClasses == model.diagnose(inputs, classes: classes))
      #expect(onValues != onClasses && onValues.layers.count == 3 && onValues.layers[0].deadCount != nil)
      typed.step(inputs, targets)
      model.step(inputs, targets)
    }
  }
}
