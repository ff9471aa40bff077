/// How large numbers are: the root of the sum of their squares, and of the mean of their squares.
public struct Magnitude: Equatable, Sendable {
  public let l2: Double
  public let rms: Double

  @inlinable
  init(squares: Double, count: Int) {
    l2 = squares.squareRoot()
    rms = count > 0 ? (squares / Double(count)).squareRoot() : 0
  }
}

/// How the layers of a network stand on a batch: what `diagnose` finds.
public struct Diagnosis: Equatable, Sendable {
  public let loss: Double
  public let sampleCount: Int
  public let layers: [LayerDiagnosis]

  /// Measured layers, and what follows from one beside another.
  @inlinable
  init(loss: Double, sampleCount: Int, measured: [LayerDiagnosis]) {
    self.loss = loss
    self.sampleCount = sampleCount
    let reference = measured.last { $0.parameterCount > 0 }
    layers = measured.map { $0.judged(beside: reference) }
  }
}

/// One layer on a batch.
public struct LayerDiagnosis: Equatable, Sendable {
  /// In a word. Where several hold, the first of them in this order.
  public enum State: UInt8, Sendable, CaseIterable {
    /// A parameter, an output, a gradient or an update is infinite or not a number.
    case notFinite
    /// The gradient's norm is more than 100 times that of the parameters, or its RMS more than 1000 times that of the last layer's.
    case exploding
    /// At least half of the units are ReLUs that give 0 for each sample of the batch.
    case dead
    /// The gradient's RMS is less than a thousandth of the last layer's; or its norm less than 2^-24 of the parameters', which a step of
    /// `SGD` with a learning rate of 1 would not change any more. That may also mean that there is nothing left to learn.
    case vanishing
    case healthy

    public var name: String {
      switch self {
      case .notFinite: "not finite"
      case .exploding: "exploding"
      case .dead: "dead"
      case .vanishing: "vanishing"
      case .healthy: "healthy"
      }
    }
  }

  /// As `shape(at:)` counts.
  public let layer: Int
  public let shape: LayerShape
  /// Weights and biases.
  public let parameterCount: Int
  /// Of the outputs, over all samples.
  public let outputs: Magnitude
  public let parameters: Magnitude
  /// Of the batch's loss by the parameters, as backpropagation leaves it: before clipping and penalties.
  public let gradient: Magnitude
  /// Of what a step on the batch would change the parameters by.
  public let update: Magnitude
  /// Units that give 0 for each sample; nil where the layer has no ReLU.
  public let deadCount: Int?
  public internal(set) var state = State.healthy

  @inlinable
  init(
    layer: Int, shape: LayerShape, parameterCount: Int, outputs: Magnitude, parameters: Magnitude, gradient: Magnitude,
    update: Magnitude, deadCount: Int?
  ) {
    self.layer = layer
    self.shape = shape
    self.parameterCount = parameterCount
    self.outputs = outputs
    self.parameters = parameters
    self.gradient = gradient
    self.update = update
    self.deadCount = deadCount
  }

  /// Share of ReLUs, 0 to 1, that give 0 for each sample; nil where the layer has none.
  public var deadShare: Double? { deadCount.map { Double($0) / Double(shape.outputCount) } }

  /// The norm of the update by that of the parameters: about a thousandth where training goes well. Nil where there are none but zeros.
  public var updateRatio: Double? { parameters.l2 > 0 ? update.l2 / parameters.l2 : nil }

  /// With its state; `last` is the last layer that has parameters.
  @usableFromInline
  func judged(beside last: LayerDiagnosis?) -> LayerDiagnosis {
    var judged = self
    judged.state = state(beside: last)
    return judged
  }

  private func state(beside last: LayerDiagnosis?) -> State {
    let norms = [outputs.l2, parameters.l2, gradient.l2, update.l2]
    if !norms.allSatisfy({ $0.isFinite }) { return .notFinite }
    let reference = last.map { $0.layer == layer ? gradient.rms : $0.gradient.rms } ?? 0
    let hasParameters = parameterCount > 0
    if hasParameters && parameters.l2 > 0 && gradient.l2 > 100 * parameters.l2 { return .exploding }
    if hasParameters && reference > 0 && gradient.rms > 1000 * reference { return .exploding }
    if let deadShare, deadShare >= 0.5 { return .dead }
    if hasParameters && (gradient.rms < 1e-3 * reference || gradient.l2 < 0x1p-24 * parameters.l2) {
      return .vanishing
    }
    return .healthy
  }
}
