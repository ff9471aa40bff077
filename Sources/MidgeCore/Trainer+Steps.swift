/// Training, as callers see it. Inputs are rows of the network's inputs, one after the other; targets as many rows of its outputs; classes
/// one index a row. Any number of rows is a batch. Wrong counts trap with a message.
extension Trainer {
  /// One step: forward, loss, backward, update. Returns the loss before the update.
  @inlinable @inline(__always)
  @discardableResult
  public mutating func step(_ inputs: Span<Scalar>, _ targets: Span<Scalar>) -> Scalar {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in
      unsafe engine.step(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// One step on class indices.
  @inlinable @inline(__always)
  @discardableResult
  public mutating func step(_ inputs: Span<Scalar>, classes: Span<Int32>) -> Scalar {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in
      unsafe engine.step(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// Adds the gradient of the batch's loss to what `withGradients` shows, until `apply`; returns the loss.
  @inlinable
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Scalar>, _ targets: Span<Scalar>) -> Scalar {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in
      unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count)
    }
  }

  @inlinable
  @discardableResult
  public mutating func accumulate(_ inputs: Span<Scalar>, classes: Span<Int32>) -> Scalar {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in
      unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// One step of the optimizer with the gradient that waits for it. Without a gradient, nothing happens.
  @inlinable
  public mutating func apply() { engine.apply(A.self) }

  /// One pass over all samples, `batchSize` at a time, the last batch perhaps smaller; in a new order each epoch if it shuffles.
  /// Returns the mean loss over samples (with reduction `.sum`, the sum).
  @inlinable
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, onBatch)
    }
  }

  @inlinable
  @discardableResult
  public mutating func epoch(
    _ inputs: Span<Scalar>, classes: Span<Int32>, batchSize: Int, shuffles: Bool = true,
    onBatch: (BatchReport) -> Void = { _ in }
  ) -> Double {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, onBatch)
    }
  }

  @inlinable @inline(__always)
  mutating func epoch(
    _ samples: Samples<Scalar>, _ batchSize: Int, _ shuffles: Bool, _ onBatch: (BatchReport) -> Void
  ) -> Double {
    Door.check(batchSize > 0, "the batch size must be positive", found: batchSize, expected: 1)
    let ordered = unsafe engine.ordered(samples, shuffles: shuffles)
    return unsafe engine.epoch(A.self, ordered, batchSize: batchSize) { _, report in
      onBatch(report)
      return true
    }
  }

  /// Loss and accuracy, without training. A gradient that waits for `apply` is not touched.
  @inlinable
  public func evaluate(_ inputs: Span<Scalar>, _ targets: Span<Scalar>) -> Evaluation {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in unsafe engine.evaluate(A.self, samples) }
  }

  @inlinable
  public func evaluate(_ inputs: Span<Scalar>, classes: Span<Int32>) -> Evaluation {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in unsafe engine.evaluate(A.self, samples) }
  }
}
