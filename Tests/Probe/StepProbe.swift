import Midge
import MidgeModel

/// What check-syscalls.sh watches: as many training steps of both faces as the first argument says. With a second argument,
/// whatever it is, each step also prints, so that the watcher can be seen to see.
@main
struct StepProbe {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let steps = Int(arguments[1]) else { fatalError("usage: StepProbe STEPS [print]") }
    let isNoisy = arguments.count > 2
    let layers: [LayerShape] = [.dense(2, 8, .tanh), .dense(8, 3)]
    let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1], classes: [Int32] = [0, 1, 2, 0]
    var typed = Trainer(
      Network {
        Dense<2, 8>(); Tanh(); Dense<8, 3>()
      }, loss: CrossEntropyLoss(), optimizer: Adam())
    // The instruction set that rounds as the typed trainer's arithmetic does: equal bits are asked for below.
    var model = try ModelTrainer(
      layers.span, loss: .crossEntropy, optimizer: .adam(Adam()), instructionSet: .baseline)
    for _ in 0..<steps {
      typed.step(inputs.span, classes: classes.span)
      model.step(inputs.span, classes: classes.span)
      typed.epoch(inputs.span, classes: classes.span, batchSize: 3)
      model.epoch(inputs.span, classes: classes.span, batchSize: 3)
      if isNoisy { print("step") }
    }
    let (first, second) = (
      typed.evaluate(inputs.span, classes: classes.span).loss, model.evaluate(inputs.span, classes: classes.span).loss
    )
    if first != second { fatalError("the faces differ: \(first), \(second)") }
  }
}
