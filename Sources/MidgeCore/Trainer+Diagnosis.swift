/// How a network stands on a batch.
extension Trainer {
  /// Norms of outputs, parameters, gradient and update of each layer, its share of dead ReLUs, and its state in a word; and what a step on these
  /// samples would do. Nothing is trained, and what waits for `apply` is left alone. It allocates.
  @inlinable
  public mutating func diagnose(_ inputs: Span<Scalar>, _ targets: Span<Scalar>) -> Diagnosis {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in unsafe diagnose(samples) }
  }

  @inlinable
  public mutating func diagnose(_ inputs: Span<Scalar>, classes: Span<Int32>) -> Diagnosis {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in unsafe diagnose(samples) }
  }

  /// Of samples with a weight each.
  @inlinable
  public mutating func diagnose(_ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>) -> Diagnosis {
    checkTuned()
    return unsafe Samples.borrow(inputs, targets, weights: weights, for: body) { samples in unsafe diagnose(samples) }
  }

  @inlinable
  public mutating func diagnose(
    _ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>
  ) -> Diagnosis {
    checkTuned()
    return unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: body) { samples in
      unsafe diagnose(samples)
    }
  }

  @inlinable
  mutating func diagnose(_ samples: Samples<Scalar>) -> Diagnosis {
    unsafe engine.diagnose(
      samples,
      accumulate: { engine, samples in unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count) },
      apply: { $0.apply(A.self) })
  }
}
