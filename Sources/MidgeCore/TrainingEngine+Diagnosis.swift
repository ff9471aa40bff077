extension TrainingEngine {
  /// Where the outputs of a layer stand after a forward pass: a row of `RowWidth.padded(outputCount)` scalars a sample.
  @inlinable
  func outputs(ofLayer layer: Int) -> Rows<Scalar> {
    var end = 0
    for index in 0...layer { end &+= body.activationCount(at: index) }
    let width = RowWidth.padded(body.shape(at: layer).outputCount)
    let base = unsafe arena.scalars(Scalar.self, at: layout.activations) + layout.rowCapacity &* (end &- width)
    return unsafe Rows(base: base, stride: width)
  }

  /// How the layers stand on samples, and what a step on them would do. Nothing is trained: parameters, moments, counts and a gradient that waits for
  /// `apply` are as before; without one, what `withGradients` shows is the gradient of these samples.
  ///
  /// A report, and no part of training: it allocates, and computes in `Double`. `accumulate` and `apply` are those of the arithmetic.
  @inlinable
  public mutating func diagnose(
    _ samples: Samples<Scalar>, accumulate: (inout TrainingEngine, Samples<Scalar>) -> Scalar,
    apply: (inout TrainingEngine) -> Void
  ) -> Diagnosis {
    let before = Snapshot(self)
    let sampleCount = unsafe samples.count
    var tally = OutputTally(body)
    var done = 0
    while sampleCount > layout.rowCapacity && done < sampleCount {
      let rows = min(layout.rowCapacity, sampleCount &- done)
      pendingGradient = false
      _ = unsafe accumulate(&self, samples.part(first: done, count: rows))
      tally.add(self, rows: rows)
      done &+= rows
    }
    pendingGradient = false
    // The masks of dropout are those of the samples' own step.
    trainedSampleCount = before.trainedSampleCount
    let loss = unsafe Double(accumulate(&self, samples))
    if done == 0 { tally.add(self, rows: sampleCount) }
    var squares: [(gradient: Double, parameters: Double)] = []
    forEachLayer { _, offset, count in
      squares.append(
        (squareSum(count) { unsafe gradients[offset + $0] }, squareSum(count) { unsafe parameters[offset + $0] }))
    }
    apply(&self)
    var layers: [LayerDiagnosis] = []
    forEachLayer { layer, offset, count in
      let update = squareSum(count) {
        unsafe Double(parameters[offset + $0]) - Double(before.parameters[offset + $0])
      }
      let shape = body.shape(at: layer)
      let trained = shape.parameterCount == count ? shape.trainableCount : count
      layers.append(
        LayerDiagnosis(
          layer: layer, shape: shape, parameterCount: trained,
          outputs: Magnitude(squares: tally.squares[layer], count: sampleCount * shape.outputCount),
          parameters: Magnitude(squares: squares[layer].parameters, count: trained),
          gradient: Magnitude(squares: squares[layer].gradient, count: trained),
          update: Magnitude(squares: update, count: trained),
          deadCount: shape.activation == .relu ? tally.deadCount(ofLayer: layer) : nil))
    }
    before.restore(&self)
    return Diagnosis(loss: loss, sampleCount: sampleCount, measured: layers)
  }

  /// Calls `use` with each layer's number, and where its parameters start and how many they are, pads included.
  @inlinable
  func forEachLayer(_ use: (Int, Int, Int) -> Void) {
    var offset = 0
    for layer in 0..<body.layerCount {
      let count = body.parameterCount(at: layer)
      use(layer, offset, count)
      offset &+= count
    }
  }

  @inlinable
  func squareSum<Number: BinaryFloatingPoint>(_ count: Int, _ number: (Int) -> Number) -> Double {
    var sum = 0.0
    for index in 0..<count {
      let value = Double(number(index))
      sum += value * value
    }
    return sum
  }
}

/// Sums of squares of outputs, and which units were ever other than 0, layer by layer.
@usableFromInline
struct OutputTally {
  @usableFromInline var squares: [Double]
  @usableFromInline var isAlive: [[Bool]]

  @inlinable
  init<Body: NetworkBody>(_ body: Body) {
    squares = []
    isAlive = []
    for layer in 0..<body.layerCount {
      squares.append(0)
      isAlive.append([Bool](repeating: false, count: body.shape(at: layer).outputCount))
    }
  }

  @inlinable
  mutating func add<Body: NetworkBody, Function: LossFunction, Rule: Optimizer, Scalar: KernelScalar>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, rows: Int
  ) {
    for layer in 0..<squares.count {
      let outputs = unsafe engine.outputs(ofLayer: layer)
      for row in 0..<rows {
        for unit in 0..<isAlive[layer].count {
          let value = unsafe Double(outputs[row][unit])
          squares[layer] += value * value
          if value != 0 { isAlive[layer][unit] = true }
        }
      }
    }
  }

  @inlinable
  func deadCount(ofLayer layer: Int) -> Int { isAlive[layer].reduce(0) { $0 + ($1 ? 0 : 1) } }
}

extension Samples {
  /// Samples that lie one after the other among these, in the order in which they lie.
  @inlinable
  func part(first: Int, count: Int) -> Samples {
    unsafe Samples(
      inputs: Rows(base: inputs[first], stride: inputs.stride), targets: targets.advanced(by: first), count: count,
      weights: weights.map { unsafe $0 + first })
  }
}
