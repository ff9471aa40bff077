import AllocationCounter
import Midge
import MidgeModel
import Testing

private let rules = OptimizerKind.allCases.map { $0.choice(learningRate: 0.01) }
private let everything = Regularization(l1: 1e-4, l2: 1e-4, clipValue: 1, clipNorm: 1, maxNorm: 2, labelSmoothing: 0.1)

/// After a first call, no call allocates.
struct ZeroAllocationTests {
  @Test(arguments: [Activation.tanh, .gelu], [1, 7])
  func `a step of the run-time face allocates nothing`(_ activation: Activation, _ batchSize: Int) throws {
    for loss in Loss.allCases {
      for rule in rules {
        var trainer = try ModelTrainer(Workload.layers(activation).span, loss: loss, optimizer: rule, rowCapacity: 16)
        for call in StepCall.allCases {
          let counted = allocations(of: call, on: &trainer, batchSize: batchSize)
          #expect(counted == .none, "\(call), \(loss), \(rule)")
        }
        trainer.regularization = everything
        trainer.schedule = Schedule(rate: 0.01, .cosine(period: 10, least: 0), warmUpStepCount: 3)
        trainer.setLearningRateFactor(0.5, layer: 0)
        let counted = allocations(of: StepCall.step, on: &trainer, batchSize: batchSize)
        #expect(counted == .none, "all regularisation, \(loss), \(rule)")
      }
    }
  }

  @Test(arguments: Activation.allCases, [1, 7, 32])
  func `a step of the typed face allocates nothing, whatever the activation`(
    _ activation: Activation, _ batchSize: Int
  ) {
    for call in StepCall.allCases {
      let counted =
        switch activation {
        case .identity: shared(Identity(), call, batchSize)
        case .relu: shared(ReLU(), call, batchSize)
        case .leakyReLU: shared(LeakyReLU(), call, batchSize)
        case .sigmoid: shared(Sigmoid(), call, batchSize)
        case .tanh: shared(Tanh(), call, batchSize)
        case .elu: shared(ELU(), call, batchSize)
        case .gelu: shared(GELU(), call, batchSize)
        case .silu: shared(SiLU(), call, batchSize)
        case .softplus: shared(Softplus(), call, batchSize)
        case .softmax: shared(Softmax(), call, batchSize)
        }
      #expect(counted == .none, "\(call)")
    }
  }

  @Test(arguments: Loss.allCases, [1, 7])
  func `a step of a typed network allocates nothing, whatever the loss and the rule`(_ loss: Loss, _ batchSize: Int) {
    for rule in rules {
      for call in StepCall.allCases {
        #expect(typed(Tanh(), loss, Tuned(rule), call, batchSize) == .none, "\(call), \(rule)")
      }
      let counted = typed(Tanh(), loss, Tuned(rule, everything), StepCall.step, batchSize)
      #expect(counted == .none, "all regularisation, \(rule)")
    }
  }

  /// Each rule and each loss as a type, in pairs: a pair takes the compiler seconds.
  @Test(arguments: [1, 7])
  func `a step of a network typed throughout allocates nothing`(_ batchSize: Int) {
    for rule in rules { #expect(typed(rule, batchSize) == .none, "\(rule)") }
  }

  @Test(arguments: PassCall.allCases)
  func `no pass of either trainer allocates`(_ call: PassCall) throws {
    var trainer = try ModelTrainer(
      Workload.layers(.relu).span, loss: .crossEntropy, optimizer: .adam(Adam()), rowCapacity: 16)
    #expect(allocations(of: call, on: &trainer, batchSize: 7) == .none)
    #expect(typed(ReLU(), CrossEntropyLoss(), Adam(), call, 7) == .none)
  }

  @Test
  func `a fit by L-BFGS allocates nothing, and its fitter once`() throws {
    let samples = Samples(), rule = LBFGS(historySize: 4)
    // With dropout each fit begins anew.
    let layers = Workload.layers(.tanh).filter { $0.kind != .dropout }
    var trainer = try ModelTrainer(
      layers.span, loss: .crossEntropy, optimizer: .sgd(SGD(learningRate: 1)), rowCapacity: 16)
    trainer.regularization = Regularization(l2: 1e-4)
    var typed = Trainer(
      Network {
        Dense<3, 13>(); Tanh(); Dense<13, 5>()
      }, loss: CrossEntropyLoss(), optimizer: SGD(learningRate: 1), rowCapacity: 16)
    let start = allocationCounts()
    var fitter = trainer.fitter(rule)
    #expect(allocations(since: start).count == 1)
    var other = typed.fitter(rule)
    for isWarm in [false, true] {
      let before = allocationCounts()
      trainer.fit(samples.inputs.span, samples.targets.span, by: &fitter)
      trainer.fit(samples.inputs.span, classes: samples.classes.span, by: &fitter)
      typed.fit(samples.inputs.span, samples.targets.span, by: &other)
      typed.fit(samples.inputs.span, classes: samples.classes.span, by: &other)
      if isWarm { #expect(allocations(since: before) == .none) }
    }
    #expect(fitter.iterationCount > 20)
  }

  @Test
  func `predictors predict without allocating`() throws {
    let network = Network {
      Dense<3, 13>(); Tanh(); Dense<13, 5>()
    }
    let samples = Samples()
    let typed = Predictor(network)
    let model = try ModelPredictor(Workload.layers(.tanh).span)
    var outputs = [Float](repeating: 0, count: samples.targets.count)
    predict(typed, model, samples, &outputs)
    let before = allocationCounts()
    for _ in 0..<1000 { predict(typed, model, samples, &outputs) }
    #expect(allocations(since: before) == .none)
  }

  private func predict<Body: NetworkBody>(
    _ typed: borrowing Predictor<Body, NativeFloat>, _ model: borrowing ModelPredictor, _ samples: Samples,
    _ outputs: inout [Float]
  ) {
    typed.predict(samples.inputs.span, into: outputs.mutableSpan)
    typed.probabilities(samples.inputs.span, as: CrossEntropyLoss(), into: outputs.mutableSpan)
    model.predict(samples.inputs.span, into: outputs.mutableSpan)
    model.probabilities(samples.inputs.span, as: .crossEntropy, into: outputs.mutableSpan)
  }
}

private struct Identity: ActivationLayer {
  static var activation: Activation { .identity }
}

/// By shared kernels, since each of ten networks would have its own.
private func shared<F: ElementwiseFunction>(_ activation: F, _ call: StepCall, _ batchSize: Int) -> Allocations {
  typed(activation, MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize, SharedFloat.self)
}

private func typed<F: ElementwiseFunction, Function: LossFunction, Rule: Optimizer, Made: TrainerCall, A: Arithmetic>(
  _ activation: F, _ loss: Function, _ rule: Rule, _ call: Made, _ batchSize: Int,
  _ arithmetic: A.Type = NativeFloat.self
) -> Allocations where A.Scalar == Float {
  var trainer = Trainer(
    Network {
      Dense<3, 13>(); activation; Dropout(0.2); Dense<13, 5>(); Tanh(); activation
    }, loss: loss, optimizer: rule, arithmetic: A.self, rowCapacity: 16)
  return allocations(of: call, on: &trainer, batchSize: batchSize)
}

private func typed(_ rule: OptimizerChoice, _ batchSize: Int) -> Allocations {
  switch rule {
  case .sgd(let rule): typed(Tanh(), SquaredErrorLoss(), rule as SGD, StepCall.step, batchSize)
  case .momentum(let rule): typed(Tanh(), CrossEntropyLoss(), rule as Momentum, StepCall.step, batchSize)
  case .nesterov(let rule): typed(Tanh(), BinaryCrossEntropyLoss(), rule as Nesterov, StepCall.step, batchSize)
  case .adaGrad(let rule): typed(Tanh(), MeanAbsoluteErrorLoss(), rule as AdaGrad, StepCall.step, batchSize)
  case .rmsProp(let rule): typed(Tanh(), HuberLoss(), rule as RMSProp, StepCall.step, batchSize)
  case .adaDelta(let rule): typed(Tanh(), HalfSquaredErrorLoss(), rule as AdaDelta, StepCall.step, batchSize)
  case .adam(let rule): typed(Tanh(), MeanSquaredErrorLoss(), rule as Adam, StepCall.step, batchSize)
  case .amsGrad(let rule): typed(Tanh(), MeanSquaredErrorLoss(), rule as AMSGrad, StepCall.step, batchSize)
  case .adamW(let rule): typed(Tanh(), MeanSquaredErrorLoss(), rule as AdamW, StepCall.step, batchSize)
  case .rProp(let rule): typed(Tanh(), MeanSquaredErrorLoss(), rule as RProp, StepCall.step, batchSize)
  }
}
