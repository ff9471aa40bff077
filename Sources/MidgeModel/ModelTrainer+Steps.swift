/// Training: as `Trainer` documents it.
extension ModelTrainer {
  /// One step: forward, loss, backward, update. Returns the loss before the update.
  @discardableResult
  public mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float { engine.step(inputs, targets) }

  @discardableResult
  public mutating func step(_ inputs: Span<Float>, classes: Span<Int32>) -> Float {
    engine.step(inputs, classes: classes)
  }

  /// Adds the gradient of the batch's loss, until `apply`; returns the loss.
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float {
    engine.accumulate(inputs, targets)
  }

  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, classes: Span<Int32>) -> Float {
    engine.accumulate(inputs, classes: classes)
  }

  /// One step of the optimizer with the gradient that waits for it.
  public mutating func apply() { engine.apply() }

  /// One pass over all samples. Returns the mean loss over samples.
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    engine.epoch(inputs, targets, batchSize: batchSize, shuffles: shuffles, onBatch: onBatch)
  }

  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    engine.epoch(inputs, classes: classes, batchSize: batchSize, shuffles: shuffles, onBatch: onBatch)
  }

  /// Loss and accuracy, without training.
  public func evaluate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Evaluation { engine.evaluate(inputs, targets) }

  public func evaluate(_ inputs: Span<Float>, classes: Span<Int32>) -> Evaluation {
    engine.evaluate(inputs, classes: classes)
  }

  /// The network's outputs for rows of inputs: logits, if that is what the loss takes.
  public func predict(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    engine.predict(inputs, into: outputs)
  }

  /// Predictions as the loss reads the outputs: softmax or sigmoid of logits, else the outputs themselves.
  public func probabilities(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    engine.probabilities(inputs, into: outputs)
  }
}

extension ModelTrainer: ParameterStore {
  public typealias Scalar = Float
  public var layerCount: Int { engine.layerCount }
  public func shape(at index: Int) -> LayerShape { engine.shape(at: index) }

  public func withParameters<Result>(_ use: (Span<Float>) -> Result) -> Result { engine.withParameters(use) }

  public mutating func withMutableParameters<Result>(_ use: (inout MutableSpan<Float>) -> Result) -> Result {
    engine.withMutableParameters(use)
  }

  /// The gradient that waits for `apply`, laid out as the parameters.
  public mutating func withGradients<Result>(_ use: (inout MutableSpan<Float>) -> Result) -> Result {
    engine.withGradients(use)
  }
}
