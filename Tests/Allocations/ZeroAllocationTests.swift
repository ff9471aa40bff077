import AllocationCounter
import Midge
import MidgeModel
import Testing

private let rules: [OptimizerChoice] = [
  .sgd(SGD(learningRate: 0.01)), .momentum(Momentum(learningRate: 0.01)), .adam(Adam()),
]

/// After a first call, no call allocates.
struct ZeroAllocationTests {
  @Test(arguments: Activation.allCases, [1, 7, 32])
  func `a step of the run-time face allocates nothing`(_ activation: Activation, _ batchSize: Int) throws {
    for loss in Loss.allCases {
      for rule in rules {
        var trainer = try ModelTrainer(Workload.layers(activation).span, loss: loss, optimizer: rule, rowCapacity: 16)
        for call in Call.steps {
          let counted = allocations(of: call, on: &trainer, batchSize: batchSize)
          #expect(counted == .none, "\(call), \(loss), \(rule)")
        }
      }
    }
  }

  @Test(arguments: Activation.allCases, [1, 7, 32])
  func `a step of the typed face allocates nothing, whatever the activation`(
    _ activation: Activation, _ batchSize: Int
  ) {
    for call in Call.steps {
      let counted =
        switch activation {
        case .identity: typed(Identity(), MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize)
        case .relu: typed(ReLU(), MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize)
        case .leakyReLU: typed(LeakyReLU(), MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize)
        case .sigmoid: typed(Sigmoid(), MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize)
        case .tanh: typed(Tanh(), MeanSquaredErrorLoss(), SGD(learningRate: 0.01), call, batchSize)
        }
      #expect(counted == .none, "\(call)")
    }
  }

  @Test(arguments: Loss.allCases, [1, 7, 32])
  func `a step of the typed face allocates nothing, whatever the loss and the rule`(_ loss: Loss, _ batchSize: Int) {
    for rule in rules {
      for call in Call.steps {
        let counted =
          switch loss {
          case .meanSquaredError: typed(MeanSquaredErrorLoss(), rule, call, batchSize)
          case .crossEntropy: typed(CrossEntropyLoss(), rule, call, batchSize)
          case .binaryCrossEntropy: typed(BinaryCrossEntropyLoss(), rule, call, batchSize)
          }
        #expect(counted == .none, "\(call), \(rule)")
      }
    }
  }

  @Test(arguments: Call.allCases)
  func `no call of either trainer allocates`(_ call: Call) throws {
    var trainer = try ModelTrainer(
      Workload.layers(.relu).span, loss: .crossEntropy, optimizer: .adam(Adam()), rowCapacity: 16)
    #expect(allocations(of: call, on: &trainer, batchSize: 7) == .none)
    #expect(typed(ReLU(), CrossEntropyLoss(), Adam(), call, 7) == .none)
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

private func typed<F: ActivationLayer, Function: LossFunction, Rule: Optimizer>(
  _ activation: F, _ loss: Function, _ rule: Rule, _ call: Call, _ batchSize: Int
) -> Allocations {
  var trainer = Trainer(
    Network {
      Dense<3, 13>(); activation; Dense<13, 5>(); Tanh(); activation
    }, loss: loss, optimizer: rule, rowCapacity: 16)
  return allocations(of: call, on: &trainer, batchSize: batchSize)
}

private func typed<Function: LossFunction>(
  _ loss: Function, _ rule: OptimizerChoice, _ call: Call, _ batchSize: Int
) -> Allocations {
  switch rule {
  case .sgd(let rule): typed(Tanh(), loss, rule, call, batchSize)
  case .momentum(let rule): typed(Tanh(), loss, rule, call, batchSize)
  case .adam(let rule): typed(Tanh(), loss, rule, call, batchSize)
  }
}
