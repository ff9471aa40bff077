import Midge
import MidgeModel

/// The same network in both faces, and how to train it in each. One file, so that a debug build specialises what it trains.
struct Twin: Sendable {
  let name: String
  let layers: [LayerShape]
  let typed: @Sendable (Plan) -> Trajectory

  /// At the level whose arithmetic is the typed face's own, or another.
  func runtime(_ plan: Plan, on level: InstructionSet = .baseline) throws -> Trajectory {
    var trainer = try ModelTrainer(
      layers.span, loss: plan.loss, optimizer: plan.rule.choice, reduction: plan.reduction, seed: plan.seed,
      rowCapacity: plan.rowCapacity, instructionSet: level)
    return trajectory(of: &trainer, plan, Data(trainer.extents.inputCount, trainer.extents.outputCount))
  }
}

/// What the two trainers have in common.
protocol Trainable: ParameterStore, ~Copyable where Scalar == Float {
  mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float
  mutating func step(_ inputs: Span<Float>, classes: Span<Int32>) -> Float
  mutating func accumulate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float
  mutating func accumulate(_ inputs: Span<Float>, classes: Span<Int32>) -> Float
  mutating func apply()
  mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, batchSize: Int, shuffles: Bool, onBatch: (BatchReport) -> Void
  ) -> Double
  mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, batchSize: Int, shuffles: Bool, onBatch: (BatchReport) -> Void
  ) -> Double
  func probabilities(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>)
}

extension Trainer: Trainable where A.Scalar == Float {}
extension ModelTrainer: Trainable {}

func trajectory<T: Trainable & ~Copyable>(of trainer: inout T, _ plan: Plan, _ data: Data) -> Trajectory {
  var losses: [UInt32] = []
  if plan.shuffledEpochs > 0 {
    for _ in 0..<plan.shuffledEpochs { losses += epoch(of: &trainer, plan, data) }
  } else {
    for step in 0..<plan.stepCount { losses.append(batch(of: &trainer, plan, data, step).bitPattern) }
  }
  var predictions = [Float](repeating: 0, count: data.targets.count)
  trainer.probabilities(data.inputs.span, into: predictions.mutableSpan)
  return Trajectory(
    parameterHash: parameterHash(trainer), losses: losses, predictions: predictions.map(\.bitPattern))
}

private func batch<T: Trainable & ~Copyable>(of trainer: inout T, _ plan: Plan, _ data: Data, _ step: Int) -> Float {
  let first = step % 3 * plan.batchSize, end = first + plan.batchSize
  let inputs = data.inputs.span.extracting(first * data.inputCount..<end * data.inputCount)
  let targets = data.targets.span.extracting(first * data.outputCount..<end * data.outputCount)
  let classes = data.classes.span.extracting(first..<end)
  if plan.accumulates {
    let loss = plan.usesClasses ? trainer.accumulate(inputs, classes: classes) : trainer.accumulate(inputs, targets)
    trainer.apply()
    return loss
  }
  return plan.usesClasses ? trainer.step(inputs, classes: classes) : trainer.step(inputs, targets)
}

private func epoch<T: Trainable & ~Copyable>(of trainer: inout T, _ plan: Plan, _ data: Data) -> [UInt32] {
  var losses: [UInt32] = []
  let note: (BatchReport) -> Void = { losses.append(Float($0.loss).bitPattern) }
  _ =
    plan.usesClasses
    ? trainer.epoch(
      data.inputs.span, classes: data.classes.span, batchSize: plan.batchSize, shuffles: true, onBatch: note)
    : trainer.epoch(
      data.inputs.span, data.targets.span, batchSize: plan.batchSize, shuffles: true, onBatch: note)
  return losses
}

private func train<Body: Layer, Function: LossFunction, Rule: Optimizer, A: Arithmetic>(
  _ network: Network<Body>, _ loss: Function, _ rule: Rule, _ plan: Plan, _ arithmetic: A.Type
) -> Trajectory where A.Scalar == Float {
  var trainer = Trainer(
    network, loss: loss, optimizer: rule, reduction: plan.reduction, arithmetic: A.self, seed: plan.seed,
    rowCapacity: plan.rowCapacity)
  return trajectory(of: &trainer, plan, Data(Body.Input.count, Body.Output.count))
}

private func trainByTypes<Body: Layer, Function: LossFunction>(
  _ network: Network<Body>, _ loss: Function, _ plan: Plan
) -> Trajectory {
  switch plan.rule {
  // Each pair takes the compiler seconds: each loss with one rule, each rule with one loss.
  case .sgd: train(network, loss, Rule.descent, plan, NativeFloat.self)
  case .momentum: train(network, plan.loss, Rule.heavyBall, plan, SharedFloat.self)
  case .adam: train(network, plan.loss, Rule.adaptive, plan, SharedFloat.self)
  case .nesterov: train(network, plan.loss, Rule.lookAhead, plan, SharedFloat.self)
  case .adamW: train(network, plan.loss, Rule.decaying, plan, SharedFloat.self)
  case .rmsProp: train(network, plan.loss, Rule.centred, plan, SharedFloat.self)
  }
}

private func trainByTypes<Body: Layer>(_ network: Network<Body>, _ plan: Plan) -> Trajectory {
  switch plan.loss {
  case .meanSquaredError: trainByTypes(network, MeanSquaredErrorLoss(), plan)
  case .crossEntropy: trainByTypes(network, CrossEntropyLoss(), plan)
  case .binaryCrossEntropy: trainByTypes(network, BinaryCrossEntropyLoss(), plan)
  case .meanAbsoluteError: trainByTypes(network, MeanAbsoluteErrorLoss(), plan)
  case .huber: trainByTypes(network, HuberLoss(), plan)
  case .squaredError: trainByTypes(network, SquaredErrorLoss(), plan)
  case .halfSquaredError: trainByTypes(network, HalfSquaredErrorLoss(), plan)
  }
}

/// y = x, so that the networks below can be written once for every activation.
private struct Identity: ActivationLayer {
  static var activation: Activation { .identity }
}

/// Each typed network takes the compiler seconds: for every activation this one, for one the others.
private func twin<F: ActivationLayer>(_ f: F) -> Twin {
  let a = F.activation
  return twin(
    "3-13-17-2", [.dense(3, 13, a), .dense(13, 17, a), .dense(17, 2)],
    Network {
      Dense<3, 13>(); f; Dense<13, 17>(); f; Dense<17, 2>()
    })
}

private func furtherTwins<F: ActivationLayer>(_ f: F) -> [Twin] {
  let a = F.activation
  return [
    twin(
      "1-3-1", [.dense(1, 3, a), .dense(3, 1)],
      Network {
        Dense<1, 3>(); f; Dense<3, 1>()
      }),
    twin(
      "activations alone: 5-3",
      [
        .activation(.relu, count: 5), .dense(5, 3, a), .activation(a, count: 3), .activation(.leakyReLU, count: 3),
        .activation(.sigmoid, count: 3), .activation(.identity, count: 3),
      ],
      Network {
        Elementwise<Vector<5>, ReLU>(); Dense<5, 3>(); f; f; LeakyReLU(); Sigmoid(); Identity()
      }),
    twin(
      "17-27-5", [.dense(17, 27, a), .dense(27, 5)],
      Network {
        Dense<17, 27>(); f; Dense<27, 5>()
      }),
    twin(
      "13-1-3", [.dense(13, 1, a), .dense(1, 3)],
      Network {
        Dense<13, 1>(); f; Dense<1, 3>()
      }),
    twin(
      "27-27-27", [.dense(27, 27, a), .dense(27, 27)],
      Network {
        Dense<27, 27>(); f; Dense<27, 27>()
      }),
  ]
}

/// The typed network, its loss and rule values.
private func twin<Body: Layer, A: Arithmetic>(
  _ name: String, _ layers: [LayerShape], _ network: Network<Body>, _ arithmetic: A.Type = SharedFloat.self
) -> Twin where A.Scalar == Float {
  Twin(name: name, layers: layers) { plan in train(network, plan.loss, plan.rule.choice, plan, A.self) }
}

/// The bits of `NativeFloat` and of `Fused<Float>`, sooner compiled.
typealias SharedFloat = LaneArithmetic<Float, SharedKernels<NativeTiles>>
typealias FusedSharedFloat = LaneArithmetic<Float, SharedKernels<MediumTiles>>

/// Typed with fused multiply-add, which a processor without it computes slowly, to the same bits: narrow layers, rows of every width, and an
/// activation that stands alone. One has kernels of its own, as typed networks do.
func fusedTwins() -> [Twin] {
  [
    twin(
      "3-13-17-2", [.dense(3, 13, .tanh), .dense(13, 17, .relu), .dense(17, 2)],
      Network {
        Dense<3, 13>(); Tanh(); Dense<13, 17>(); ReLU(); Dense<17, 2>()
      }, Fused<Float>.self),
    twin(
      "6-8-40-5", [.activation(.sigmoid, count: 6), .dense(6, 8, .sigmoid), .dense(8, 40, .leakyReLU), .dense(40, 5)],
      Network {
        Elementwise<Vector<6>, Sigmoid>(); Dense<6, 8>(); Sigmoid(); Dense<8, 40>(); LeakyReLU(); Dense<40, 5>()
      }, FusedSharedFloat.self),
  ] + dropoutTwins(FusedSharedFloat.self)
}

/// What no dense layer takes in.
private func curve<F: ElementwiseFunction>(_ f: F) -> Twin {
  twin(
    "3-13-2", [.dense(3, 13, F.activation), .dense(13, 2, .tanh), .activation(F.activation, count: 2)],
    Network {
      Dense<3, 13>(); f; Dense<13, 2>(); Tanh(); f
    })
}

/// Dropout behind and before layers of all kinds, and at both ends.
private func dropoutTwins<A: Arithmetic>(_ arithmetic: A.Type) -> [Twin] where A.Scalar == Float {
  [
    twin(
      "3-13-drop-17-drop-2",
      [.dense(3, 13, .relu), .dropout(0.2, count: 13), .dense(13, 17, .tanh), .dropout(0.5, count: 17), .dense(17, 2)],
      Network {
        Dense<3, 13>(); ReLU(); Dropout(0.2); Dense<13, 17>(); Tanh(); Dropout(); Dense<17, 2>()
      }, A.self),
    twin(
      "drop-5-drop-gelu-3-drop",
      [
        .dropout(0.1, count: 5), .dense(5, 6), .dropout(0.25, count: 6), .activation(.gelu, count: 6), .dense(6, 3),
        .dropout(0.3, count: 3),
      ],
      Network {
        DropoutLayer<Vector<5>>(0.1); Dense<5, 6>(); Dropout(0.25); GELU(); Dense<6, 3>(); Dropout(0.3)
      }, A.self),
  ]
}

func twins(of activation: Activation) -> [Twin] {
  switch activation {
  case .identity: [twin(Identity())]
  case .relu: [twin(ReLU())] + dropoutTwins(SharedFloat.self)
  case .leakyReLU: [twin(LeakyReLU())]
  case .sigmoid: [twin(Sigmoid())]
  case .tanh: [twin(Tanh())] + furtherTwins(Tanh())
  case .elu: [curve(ELU())]
  case .gelu: [curve(GELU())]
  case .silu: [curve(SiLU())]
  case .softplus: [curve(Softplus())]
  case .softmax: [curve(Softmax())]
  }
}

/// Typed throughout: the loss and the rule are types too.
let typedThroughout = Twin(name: "3-13-2", layers: [.dense(3, 13, .tanh), .dense(13, 2)]) { plan in
  trainByTypes(
    Network {
      Dense<3, 13>(); Tanh(); Dense<13, 2>()
    }, plan)
}
