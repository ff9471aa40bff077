/// Training: as `Trainer` documents it. Spans are checked here; the work is done by the code of the instruction set.
///
/// Predictions take the trainer by its address: else a caller may copy its five hundred bytes for each, and the prediction wait for the copy.
extension ModelTrainer {
  /// One step: forward, loss, backward, update. Returns the loss before the update.
  @discardableResult
  public mutating func step(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in unsafe instructionSet.step(&engine, samples) }
  }

  @discardableResult
  public mutating func step(_ inputs: Span<Float>, classes: Span<Int32>) -> Float {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe instructionSet.step(&engine, samples)
    }
  }

  /// Adds the gradient of the batch's loss, until `apply`; returns the loss.
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Float {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe instructionSet.accumulate(&engine, samples)
    }
  }

  @discardableResult
  public mutating func accumulate(_ inputs: Span<Float>, classes: Span<Int32>) -> Float {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe instructionSet.accumulate(&engine, samples)
    }
  }

  /// One step of the optimizer with the gradient that waits for it.
  public mutating func apply() { instructionSet.apply(&engine) }

  /// One pass over all samples. Returns the mean loss over samples.
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, onBatch)
    }
  }

  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, onBatch)
    }
  }

  mutating func epoch(
    _ samples: Samples<Float>, _ batchSize: Int, _ shuffles: Bool, _ onBatch: (BatchReport) -> Void
  ) -> Double {
    Door.check(batchSize > 0, "the batch size must be positive", found: batchSize, expected: 1)
    let ordered = unsafe engine.ordered(samples, shuffles: shuffles)
    return unsafe instructionSet.epoch(&engine, ordered, batchSize: batchSize) { _, report in
      onBatch(report)
      return true
    }
  }

  /// Loss and accuracy, without training.
  public func evaluate(_ inputs: Span<Float>, _ targets: Span<Float>) -> Evaluation {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe instructionSet.evaluate(engine, samples)
    }
  }

  public func evaluate(_ inputs: Span<Float>, classes: Span<Int32>) -> Evaluation {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe instructionSet.evaluate(engine, samples)
    }
  }

  /// The network's outputs for rows of inputs: logits, if that is what the loss takes.
  @_addressableSelf
  public func predict(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    unsafe instructionSet.predict(engine.inference, inputs, as: nil, into: outputs)
  }

  /// Predictions as the loss reads the outputs: softmax or sigmoid of logits, else the outputs themselves.
  @_addressableSelf
  public func probabilities(_ inputs: Span<Float>, into outputs: consuming MutableSpan<Float>) {
    unsafe instructionSet.predict(engine.inference, inputs, as: engine.loss, into: outputs)
  }
}
