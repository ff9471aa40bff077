import Midge

let network = Network {
  Dense<2, 4>()
  Sigmoid()
  Dense<4, 1>()
  Sigmoid()
}
var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 5))
let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1]
let targets: [Float] = [0, 1, 1, 0]
for _ in 1...2000 { trainer.step(inputs.span, targets.span) }
var outputs: [Float] = [0, 0, 0, 0]
trainer.predict(inputs.span, into: outputs.mutableSpan)
print(outputs.map { $0 > 0.5 })
