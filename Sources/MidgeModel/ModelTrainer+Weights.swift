/// Training on samples that do not all count the same.
extension ModelTrainer {
  /// Factors of the losses of classes; of binary cross-entropy with one output, of 0 and of 1.
  public mutating func setClassWeights(_ weights: Span<Float>) { engine.setClassWeights(weights) }

  /// One step on samples with a weight each. Returns the loss before the update.
  @discardableResult
  public mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>, weights: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, targets, weights: weights, for: engine.body) { samples in
      unsafe instructionSet.step(&engine, samples)
    }
  }

  @discardableResult
  public mutating func step(_ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: engine.body) { samples in
      unsafe instructionSet.step(&engine, samples)
    }
  }

  /// Adds the gradient of the weighted loss of a batch, until `apply`; returns the loss.
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, _ targets: Span<Float>, weights: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, targets, weights: weights, for: engine.body) { samples in
      unsafe instructionSet.accumulate(&engine, samples)
    }
  }

  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: engine.body) { samples in
      unsafe instructionSet.accumulate(&engine, samples)
    }
  }

  /// One pass over all samples with a weight each. Returns the weighted mean loss over samples.
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, weights: Span<Float>, batchSize: Int, shuffles: Bool = true
  ) -> Double {
    unsafe Samples.borrow(inputs, targets, weights: weights, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles) { _ in }
    }
  }

  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>, batchSize: Int, shuffles: Bool = true
  ) -> Double {
    unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles) { _ in }
    }
  }
}
