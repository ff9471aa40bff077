// Compiled by check-embedded.sh with -no-allocations: no kind of layer, no activation, loss, optimizer, initializer or arithmetic, and no call of
// either face, may reach the heap. The switches are exhaustive, so that a new case does not compile until it is here; and check-embedded.sh
// looks for the name of every type that can stand in a trainer.
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

public func everyKind(_ kind: LayerShape.Kind, _ lent: Lent) -> Double {
  let loss = MeanSquaredErrorLoss(), rule = SGD(learningRate: 0.1)
  switch kind {
  case .dense:
    let wide: Network<Chain<Dense<3, 20>, Dense<20, 5>>> = Network {
      Dense<3, 20>(); Dense<20, 5>()
    }
    let narrow: Network<Chain<ActivatedDense<3, 13, Tanh>, Dense<13, 2>>> = Network {
      Dense<3, 13>(); Tanh(); Dense<13, 2>()
    }
    return unsafe everyCall(wide, loss, rule, lent) + everyCall(narrow, loss, rule, lent)
  case .activation:
    let alone: Network<Chain<Chain<ActivatedDense<3, 5, Tanh>, Elementwise<Vector<5>, ReLU>>, Dense<5, 5>>> = Network {
      Dense<3, 5>(); Tanh(); ReLU(); Dense<5, 5>()
    }
    return unsafe everyCall(alone, loss, rule, lent)
  case .dropout:
    let dropped: Network<Chain<Chain<ActivatedDense<3, 5, Tanh>, DropoutLayer<Vector<5>>>, Dense<5, 5>>> = Network {
      Dense<3, 5>(); Tanh(); Dropout(0.2); Dense<5, 5>()
    }
    return unsafe everyCall(dropped, loss, rule, lent)
  }
}

/// Creation in lent memory, too.
public func everyInitializer(_ initializer: Initializer, _ lent: Lent) -> Float {
  switch initializer {
  case .automatic, .glorotUniform, .glorotNormal, .heUniform, .heNormal, .leCunUniform, .leCunNormal, .orthogonal,
    .constant:
    var trainer = unsafe Trainer(
      Network { Dense<3, 5>() }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1),
      initializer: initializer,
      memory: lent.memory)
    return unsafe trainer.step(Span(_unsafeElements: lent.inputs), Span(_unsafeElements: lent.targets))
  }
}

public func everyActivation(_ activation: Activation, _ lent: Lent) -> Double {
  switch activation {
  case .identity: unsafe activated(Identity(), lent)
  case .relu: unsafe activated(ReLU(), lent)
  case .leakyReLU: unsafe activated(LeakyReLU(), lent)
  case .sigmoid: unsafe activated(Sigmoid(), lent)
  case .tanh: unsafe activated(Tanh(), lent)
  case .elu: unsafe elementwise(ELU(), lent)
  case .gelu: unsafe elementwise(GELU(), lent)
  case .silu: unsafe elementwise(SiLU(), lent)
  case .softplus: unsafe elementwise(Softplus(), lent)
  case .softmax: unsafe elementwise(Softmax(), lent)
  }
}

public func everyLoss(_ loss: Loss, _ lent: Lent) -> Double {
  let network = Network { Dense<3, 5>() }
  return switch loss {
  case .meanSquaredError: unsafe everyCall(network, MeanSquaredErrorLoss(), SGD(learningRate: 0.1), lent)
  case .crossEntropy: unsafe everyCall(network, CrossEntropyLoss(), SGD(learningRate: 0.1), lent)
  case .binaryCrossEntropy: unsafe everyCall(network, BinaryCrossEntropyLoss(), SGD(learningRate: 0.1), lent)
  case .meanAbsoluteError: unsafe everyCall(network, MeanAbsoluteErrorLoss(), SGD(learningRate: 0.1), lent)
  case .huber: unsafe everyCall(network, HuberLoss(), SGD(learningRate: 0.1), lent)
  case .squaredError: unsafe everyCall(network, SquaredErrorLoss(), SGD(learningRate: 0.1), lent)
  case .halfSquaredError: unsafe everyCall(network, HalfSquaredErrorLoss(), SGD(learningRate: 0.1), lent)
  }
}

public func everyRule(_ rule: OptimizerChoice, _ lent: Lent) -> Double {
  let network = Network { Dense<3, 5>() }
  return switch rule {
  case .sgd(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as SGD, lent)
  case .momentum(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as Momentum, lent)
  case .nesterov(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as Nesterov, lent)
  case .adaGrad(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as AdaGrad, lent)
  case .rmsProp(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as RMSProp, lent)
  case .adaDelta(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as AdaDelta, lent)
  case .adam(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as Adam, lent)
  case .amsGrad(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as AMSGrad, lent)
  case .adamW(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as AdamW, lent)
  case .rProp(let rule): unsafe everyCall(network, CrossEntropyLoss(), rule as RProp, lent)
  }
}

/// A typed network with all that an optimizer may have around it.
public func everythingTuned(_ lent: Lent) -> Double {
  let regularization = Regularization(
    l1: 1e-3, l2: 1e-3, clipValue: 1, clipNorm: 1, maxNorm: 1, labelSmoothing: 0.1)
  var rule = Tuned(Adam(), regularization, schedule: Schedule(rate: 0.1, .cosine(period: 9, least: 0)))
  rule.stepCount = 1
  return unsafe everyCall(Network { Dense<3, 5>() }, CrossEntropyLoss(), rule, lent)
}

/// Fits by L-BFGS, of both faces and of a function.
public func everyFit(_ lent: Lent, _ room: UnsafeMutableRawBufferPointer) throws(ModelError) -> Double {
  let inputs = unsafe Span(_unsafeElements: lent.inputs), targets = unsafe Span(_unsafeElements: lent.targets)
  let classes = unsafe Span(_unsafeElements: lent.classes)
  let network = Network { Dense<3, 5>() }
  var total = 0.0
  do {
    var trainer = unsafe Trainer(
      network, loss: CrossEntropyLoss(), optimizer: SGD(learningRate: 1), memory: lent.memory)
    var fitter = unsafe LBFGSFitter<Float>(parameterCount: trainer.layout.parameterCount, memory: room)
    total += trainer.fit(inputs, targets, by: &fitter).loss + trainer.fit(inputs, classes: classes, by: &fitter).loss
  }
  let layers: InlineArray<1, LayerShape> = [.dense(3, 5)]
  var trainer = try unsafe ModelTrainer(
    layers.span, loss: .crossEntropy, optimizer: .sgd(SGD(learningRate: 1)), memory: lent.memory)
  var fitter = unsafe LBFGSFitter<Float>(parameterCount: trainer.extents.parameterCount, memory: room)
  total += trainer.fit(inputs, targets, by: &fitter).loss + trainer.fit(inputs, classes: classes, by: &fitter).loss
  var plane = unsafe LBFGSFitter<Double>(parameterCount: 2, rule: LBFGS(historySize: 2), memory: room)
  var point: InlineArray<2, Double> = [1, 2]
  var span = point.mutableSpan
  total +=
    plane.minimize(&span) { at, slopes in
      slopes[0] = 2 * at[0]
      slopes[1] = 4 * at[1]
      return at[0] * at[0] + 2 * at[1] * at[1]
    }.loss
  return total
}

/// The run-time face: all cases are values to it.
public func everyModel(
  _ activation: Activation, _ loss: Loss, _ rule: OptimizerChoice, _ lent: Lent
) throws(ModelError) -> Double {
  let layers: InlineArray<4, LayerShape> = [
    .dense(3, 13, activation), .dropout(0.2, count: 13), .dense(13, 5), .activation(activation, count: 5),
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
  trainer.regularization = Regularization(
    l1: 1e-3, l2: 1e-3, clipValue: 1, clipNorm: 1, maxNorm: 1, labelSmoothing: 0.1)
  trainer.schedule = Schedule(rate: 0.1, .oneCycle(stepCount: 9, rise: 0.3), warmUpStepCount: 2)
  trainer.setLearningRateFactor(0.5, layer: 0)
  total += Double(trainer.step(inputs, targets) + trainer.step(inputs, classes: classes))
  trainer.withMutableParameters { $0[0] = 0 }
  trainer.withGradients { $0[0] = 0 }
  var sentinel = unsafe ModelSentinel(watching: trainer, every: 9, memory: lent.memory)
  let loss = trainer.step(inputs, targets)
  if let finding = sentinel.watch(trainer, loss: loss, sampleCount: 1) ?? sentinel.take(trainer) {
    total += Double(finding.step)
    sentinel.rollBack(&trainer)
  }
  total += trainer.epoch(inputs, targets, batchSize: 7, sentinel: &sentinel).loss
  total += trainer.epoch(inputs, classes: classes, batchSize: 7, sentinel: &sentinel).loss
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

/// A layer of its own.
func elementwise<Function: ElementwiseFunction>(_ function: Function, _ lent: Lent) -> Double {
  let network = Network {
    Dense<3, 5>()
    function
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
  var sentinel = unsafe Sentinel(watching: trainer, every: 9, memory: lent.memory)
  let loss = trainer.step(inputs, targets)
  if let finding = sentinel.watch(trainer, loss: loss, sampleCount: 1) ?? sentinel.take(trainer) {
    total += Double(finding.step)
    sentinel.rollBack(&trainer)
  }
  total += trainer.epoch(inputs, targets, batchSize: 7, sentinel: &sentinel).loss
  total += trainer.epoch(inputs, classes: classes, batchSize: 7, sentinel: &sentinel).loss
  return total
}

/// One step for each plan of tiles, in both precisions.
public func everyArithmetic(_ lent: Lent, _ inputs: UnsafeBufferPointer<Double>, _ targets: UnsafeBufferPointer<Double>)
  -> Double
{
  let floats = unsafe (Span(_unsafeElements: lent.inputs), Span(_unsafeElements: lent.targets))
  let doubles = unsafe (Span(_unsafeElements: inputs), Span(_unsafeElements: targets))
  var total = 0.0
  total += unsafe Double(steps(LaneArithmetic<Float, SmallTiles>.self, lent, floats.0, floats.1))
  total += unsafe Double(steps(LaneArithmetic<Float, MediumTiles>.self, lent, floats.0, floats.1))
  total += unsafe Double(steps(LaneArithmetic<Float, LargeTiles>.self, lent, floats.0, floats.1))
  total += unsafe Double(steps(LaneArithmetic<Float, CompactTiles>.self, lent, floats.0, floats.1))
  total += unsafe Double(steps(LaneArithmetic<Float, SharedKernels<SmallTiles>>.self, lent, floats.0, floats.1))
  total += unsafe steps(LaneArithmetic<Double, SmallTiles>.self, lent, doubles.0, doubles.1)
  total += unsafe steps(LaneArithmetic<Double, MediumTiles>.self, lent, doubles.0, doubles.1)
  total += unsafe steps(LaneArithmetic<Double, LargeTiles>.self, lent, doubles.0, doubles.1)
  total += unsafe steps(LaneArithmetic<Double, CompactTiles>.self, lent, doubles.0, doubles.1)
  return total
}

func steps<A: Arithmetic>(
  _ arithmetic: A.Type, _ lent: Lent, _ inputs: Span<A.Scalar>, _ targets: Span<A.Scalar>
) -> A.Scalar {
  let network = Network {
    Dense<3, 13>(); Tanh(); Dense<13, 29>(); Sigmoid(); Dense<29, 5>()
  }
  var trainer = unsafe Trainer(
    network, loss: MeanSquaredErrorLoss(), optimizer: Adam(), arithmetic: A.self, memory: lent.memory)
  return trainer.step(inputs, targets)
}
