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
}
