// Compiled by check-embedded.sh with -no-allocations: no case of an activation, a loss or an optimizer, and no call of either face,
// may reach the heap. The switches are exhaustive, so that a new case does not compile until it is here.
import Midge
import MidgeModel

/// Memory of the caller's: for the trainer, and samples of 3 inputs and 5 outputs.
@unsafe public struct Lent {
  let memory: UnsafeMutableRawBufferPointer
  let inputs: UnsafeBufferPointer<Float>
  let targets: UnsafeBufferPointer<Float>
  let classes: UnsafeBufferPointer<Int32>
  let outputs: UnsafeMutableBufferPointer<Float>
}

/// y = x
struct Identity: ActivationLayer {
  static var activation: Activation { .identity }
}

public func everyActivation(_ activation: Activation, _ lent: Lent) -> Double {
  switch activation {
  case .identity: unsafe activated(Identity(), lent)
  case .relu: unsafe activated(ReLU(), lent)
  case .leakyReLU: unsafe activated(LeakyReLU(), lent)
  case .sigmoid: unsafe activated(Sigmoid(), lent)
  case .tanh: unsafe activated(Tanh(), lent)
  }
}

public func everyLoss(_ loss: Loss, _ lent: Lent) -> Double {
  let network = Network { Dense<3, 5>() }
  return switch loss {
  case .meanSquaredError: unsafe everyCall(network, MeanSquaredErrorLoss(), SGD(learningRate: 0.1), lent)
  case .crossEntropy: unsafe everyCall(network, CrossEntropyLoss(), SGD(learningRate: 0.1), lent)
  case .binaryCrossEntropy: unsafe everyCall(network, BinaryCrossEntropyLoss(), SGD(learningRate: 0.1), lent)
  }
}

public func everyRule(_ rule: OptimizerChoice, _ lent: Lent) -> Double {
  let network = Network { Dense<3, 5>() }
  return switch rule {
  case .sgd(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule, lent)
  case .momentum(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule, lent)
  case .adam(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule, lent)
  }
}

/// The run-time face: all cases are values to it.
public func everyModel(
  _ activation: Activation, _ loss: Loss, _ rule: OptimizerChoice, _ lent: Lent
) throws(ModelError) -> Double {
  let layers: InlineArray<3, LayerShape> = [
    .dense(3, 13, activation), .dense(13, 5), .activation(activation, count: 5),
  ]
  var trainer = try unsafe ModelTrainer(layers.span, loss: loss, optimizer: rule, memory: lent.memory)
  let inputs = unsafe Span(_unsafeElements: lent.inputs), targets = unsafe Span(_unsafeElements: lent.targets)
  let classes = unsafe Span(_unsafeElements: lent.classes)
  var total = 0.0
  total += Double(trainer.step(inputs, targets) + trainer.step(inputs, classes: classes))
  total += Double(trainer.accumulate(inputs, targets) + trainer.accumulate(inputs, classes: classes))
  trainer.apply()
  total += trainer.epoch(inputs, targets, batchSize: 7) { total += $0.loss }
  total += trainer.epoch(inputs, classes: classes, batchSize: 7) { total += $0.loss }
  total += trainer.evaluate(inputs, targets).loss + trainer.evaluate(inputs, classes: classes).loss
  unsafe trainer.predict(inputs, into: MutableSpan(_unsafeElements: lent.outputs))
  unsafe trainer.probabilities(inputs, into: MutableSpan(_unsafeElements: lent.outputs))
  trainer.withMutableParameters { $0[0] = 0 }
  trainer.withGradients { $0[0] = 0 }
  return total
}

/// Behind a layer, where it is fused into it, and alone.
func activated<Function: ActivationLayer>(_ activation: Function, _ lent: Lent) -> Double {
  let network = Network {
    Dense<3, 5>()
    activation
    activation
  }
  return unsafe everyCall(network, MeanSquaredErrorLoss(), SGD(learningRate: 0.1), lent)
}

func everyCall<Body: Layer, Function: LossFunction, Rule: Optimizer>(
  _ network: Network<Body>, _ loss: Function, _ rule: Rule, _ lent: Lent
) -> Double {
  var trainer = unsafe Trainer(network, loss: loss, optimizer: rule, memory: lent.memory)
  let inputs = unsafe Span(_unsafeElements: lent.inputs), targets = unsafe Span(_unsafeElements: lent.targets)
  let classes = unsafe Span(_unsafeElements: lent.classes)
  var total = 0.0
  total += Double(trainer.step(inputs, targets) + trainer.step(inputs, classes: classes))
  total += Double(trainer.accumulate(inputs, targets) + trainer.accumulate(inputs, classes: classes))
  trainer.apply()
  total += trainer.epoch(inputs, targets, batchSize: 7) { total += $0.loss }
  total += trainer.epoch(inputs, classes: classes, batchSize: 7) { total += $0.loss }
  total += trainer.evaluate(inputs, targets).loss + trainer.evaluate(inputs, classes: classes).loss
  unsafe trainer.predict(inputs, into: MutableSpan(_unsafeElements: lent.outputs))
  unsafe trainer.probabilities(inputs, into: MutableSpan(_unsafeElements: lent.outputs))
  trainer.withMutableParameters { $0[0] = 0 }
  trainer.withGradients { $0[0] = 0 }
  return total
}

/// One step in each other arithmetic.
public func everyArithmetic(_ lent: Lent, _ inputs: UnsafeBufferPointer<Double>, _ targets: UnsafeBufferPointer<Double>)
  -> Double
{
  let network = Network {
    Dense<3, 13>(); Tanh(); Dense<13, 5>()
  }
  let loss = MeanSquaredErrorLoss(), rule = Adam()
  var fused = unsafe Trainer(network, loss: loss, optimizer: rule, arithmetic: Fused<Float>.self, memory: lent.memory)
  var total = unsafe Double(fused.step(Span(_unsafeElements: lent.inputs), Span(_unsafeElements: lent.targets)))
  var double = unsafe Trainer(
    network, loss: loss, optimizer: rule, arithmetic: Portable<Double>.self, memory: lent.memory)
  total += unsafe double.step(Span(_unsafeElements: inputs), Span(_unsafeElements: targets))
  var fusedDouble = unsafe Trainer(
    network, loss: loss, optimizer: rule, arithmetic: Fused<Double>.self, memory: lent.memory)
  return unsafe total + fusedDouble.step(Span(_unsafeElements: inputs), Span(_unsafeElements: targets))
}
