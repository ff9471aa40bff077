/// Fits of all samples together: what `LBFGS` describes, instead of steps of the optimizer, which is left as it is.
extension Trainer {
  /// Goes on with a fit, through at most as many iterations as the fitter's rule says. All samples pass through the network for each
  /// evaluation, `rowCapacity` rows at a time. An L2 penalty and smoothed labels are part of the loss; other regularisation traps.
  @inlinable
  @discardableResult
  public mutating func fit(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, by fitter: inout LBFGSFitter<Scalar>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in unsafe fit(samples, &fitter) }
  }

  @inlinable
  @discardableResult
  public mutating func fit(
    _ inputs: Span<Scalar>, classes: Span<Int32>, by fitter: inout LBFGSFitter<Scalar>
  ) -> LBFGSReport {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in unsafe fit(samples, &fitter) }
  }

  @inlinable
  mutating func fit(_ samples: Samples<Scalar>, _ fitter: inout LBFGSFitter<Scalar>) -> LBFGSReport {
    unsafe engine.fit(samples, &fitter) { engine, samples in
      unsafe engine.accumulate(A.self, samples, first: 0, count: samples.count)
    }
  }

  /// A fitter for this trainer: one allocation.
  @inlinable
  public func fitter(_ rule: LBFGS = LBFGS()) -> LBFGSFitter<Scalar> {
    LBFGSFitter(parameterCount: layout.parameterCount, rule: rule)
  }
}
