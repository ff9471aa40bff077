import MidgeModel
import MidgeTestSupport
import Testing

struct DiagnosisTests {
  static let layers: [LayerShape] = [
    .dense(5, 17, .relu), .dense(17, 20, .tanh), .activation(.relu, count: 20), .dense(20, 3),
  ]

  private func rms(_ numbers: [Double]) -> Double {
    (numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)).squareRoot()
  }

  private func expect(
    _ found: Magnitude, _ numbers: [Double], _ what: String, at location: SourceLocation = #_sourceLocation
  ) {
    let l2 = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot(), size = numbers.isEmpty ? 0 : rms(numbers)
    #expect(relativeError(found.l2, l2, floor: 1e-9) < 1e-9, "\(what)", sourceLocation: location)
    #expect(relativeError(found.rms, size, floor: 1e-9) < 1e-9, "\(what)", sourceLocation: location)
  }

  /// Over several goes of rows, too.
  @Test(arguments: [1, 4, 9, 32])
  func normsAreThoseOfPlainLoops(_ rowCapacity: Int) throws {
    var sample = TrainerCase(Self.layers, .meanSquaredError, rows: 9)
    sample.rule = .adam(Adam(learningRate: 0.02))
    var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: rowCapacity)
    var stepped = try sample.trainer(PortableShared<Double>.self, rowCapacity: rowCapacity)
    let inputs = sample.flat(sample.inputs, Double.self), targets = sample.flat(sample.targets, Double.self)
    let network = reference(trainer)
    let expected = network.lossAndGradient(sample.inputs, sample.targets, .meanSquaredError)
    let before = network.parameters
    stepped.step(inputs.span, targets.span)
    let update = zip(reference(stepped).parameters, before).map { $0 - $1 }
    let diagnosis = trainer.diagnose(inputs.span, targets.span)

    #expect(relativeError(diagnosis.loss, expected.loss, floor: 1e-9) < 1e-9 && diagnosis.sampleCount == 9)
    #expect(diagnosis.layers.map(\.layer) == [0, 1, 2, 3] && diagnosis.layers.map(\.shape) == Self.layers)
    var rows = sample.inputs, first = 0
    for (layer, found) in diagnosis.layers.enumerated() {
      rows = rows.map { network.layers[layer].forward($0) }
      let end = first + found.shape.trainableCount, columns = 0..<found.shape.outputCount
      expect(found.outputs, Array(rows.joined()), "outputs of layer \(layer)")
      expect(found.parameters, Array(before[first..<end]), "parameters of layer \(layer)")
      expect(found.gradient, Array(expected.parameters[first..<end]), "gradient of layer \(layer)")
      expect(found.update, Array(update[first..<end]), "update of layer \(layer)")
      let dead = columns.filter { column in rows.allSatisfy { $0[column] == 0 } }.count
      #expect(found.deadCount == (found.shape.activation == .relu ? dead : nil))
      #expect(found.parameterCount == found.shape.trainableCount)
      if found.parameterCount > 0 { #expect(found.updateRatio == found.update.l2 / found.parameters.l2) }
      first = end
    }
    #expect(diagnosis.layers[2].updateRatio == nil)
  }

  /// With a gradient that waits, and one that does not.
  @Test func trainingGoesOnToTheSameBits() throws {
    for kind in OptimizerKind.allCases {
      var sample = TrainerCase(Self.layers, .crossEntropy, rows: 9)
      sample.rule = kind.choice(learningRate: 0.02)
      let inputs = sample.flat(sample.inputs, Float.self), classes = sample.classes
      let others = sample.flat(Array(sample.inputs[3...]), Float.self), labels = Array(classes[3...])
      func trained(diagnosed: Bool) throws -> [Float] {
        var trainer = try sample.trainer(PortableShared<Float>.self, rowCapacity: 4)
        for _ in 0..<3 {
          trainer.step(inputs.span, classes: classes.span)
          if diagnosed { _ = trainer.diagnose(others.span, classes: labels.span) }
          trainer.accumulate(inputs.span, classes: classes.span)
          if diagnosed { _ = trainer.diagnose(others.span, classes: labels.span) }
          trainer.accumulate(inputs.span, classes: classes.span)
          trainer.apply()
        }
        return parameters(trainer)
      }
      #expect(try trained(diagnosed: true) == trained(diagnosed: false), "\(kind)")
    }
  }

  /// Sums at rest but for the bias: below 0 in as many units as are planted.
  @Test(arguments: [0, 3, 7, 8, 16]) func deadUnitsAreCounted(_ planted: Int) throws {
    var trainer = try Self.constant([.dense(2, 16, .relu), .dense(16, 1)], 0.5)
    let first = trainer.shape(at: 0)
    trainer.withMutableParameters { parameters in
      for unit in 0..<planted { parameters[first.biasOffset(unit)] = -100 }
    }
    let layers = trainer.diagnose([1, 2, 3, 4.0].span, [0.5, -0.5].span).layers
    #expect(layers[0].deadCount == planted && layers[0].deadShare == Double(planted) / 16)
    #expect(layers[1].deadCount == nil && layers[1].deadShare == nil)
    #expect((layers[0].state == .dead) == (planted >= 8))
  }

  /// A unit that one sample wakes is not dead.
  @Test func oneSampleIsEnoughToLive() throws {
    var trainer = try Self.constant([.dense(1, 1, .relu), .dense(1, 1)], 1)
    #expect(trainer.diagnose([-5.0, -4, 2, -3].span, [0.0, 0, 0, 0].span).layers[0].deadCount == 0)
    #expect(trainer.diagnose([-5.0, -4, -2, -3].span, [0.0, 0, 0, 0].span).layers[0].deadCount == 1)
  }

  @Test func gradientsThatVanishAreNamed() throws {
    let layers: [LayerShape] = [.dense(2, 4, .sigmoid), .dense(4, 4, .sigmoid), .dense(4, 1)]
    var trainer = try Self.constant(layers, 0.1)
    #expect(trainer.diagnose([1.0, 2].span, [0.0].span).layers.map(\.state) == [.healthy, .healthy, .healthy])
    // Saturated: sigmoid' is about e^-20.
    let second = trainer.shape(at: 0).parameterCount
    let shape = trainer.shape(at: 1)
    trainer.withMutableParameters { for unit in 0..<4 { $0[second + shape.biasOffset(unit)] = 20 } }
    #expect(trainer.diagnose([1.0, 2].span, [0.0].span).layers.map(\.state) == [.vanishing, .vanishing, .healthy])
  }

  @Test func gradientsThatExplodeAreNamed() throws {
    var trainer = try Self.constant([.dense(1, 4, .relu), .dense(4, 4, .relu), .dense(4, 1)], 0.5)
    #expect(trainer.diagnose([1.0].span, [0.0].span).layers.allSatisfy { $0.state == .healthy })
    #expect(trainer.diagnose([1.0].span, [1e6].span).layers.allSatisfy { $0.state == .exploding })
    // Outputs of the first layer are small, and the weights behind it large: less than 100 times the parameters, but far more than the last layer's.
    let (first, second) = (trainer.shape(at: 0), trainer.shape(at: 1))
    trainer.withMutableParameters { parameters in
      for unit in 0..<4 {
        parameters[first.weightOffset(unit)] = 1
        parameters[first.biasOffset(unit)] = 1e-4 - 1
      }
      for index in 0..<16 { parameters[first.parameterCount + second.weightOffset(index)] = 1e4 }
    }
    let layers = trainer.diagnose([1.0].span, [9.5 - 0.002].span).layers
    #expect(layers.map(\.state) == [.exploding, .healthy, .healthy])
    #expect(layers[0].gradient.l2 < 100 * layers[0].parameters.l2)
  }

  @Test func numbersThatAreNoneAreNamed() throws {
    var trainer = try Self.constant([.dense(1, 2, .tanh), .dense(2, 1)], 0.5)
    let second = trainer.shape(at: 0).parameterCount
    trainer.withMutableParameters { $0[second] = .infinity }
    #expect(trainer.diagnose([1.0].span, [0.0].span).layers[1].state == .notFinite)
  }

  /// All weights and biases alike.
  private static func constant(_ layers: [LayerShape], _ value: Double) throws -> TestTrainer<PortableShared<Double>> {
    var trainer = try TestTrainer<PortableShared<Double>>(
      owning: layers.span, loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 0.01)), reduction: .mean, seed: 1,
      initializer: .automatic, rowCapacity: 3)
    let places = parameterPlaces(trainer)
    trainer.withMutableParameters { for place in places { $0[place] = value } }
    return trainer
  }

  /// With dropout, too, whatever the row capacity: the masks are those that the step will have.
  @Test(arguments: [4, 32])
  func whatIsDiagnosedIsTheNextStep(_ rowCapacity: Int) throws {
    let layers: [LayerShape] = [.dense(5, 12, .relu), .dropout(0.4, count: 12), .dense(12, 3)]
    let sample = TrainerCase(layers, .meanSquaredError, rows: 9)
    var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: rowCapacity)
    let inputs = sample.flat(sample.inputs, Double.self), targets = sample.flat(sample.targets, Double.self)
    trainer.step(inputs.span, targets.span)
    let diagnosis = trainer.diagnose(inputs.span, targets.span)
    let next = trainer.step(inputs.span, targets.span)
    #expect(diagnosis.loss == next)
  }
}
