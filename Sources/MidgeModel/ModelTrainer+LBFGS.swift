/// Fits of all samples together, as `Trainer` documents them.
extension ModelTrainer {
  @discardableResult
  public mutating func fit(
    _ inputs: Span<Float>, _ targets: Span<Float>, by fitter: inout LBFGSFitter<Float>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe fit(samples, &fitter)
    }
  }

  @discardableResult
  public mutating func fit(
    _ inputs: Span<Float>, classes: Span<Int32>, by fitter: inout LBFGSFitter<Float>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe fit(samples, &fitter)
    }
  }

  private mutating func fit(_ samples: Samples<Float>, _ fitter: inout LBFGSFitter<Float>) -> LBFGSReport {
    let instructionSet = instructionSet
    return unsafe engine.fit(samples, &fitter) { engine, samples in
      unsafe instructionSet.accumulate(&engine, samples)
    }
  }

  /// A fitter for this trainer: one allocation.
  public func fitter(_ rule: LBFGS = LBFGS()) -> LBFGSFitter<Float> {
    LBFGSFitter(parameterCount: engine.layout.parameterCount, rule: rule)
  }
}
