/// A layer of the reference: y = f(W x + b), weights as rows of [outputs][inputs]; without weights, y = f(x); with factors, y = x times these.
public struct ReferenceLayer {
  public var weights: [[Double]]?
  public var biases: [Double]
  public let activation: ReferenceActivation
  /// Of dropout, for one sample.
  public var factors: [Double]?

  public init(weights: [[Double]]?, biases: [Double], activation: ReferenceActivation) {
    self.weights = weights
    self.biases = biases
    self.activation = activation
  }

  /// What the activation is applied to.
  public func argument(_ x: [Double]) -> [Double] {
    guard let weights else { return zip(x, factors ?? x.map { _ in 1 }).map { $0 * $1 } }
    return zip(weights, biases).map { row, bias in zip(row, x).reduce(bias) { $0 + $1.0 * $1.1 } }
  }

  public func forward(_ x: [Double]) -> [Double] { activation.values(argument(x)) }

  /// The gradients by weights, biases and input, from the gradient by the output.
  public func backward(_ x: [Double], _ dy: [Double]) -> (weights: [[Double]], biases: [Double], input: [Double]) {
    let dz = activation.gradient(argument(x), dy)
    guard let weights else { return ([], [], argument(dz)) }
    let input = x.indices.map { i in dz.indices.reduce(0) { $0 + weights[$1][i] * dz[$1] } }
    return (dz.map { d in x.map { d * $0 } }, dz, input)
  }
}

/// A network one sample at a time.
public struct ReferenceNetwork {
  public var layers: [ReferenceLayer]

  public init(layers: [ReferenceLayer]) { self.layers = layers }

  public func forward(_ x: [Double]) -> [Double] { layers.reduce(x) { $1.forward($0) } }

  /// The smallest |argument| of a ReLU's: how near a corner the samples come.
  public func distanceFromCorners(_ rows: [[Double]]) -> Double {
    var distance = Double.infinity
    for row in rows {
      var x = row
      for layer in layers {
        if layer.activation.bends { distance = layer.argument(x).map(abs).reduce(distance, min) }
        x = layer.forward(x)
      }
    }
    return distance
  }

  /// The loss of a batch; its gradient by every parameter, layer by layer, weights then biases; and by every input.
  public func lossAndGradient(
    _ rows: [[Double]], _ targets: [[Double]], _ loss: ReferenceLoss, mean: Bool = true
  ) -> (loss: Double, parameters: [Double], inputs: [Double]) {
    let divisor = mean ? Double(rows.count * loss.meanDivisor(outputCount: targets[0].count)) : 1
    var total = 0.0, inputs: [Double] = []
    var sums = layers.map { layer in
      [Double](repeating: 0, count: (layer.weights ?? []).joined().count + layer.biases.count)
    }
    for (row, target) in zip(rows, targets) {
      var trace = [row]
      for layer in layers { trace.append(layer.forward(trace.last!)) }
      total += loss.value(trace.last!, target) / divisor
      var delta = loss.gradient(trace.last!, target).map { $0 / divisor }
      for index in layers.indices.reversed() {
        let gradient = layers[index].backward(trace[index], delta)
        sums[index] = zip(sums[index], gradient.weights.joined() + gradient.biases).map { $0 + $1 }
        delta = gradient.input
      }
      inputs += delta
    }
    return (total, Array(sums.joined()), inputs)
  }

  /// All parameters, in the order of `lossAndGradient`.
  public var parameters: [Double] {
    get { layers.flatMap { Array(($0.weights ?? []).joined()) + $0.biases } }
    set {
      var next = newValue[...]
      for index in layers.indices {
        layers[index].weights = layers[index].weights?.map { row in row.map { _ in next.removeFirst() } }
        layers[index].biases = layers[index].biases.map { _ in next.removeFirst() }
      }
    }
  }
}
