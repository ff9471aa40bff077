// A program of somebody who depends on Midge: check-package.sh builds it against a tagged clone.
import Midge

typealias XORTrainer = Trainer<
  Chain<ActivatedDense<2, 8, Tanh>, Dense<8, 1>>, MeanSquaredErrorLoss, Adam, NativeFloat
>

/// What check-package.sh looks into: it must be straight code.
@inline(never)
func trainXOR(
  _ trainer: inout XORTrainer, _ inputs: Span<Float>, _ targets: Span<Float>, _ steps: Int
) -> Float {
  var loss: Float = 0
  for _ in 0..<steps { loss = trainer.step(inputs, targets) }
  return loss
}

func learnXOR() {
  let network = Network {
    Dense<2, 8>()
    Tanh()
    Dense<8, 1>()
  }
  let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1], targets: [Float] = [0, 1, 1, 0]
  var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: Adam(learningRate: 0.01))
  let loss = trainXOR(&trainer, inputs.span, targets.span, 2000)
  var outputs: [Float] = [0, 0, 0, 0]
  trainer.predict(inputs.span, into: outputs.mutableSpan)
  for (output, target) in zip(outputs, targets) where !(abs(output - target) < 0.1) {
    fatalError("XOR is not learned: \(outputs), loss \(loss)")
  }
  print("xor learned, loss \(loss)")
}

func timeStep(_ steps: Int) {
  let network = Network {
    Dense<16, 64>()
    ReLU()
    Dense<64, 64>()
    ReLU()
    Dense<64, 4>()
  }
  var generator = SeededGenerator(seed: 1)
  let inputs = (0..<32 * 16).map { _ in Float(generator.nextUnit()) }
  let targets = (0..<32 * 4).map { _ in Float(generator.nextUnit()) }
  var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: Adam())
  for _ in 0..<3 { trainer.step(inputs.span, targets.span) }
  var best = Duration.seconds(1000)
  for _ in 0..<5 {
    best = min(best, ContinuousClock().measure { for _ in 0..<steps { trainer.step(inputs.span, targets.span) } })
  }
  print("ns per step: \(Int(best / .nanoseconds(1)) / steps)")
}

if let steps = CommandLine.arguments.dropFirst().first.flatMap({ Int($0) }) { timeStep(steps) } else { learnXOR() }
