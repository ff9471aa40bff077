/// Training on samples that do not all count the same: see `TrainingEngine`. For trainers whose optimizer is in `Tuned`.
extension Trainer {
  /// Factors of the losses of classes; of binary cross-entropy with one output, of 0 and of 1.
  @inlinable
  public mutating func setClassWeights(_ weights: Span<Scalar>) {
    checkTuned()
    engine.setClassWeights(weights)
  }

  /// One step on samples with a weight each. Returns the loss before the update.
  @inlinable
  @discardableResult
  public mutating func step(_ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>) -> Scalar {
    checkTuned()
    return unsafe Samples.borrow(inputs, targets, weights: weights, for: body) { samples in
      unsafe engine.step(A.self, samples, first: 0, count: samples.count)
    }
  }

  @inlinable
  @discardableResult
  public mutating func step(_ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>) -> Scalar {
    checkTuned()
    return unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: body) { samples in
      unsafe engine.step(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// Adds the gradient of the weighted loss of a batch, until `apply`; returns the loss.
  @inlinable
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>) -> Scalar {
    checkTuned()
    return unsafe Samples.borrow(inputs, targets, weights: weights, for: body) { samples in
      unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count)
    }
  }

  @inlinable
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>) -> Scalar {
    checkTuned()
    return unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: body) { samples in
      unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// One pass over all samples with a weight each. Returns the weighted mean loss over samples.
  @inlinable
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>, batchSize: Int, shuffles: Bool = true
  ) -> Double {
    checkTuned()
    return unsafe Samples.borrow(inputs, targets, weights: weights, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles) { _ in }
    }
  }

  @inlinable
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>, batchSize: Int, shuffles: Bool = true
  ) -> Double {
    checkTuned()
    return unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles) { _ in }
    }
  }

  @inlinable
  func checkTuned() {
    Door.check(!Rule.isPlain, "layer factors and weights need an optimizer in Tuned(...)", found: 0, expected: 1)
  }
}
