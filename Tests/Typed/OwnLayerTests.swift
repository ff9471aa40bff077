import Midge
import Testing

/// y = 2 x, as somebody else might write a layer.
private struct Doubling<let Count: Int>: Layer {
  typealias Input = Vector<Count>
  typealias Output = Vector<Count>

  var inputCount: Int { Count }
  var outputCount: Int { Count }
  var outputWidth: Int { RowWidth.padded(Count) }
  var parameterCount: Int { 0 }
  var activationCount: Int { outputWidth }
  var widestRow: Int { outputWidth }
  var scratchCount: Int { 0 }
  var layerCount: Int { 1 }
  func shape(at index: Int) -> LayerShape { .activation(.identity, count: Count) }

  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {}

  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    let outputs = unsafe pass.outputs(of: self)
    for row in unsafe 0..<pass.rowCount {
      for column in 0..<outputWidth {
        unsafe outputs[row][column] = column < Count ? 2 * pass.inputs[row][column] : 0
      }
    }
  }

  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    for index in unsafe 0..<pass.forward.rowCount * outputWidth { unsafe deltas.current[index] *= 2 }
  }
}

/// A layer of one's own stands in a network beside the built-in ones.
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

  /// The layers of another network, and of none, are refused in words.
  @Test func emptyExtentsTrap() async throws {
    let result = try await #require(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let network = Network { Dense<0, 4>() }
      _ = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    }
    #expect(String(decoding: result.standardErrorContent, as: UTF8.self).contains("a layer's extents must be positive"))
  }
}
