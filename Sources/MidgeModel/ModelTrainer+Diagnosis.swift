/// How a network stands on a batch: as `Trainer` documents it.
extension ModelTrainer {
  public mutating func diagnose(_ inputs: Span<Float>, _ targets: Span<Float>) -> Diagnosis {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in unsafe diagnose(samples) }
  }

  public mutating func diagnose(_ inputs: Span<Float>, classes: Span<Int32>) -> Diagnosis {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in unsafe diagnose(samples) }
  }

  public mutating func diagnose(_ inputs: Span<Float>, _ targets: Span<Float>, weights: Span<Float>) -> Diagnosis {
    unsafe Samples.borrow(inputs, targets, weights: weights, for: engine.body) { samples in
      unsafe diagnose(samples)
    }
  }

  public mutating func diagnose(_ inputs: Span<Float>, classes: Span<Int32>, weights: Span<Float>) -> Diagnosis {
    unsafe Samples.borrow(inputs, classes: classes, weights: weights, for: engine.body) { samples in
      unsafe diagnose(samples)
    }
  }

  private mutating func diagnose(_ samples: Samples<Float>) -> Diagnosis {
    let instructionSet = instructionSet
    return unsafe engine.diagnose(
      samples, accumulate: { engine, samples in unsafe instructionSet.accumulate(&engine, samples) },
      apply: { instructionSet.apply(&$0) })
  }
}

/// A copy of what a run-time network's training has changed.
public typealias ModelSnapshot = Snapshot<Tuned<OptimizerChoice>, Float>

extension ModelTrainer {
  public func snapshot() -> ModelSnapshot { Snapshot(engine) }
  public mutating func restore(_ snapshot: borrowing ModelSnapshot) { snapshot.restore(&engine) }
}
