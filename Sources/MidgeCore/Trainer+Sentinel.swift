extension Sentinel {
  /// Watches a trainer, in memory of its own for the snapshot.
  @inlinable
  public init<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    watching trainer: borrowing Trainer<Body, Function, Rule, A>, every period: Int
  ) where A.Scalar == Scalar {
    self.init(watching: trainer.engine, every: period)
  }

  /// In memory that is lent for the snapshot: `Snapshot.byteCount(trainer.layout)` bytes from a multiple of 64 on.
  @inlinable @inline(__always)
  public init<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    watching trainer: borrowing Trainer<Body, Function, Rule, A>, every period: Int,
    memory: UnsafeMutableRawBufferPointer
  ) where A.Scalar == Scalar {
    unsafe self.init(Snapshot(trainer.engine, memory: memory), every: period)
  }

  /// After each step on `sampleCount` samples, with the loss that it returned: nil while all is well.
  @inlinable @inline(__always)
  public mutating func watch<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    _ trainer: borrowing Trainer<Body, Function, Rule, A>, loss: Scalar, sampleCount: Int
  ) -> Finding? where A.Scalar == Scalar {
    watch(trainer.engine, loss: loss, sampleCount: sampleCount)
  }

  /// Looks at all parameters and moments now, and takes a snapshot; if one is not finite, it says so and keeps the one it has.
  @inlinable
  public mutating func take<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    _ trainer: borrowing Trainer<Body, Function, Rule, A>
  ) -> Finding? where A.Scalar == Scalar {
    take(trainer.engine)
  }

  /// Looks at all parameters, moments and a gradient that waits; takes no snapshot.
  @inlinable
  public func scan<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    _ trainer: borrowing Trainer<Body, Function, Rule, A>
  ) -> Finding? where A.Scalar == Scalar {
    scan(trainer.engine)
  }

  /// Goes back to the snapshot, after which training is what it was, to the bit.
  @inlinable
  public mutating func rollBack<Body: NetworkBody, Function: LossFunction, A: Arithmetic>(
    _ trainer: inout Trainer<Body, Function, Rule, A>
  ) where A.Scalar == Scalar {
    rollBack(&trainer.engine)
  }
}

extension Trainer {
  /// An epoch that ends when the sentinel finds something.
  @inlinable
  public mutating func epoch(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout Sentinel<Rule, A.Scalar>
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  @inlinable
  public mutating func epoch(
    _ inputs: Span<Scalar>, classes: Span<Int32>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout Sentinel<Rule, A.Scalar>
  ) -> WatchedEpoch {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  /// On samples with a weight each.
  @inlinable
  public mutating func epoch(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout Sentinel<Rule, A.Scalar>
  ) -> WatchedEpoch {
    checkTuned()
    return unsafe Samples.borrow(inputs, targets, weights: weights, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  @inlinable
  public mutating func epoch(
    _ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>, batchSize: Int, shuffles: Bool = true,
    sentinel: inout Sentinel<Rule, A.Scalar>
  ) -> WatchedEpoch {
    checkTuned()
    return unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: body) { samples in
      unsafe epoch(samples, batchSize, shuffles, &sentinel)
    }
  }

  @inlinable @inline(__always)
  mutating func epoch(
    _ samples: Samples<Scalar>, _ batchSize: Int, _ shuffles: Bool, _ sentinel: inout Sentinel<Rule, A.Scalar>
  ) -> WatchedEpoch {
    Door.check(batchSize > 0, "the batch size must be positive", found: batchSize, expected: 1)
    let ordered = unsafe engine.ordered(samples, shuffles: shuffles)
    return unsafe engine.watchedEpoch(ordered, batchSize: batchSize, &sentinel) { engine, samples, onBatch in
      unsafe engine.epoch(A.self, samples, batchSize: batchSize, onBatch: onBatch)
    }
  }
}
