import MidgeModel

/// Every number of one layer in one step.
struct TracedLayer {
  var shape: LayerShape
  var inputs: [Float] = []
  /// W x + b.
  var weightedSums: [Float] = []
  var activations: [Float] = []
  /// The gradient of the loss by the weighted sums.
  var delta: [Float] = []
  var weights: LayerTensors
  var gradient: LayerTensors
  var weightsAfter: LayerTensors
}

/// The parameters of a layer, or as many other numbers, as PyTorch lays them out.
struct LayerTensors {
  /// Row by row: [outputs, inputs].
  var weight: [[Float]]
  var bias: [Float]

  /// From where the layer's numbers start in a flat buffer.
  init(_ shape: LayerShape, _ buffer: [Float], from start: Int) {
    weight = (0..<shape.outputCount).map { output in
      (0..<shape.inputCount).map { buffer[start + shape.weightOffset(output * shape.inputCount + $0)] }
    }
    bias = (0..<shape.outputCount).map { buffer[start + shape.biasOffset($0)] }
  }
}

/// Every number of one step.
struct TracedStep {
  var inputs: [Float]
  var targets: [Float]
  var layers: [TracedLayer]
  var loss: Float
  /// What the loss makes of the outputs: probabilities of logits.
  var predictions: [Float]
  var outputsAfter: [Float]
  var lossAfter: Double
}

/// Steps through a network and keeps what passes. It computes nothing: the trainer does, and single layers of it. For one sample the
/// gradient by a layer's weighted sums is that by its biases; the sums are what the layer gives with the identity for an activation.
struct Tracer: ~Copyable {
  private var trainer: ModelTrainer
  private let network: NetworkSettings
  private let hasBiases: Bool
  private let instructionSet: InstructionSet

  init(_ settings: TraceSettings) throws(Failure) {
    let level = try InstructionSet.chosen(), network = settings.network
    var trainer = try network.building { () throws(ModelError) in
      try ModelTrainer(
        network.layers.span, loss: network.loss, optimizer: .sgd(SGD(learningRate: settings.learningRate)),
        reduction: network.reduction, seed: network.seed, rowCapacity: 1, instructionSet: level)
    }
    trainer.withMutableParameters { parameters in
      var start = 0
      for (index, shape) in network.layers.enumerated() {
        for number in 0..<shape.weightCount {
          let (output, input) = number.quotientAndRemainder(dividingBy: shape.inputCount)
          if let weights = settings.weights {
            parameters[start + shape.weightOffset(number)] = weights[index][output][input]
          }
        }
        for number in 0..<shape.biasCount {
          if let biases = settings.biases { parameters[start + shape.biasOffset(number)] = biases[index][number] }
        }
        start += shape.parameterCount
      }
    }
    self.trainer = trainer
    self.network = network
    hasBiases = settings.hasBiases
    instructionSet = level
  }

  mutating func step(_ inputs: [Float], _ targets: [Float]) throws(Failure) -> TracedStep {
    let before = parameters
    let predictions = outputs(asProbabilities: true, inputs)
    let loss = trainer.accumulate(inputs.span, targets.span)
    let found = gradients
    if !hasBiases { dropBiasGradients() }
    let used = gradients
    trainer.apply()
    let after = parameters
    var layers: [TracedLayer] = [], values = inputs, start = 0
    for shape in network.layers {
      var layer = TracedLayer(
        shape: shape, weights: LayerTensors(shape, before, from: start),
        gradient: LayerTensors(shape, used, from: start), weightsAfter: LayerTensors(shape, after, from: start))
      layer.inputs = values
      layer.delta = LayerTensors(shape, found, from: start).bias
      let own = Array(before[start..<start + shape.parameterCount])
      layer.weightedSums = try run(.dense(shape.inputCount, shape.outputCount), own, values)
      layer.activations = try run(shape, own, values)
      values = layer.activations
      start += shape.parameterCount
      layers.append(layer)
    }
    return TracedStep(
      inputs: inputs, targets: targets, layers: layers, loss: loss, predictions: predictions,
      outputsAfter: outputs(asProbabilities: false, inputs),
      lossAfter: trainer.evaluate(inputs.span, targets.span).loss)
  }

  private var parameters: [Float] { trainer.withParameters { span in span.indices.map { span[$0] } } }

  private var gradients: [Float] {
    mutating get { trainer.withGradients { span in span.indices.map { span[$0] } } }
  }

  private mutating func dropBiasGradients() {
    let layers = network.layers
    trainer.withGradients { gradients in
      var start = 0
      for shape in layers {
        for index in 0..<shape.biasCount { gradients[start + shape.biasOffset(index)] = 0 }
        start += shape.parameterCount
      }
    }
  }

  private func outputs(asProbabilities: Bool, _ inputs: [Float]) -> [Float] {
    var outputs = [Float](repeating: 0, count: network.outputCount)
    if asProbabilities {
      trainer.probabilities(inputs.span, into: outputs.mutableSpan)
    } else {
      trainer.predict(inputs.span, into: outputs.mutableSpan)
    }
    return outputs
  }

  /// One layer alone, with these parameters.
  private func run(_ shape: LayerShape, _ parameters: [Float], _ inputs: [Float]) throws(Failure) -> [Float] {
    let level = instructionSet
    var layer = try network.building { () throws(ModelError) in
      try ModelPredictor([shape].span, rowCapacity: 1, instructionSet: level)
    }
    layer.withMutableParameters { span in for index in parameters.indices { span[index] = parameters[index] } }
    var outputs = [Float](repeating: 0, count: shape.outputCount)
    layer.predict(inputs.span, into: outputs.mutableSpan)
    return outputs
  }
}
