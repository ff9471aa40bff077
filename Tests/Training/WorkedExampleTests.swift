import Midge
import Testing

/// The examples of the article "Worked examples", to the digits that it prints. Squared error of one output is what
/// `MeanSquaredErrorLoss` computes; its half has half the gradient, which is half the learning rate.
struct WorkedExampleTests {
  /// x 0.5, w 0.4, target 1; then x 2, w 0.5, target 4.
  @Test(
    arguments: [
      [0.5, 0.4, 1, 0.2, 0.64, -0.8, 0.48], [2, 0.5, 4, 1, 9, -12, 1.7],
    ] as [[Float]])
  func oneLinearNeuron(_ numbers: [Float]) {
    let (x, w, target) = (numbers[0], numbers[1], numbers[2])
    var trainer = Trainer(
      Network { Dense<1, 1>() }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
    write([[[w]]], to: &trainer)
    var outputs: [Float] = [0]
    trainer.predict([x].span, into: outputs.mutableSpan)
    let loss = stepWithoutBias(&trainer, [x], [target])
    let gradient = trainer.withGradients { $0[LayerShape.dense(1, 1).weightOffset(0)] }
    for (found, expected) in zip([outputs[0], loss, gradient, weights(trainer)[0][0][0]], numbers[3...]) {
      #expect(abs(found - expected) < 1e-6 * max(1, abs(expected)), "\(found), \(expected)")
    }
  }

  /// Half squared error: w += 0.1 x (target - output), which is nothing where the input is 0.
  @Test func threeInputs() {
    let start: [Float] = [0.2, -0.3, 0.4], inputs: [Float] = [1, 0, 1]
    var trainer = Trainer(
      Network { Dense<3, 1>() }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1 / 2))
    write([[start]], to: &trainer)
    var outputs: [Float] = [0]
    trainer.predict(inputs.span, into: outputs.mutableSpan)
    #expect(abs(outputs[0] - 0.6) < 1e-6)
    stepWithoutBias(&trainer, inputs, [1])
    let found = weights(trainer)[0][0]
    for index in 0..<3 {
      #expect(abs(found[index] - (start[index] + 0.1 * inputs[index] * (1 - outputs[0]))) < 1e-6)
    }
    #expect(found[1] == start[1])
  }

  @Test func twoSigmoidLayers() {
    let network = Network {
      Dense<2, 2>()
      Sigmoid()
      Dense<2, 1>()
      Sigmoid()
    }
    let hidden = Network {
      Dense<2, 2>()
      Sigmoid()
    }
    let first: [[Float]] = [[0.2, 0.2], [0.3, 0.3]], inputs: [Float] = [0.35, 0.7]
    var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 1.0 / 2))
    write([first, [[0.3, 0.9]]], to: &trainer)
    var units: [Float] = [0, 0], output: [Float] = [0], after: [Float] = [0]
    var front = Predictor(hidden, arithmetic: NativeFloat.self)
    write([first], to: &front)
    front.predict(inputs.span, into: units.mutableSpan)
    trainer.predict(inputs.span, into: output.mutableSpan)
    stepWithoutBias(&trainer, inputs, [0.5])
    trainer.predict(inputs.span, into: after.mutableSpan)
    #expect([units[0], units[1], output[0], after[0]].map { ($0 * 100).rounded() } == [55, 58, 67, 66])
  }

  static let xor: [Float] = [0, 0, 0, 1, 1, 0, 1, 1]
  static let xorTargets: [Float] = [0, 1, 1, 0]

  /// Half the squared error, summed over the four samples, at rate 0.1: 10,000 epochs. Returns the loss of every 4,000th, and the outputs.
  static func learnXOR(seed: UInt64) -> (losses: [Float], outputs: [Float]) {
    let network = Network {
      Dense<2, 4>()
      Sigmoid()
      Dense<4, 1>()
      Sigmoid()
    }
    var losses: [Float] = []
    var trainer = Trainer(
      network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1 / 2), reduction: .sum,
      arithmetic: Portable<Float>.self, seed: seed, initializer: .glorotUniform)
    for epoch in 0..<10_000 {
      let loss = trainer.step(xor.span, xorTargets.span) / 2
      if epoch % 4000 == 0 { losses.append(loss) }
    }
    var outputs: [Float] = [0, 0, 0, 0]
    trainer.predict(xor.span, into: outputs.mutableSpan)
    return (losses, outputs)
  }

  static func isLearned(_ outputs: [Float]) -> Bool { zip(outputs, xorTargets).allSatisfy { abs($0 - $1) < 0.1 } }

  @Test func xorIsLearnedAndTheLossFalls() {
    let (losses, outputs) = Self.learnXOR(seed: 1)
    #expect(losses.map { ($0 * 1e4).rounded() } == [5657, 355, 61])
    #expect(outputs.map { ($0 * 100).rounded() } == [4, 96, 95, 5] && Self.isLearned(outputs))
  }

  /// The portable arithmetic gives the same bits everywhere, and so the same share.
  @Test func xorIsLearnedFromTheShareOfSeedsThatIsSaid() {
    let learned = (1...100).filter { Self.isLearned(Self.learnXOR(seed: UInt64($0)).outputs) }
    #expect(learned.count == 97)
  }

  /// w <- w - rate g over a million parameters, to the bit.
  @Test func aMillionParameters() {
    let count = 1_000_000
    var generator = SeededGenerator(seed: 1)
    let start = (0..<count).map { _ in Float(generator.nextUnit()) - 0.5 }
    var gradients = (0..<count).map { _ in Float(generator.nextUnit()) - 0.5 }, weights = start
    var rule = SGD(learningRate: 0.01), none: [Float] = [0]
    unsafe weights.withUnsafeMutableBufferPointer { w in
      unsafe gradients.withUnsafeMutableBufferPointer { g in
        unsafe none.withUnsafeMutableBufferPointer { moments in
          let buffers = unsafe UpdateBuffers(
            count: count, parameters: w.baseAddress!, gradients: g.baseAddress!, moments: moments.baseAddress!)
          unsafe Portable<Float>.update(ParameterUpdate(rule.nextRule(), buffers), count: count)
        }
      }
    }
    let rate = Float(0.01)
    let wrong = weights.indices.filter { weights[$0] != start[$0] - rate * gradients[$0] }
    #expect(wrong.isEmpty, "\(wrong.count) of them")
  }
}

/// Weights by layer, as PyTorch's [outputs, inputs]; biases stay at 0.
private func write<Store: ParameterStore & ~Copyable>(_ weights: [[[Float]]], to store: inout Store)
where Store.Scalar == Float {
  let shapes = (0..<store.layerCount).map { store.shape(at: $0) }
  store.withMutableParameters { parameters in
    var start = 0
    for (shape, rows) in zip(shapes, weights) {
      for (index, weight) in rows.joined().enumerated() { parameters[start + shape.weightOffset(index)] = weight }
      start += shape.parameterCount
    }
  }
}

private func weights<Store: ParameterStore & ~Copyable>(_ store: borrowing Store) -> [[[Store.Scalar]]] {
  let shapes = (0..<store.layerCount).map { store.shape(at: $0) }
  return store.withParameters { parameters in
    var start = 0
    return shapes.map { shape in
      defer { start += shape.parameterCount }
      return (0..<shape.outputCount).map { output in
        (0..<shape.inputCount).map { parameters[start + shape.weightOffset(output * shape.inputCount + $0)] }
      }
    }
  }
}

/// A step in which the gradients of biases are dropped. Returns the loss before it.
@discardableResult
private func stepWithoutBias<Body: NetworkBody, Function: LossFunction, Rule: Optimizer, A: Arithmetic>(
  _ trainer: inout Trainer<Body, Function, Rule, A>, _ inputs: [A.Scalar], _ targets: [A.Scalar]
) -> A.Scalar {
  let loss = trainer.accumulate(inputs.span, targets.span)
  let shapes = (0..<trainer.layerCount).map { trainer.shape(at: $0) }
  trainer.withGradients { gradients in
    var start = 0
    for shape in shapes {
      for index in 0..<shape.biasCount { gradients[start + shape.biasOffset(index)] = 0 }
      start += shape.parameterCount
    }
  }
  trainer.apply()
  return loss
}
