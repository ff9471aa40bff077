/// Fits of all samples together, as `Trainer` documents them.
extension ModelTrainer {
  @discardableResult
  public mutating func fit(
    _ inputs: Span<Float>, _ targets: Span<Float>, by fitter: inout LBFGSFitter<Float>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, targets, for: engine.body) { samples in
      unsafe instructionSet.fit(&engine, samples, &fitter)
    }
  }

  @discardableResult
  public mutating func fit(
    _ inputs: Span<Float>, classes: Span<Int32>, by fitter: inout LBFGSFitter<Float>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, classes: classes, for: engine.body) { samples in
      unsafe instructionSet.fit(&engine, samples, &fitter)
    }
  }

  /// A fitter for this trainer: one allocation.
  public func fitter(_ rule: LBFGS = LBFGS()) -> LBFGSFitter<Float> {
    LBFGSFitter(parameterCount: engine.layout.parameterCount, rule: rule)
  }
}
