import Midge
import Testing

/// Layers of one's own stand in a network beside the built-in ones.
struct OwnLayerTests {
  @Test func aLayerOfOnesOwnTrains() {
    let network = Network {
      Dense<2, 5>()
      Doubling<5>()
      Tanh()
      Dense<5, 1>()
    }
    var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: Adam(learningRate: 0.02))
    let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1], targets: [Float] = [0, 1, 1, 0]
    let before = trainer.evaluate(inputs.span, targets.span).loss
    for _ in 0..<2000 { trainer.step(inputs.span, targets.span) }
    #expect(trainer.evaluate(inputs.span, targets.span).loss < 0.01 * before)
  }

  /// Doubling after a dense layer is that layer with doubled weights.
  @Test func itsGradientIsThatOfDoubledWeights() {
    let doubled = Network {
      Dense<2, 1>()
      Doubling<1>()
    }
    let plain = Network { Dense<2, 1>() }
    var one = Trainer(doubled, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    var other = Trainer(plain, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    other.withMutableParameters { parameters in for index in parameters.indices { parameters[index] *= 2 } }
    let inputs: [Float] = [0.5, -1], targets: [Float] = [3]
    #expect(one.accumulate(inputs.span, targets.span) == other.accumulate(inputs.span, targets.span))
    let gradient = one.withGradients { $0[0] }
    #expect(gradient == 2 * other.withGradients { $0[0] } && gradient != 0)
  }

  /// A chain differentiates the function before a layer that does not: doubling there is doubling of the weights behind it.
  @Test(arguments: [1, 3]) func behindAnActivationItsGradientIsThatOfDoubledWeights(_ rows: Int) {
    var one = Trainer(
      Network {
        Dense<3, 9>()
        Tanh()
        Doubling<9>()
        Dense<9, 5>()
      }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    var other = Trainer(
      Network {
        Dense<3, 9>()
        Tanh()
        Dense<9, 5>()
      }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    // Rows of 9 and of 5 outputs are 16 and 8 wide.
    let first = (3 + 1) * 16, weights = first..<first + 9 * 8
    other.withMutableParameters { parameters in for index in weights { parameters[index] *= 2 } }
    let inputs = (0..<3 * rows).map { Float($0) * 0.25 - 0.5 }, targets = [Float](repeating: 0.5, count: 5 * rows)
    #expect(one.accumulate(inputs.span, targets.span) == other.accumulate(inputs.span, targets.span))
    let found = one.withGradients { span in span.indices.map { span[$0] } }
    let expected = other.withGradients { span in span.indices.map { span[$0] } }
    for index in found.indices {
      #expect(found[index] == (weights ~= index ? 2 : 1) * expected[index], "parameter \(index)")
    }
    #expect(found[0] != 0)
  }

  /// By `step`, where the layer runs the update, as by `accumulate` and `apply`, where it is asked for none.
  @Test(arguments: [1, 3]) func aLayerWithParametersOfItsOwnIsUpdatedByTheRule(_ rows: Int) {
    trainBiases(SGD(learningRate: 0.1), rows)
    trainBiases(Momentum(learningRate: 0.1), rows)
    trainBiases(Adam(learningRate: 0.1), rows)
  }

  private func trainBiases(_ rule: some Optimizer, _ rows: Int) {
    let loss = MeanSquaredErrorLoss()
    var step = Trainer(
      Network {
        Dense<2, 5>()
        Tanh()
        Shift<5>()
        Dense<5, 9>()
      }, loss: loss, optimizer: rule)
    var split = Trainer(
      Network {
        Dense<2, 5>()
        Tanh()
        Shift<5>()
        Dense<5, 9>()
      }, loss: loss, optimizer: rule)
    let inputs = (0..<2 * rows).map { Float($0) * 0.5 - 0.5 }, targets = [Float](repeating: 1, count: 9 * rows)
    let before = step.evaluate(inputs.span, targets.span).loss
    // Rows of 5 outputs are 8 wide; the shifts stand behind the first layer's weights and biases.
    let shifts = 32..<32 + 5
    for _ in 0..<50 {
      step.step(inputs.span, targets.span)
      split.accumulate(inputs.span, targets.span)
      split.apply()
    }
    let one = step.withParameters { span in span.indices.map { span[$0] } }
    let other = split.withParameters { span in span.indices.map { span[$0] } }
    #expect(one == other, "\(rule)")
    #expect(shifts.allSatisfy { one[$0] != 0 } && (37..<48).allSatisfy { one[$0] == 0 }, "\(rule)")
    #expect(step.evaluate(inputs.span, targets.span).loss < 0.5 * before, "\(rule)")
  }

  /// The layers of another network, and of none, are refused in words.
  @Test func emptyExtentsTrap() async throws {
    let result = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let network = Network { Dense<0, 4>() }
      _ = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    }
    #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("a layer's extents must be positive"))
  }
}

struct OwnLayerDiagnosisTests {
  /// A layer whose description does not have its parameters, between others.
  @Test func ownLayersAreDiagnosed() {
    var trainer = Trainer(
      Network {
        Dense<2, 3>(); Shift<3>(); Dense<3, 1>()
      }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.5))
    let layers = trainer.diagnose([1.0, 2].span, [7.0].span).layers
    #expect(layers.count == 3 && layers.allSatisfy { $0.gradient.l2 > 0 && $0.outputs.l2 > 0 })
    // It shifts by 0 at first: it gives what it takes, and its update is a half of its gradient.
    #expect(layers[1].outputs == layers[0].outputs && layers[1].parameters.l2 == 0 && layers[1].parameterCount == 16)
    #expect(abs(layers[1].update.l2 - layers[1].gradient.l2 / 2) < 1e-6)
  }
}
