/// Watches the training of a run-time network.
public typealias ModelSentinel = Sentinel<Tuned<OptimizerChoice>, Float>

extension Sentinel where Rule == Tuned<OptimizerChoice>, Scalar == Float {
  /// In memory of its own for the snapshot.
  public init(watching trainer: borrowing ModelTrainer, every period: Int) {
    self.init(watching: trainer.engine, every: period)
  }

  /// In memory that is lent for the snapshot: `ModelTrainer.byteCount` bytes, of which it uses a part, from a multiple of 64 on.
  public init(
    watching trainer: borrowing ModelTrainer, every period: Int, memory: UnsafeMutableRawBufferPointer
  ) {
    unsafe self.init(Snapshot(trainer.engine, memory: memory), every: period)
  }

  /// After each step on `sampleCount` samples, with the loss that it returned: nil while all is well.
  public mutating func watch(_ trainer: borrowing ModelTrainer, loss: Float, sampleCount: Int) -> Finding? {
    watch(trainer.engine, loss: loss, sampleCount: sampleCount)
  }

  /// Looks at all parameters and moments now, and takes a snapshot; if one is not finite, it says so and keeps the one it has.
  public mutating func take(_ trainer: borrowing ModelTrainer) -> Finding? { take(trainer.engine) }

  /// Looks at all parameters and moments, and takes no snapshot.
  public func scan(_ trainer: borrowing ModelTrainer) -> Finding? { scan(trainer.engine) }

  /// Goes back to the snapshot, after which training is what it was, to the bit.
  public mutating func rollBack(_ trainer: inout ModelTrainer) { rollBack(&trainer.engine) }
}

extension ModelTrainer {
  /// An epoch that ends when the sentinel finds something.
  public mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout ModelSentinel
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  public mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout ModelSentinel
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  /// On samples with a weight each.
  public mutating func epoch(
    _ inputs: Span<Float>, _ targets: Span<Float>, weights: Span<Float>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout ModelSentinel
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, targets, weights: weights, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  public mutating func epoch(
    _ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout ModelSentinel
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: engine.body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  private mutating func epoch(
    _ samples: Samples<Float>, _ batchSize: Int, _ shuffles: Bool, _ sentinel: inout ModelSentinel
  ) -> WatchedEpoch {
    Door.check(batchSize > 0, "the batch size must be positive", found: batchSize, expected: 1)
    let ordered = unsafe engine.ordered(samples, shuffles: shuffles), instructionSet = instructionSet
    return unsafe engine.watchedEpoch(ordered, batchSize: batchSize, &sentinel) { engine, samples, onBatch in
      unsafe instructionSet.epoch(&engine, samples, batchSize: batchSize, onBatch: onBatch)
    }
  }
}
