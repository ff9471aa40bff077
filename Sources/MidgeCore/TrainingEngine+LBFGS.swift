/// Fits of all samples together, by L-BFGS instead of the trainer's optimizer.
extension TrainingEngine {
  /// Fits the parameters to samples. A gradient that waits for `apply` is dropped. Pads stay 0, since their gradients are.
  ///
  /// The penalty of the loss is half `l2` times the sum of w^2. The loss must be smooth, and all of its gradient used: an L1 penalty, limits of
  /// gradients and weights, and learning-rate factors of layers trap. Dropout keeps its masks throughout one fit: what is minimised must be a function. The
  /// next fit has others, and begins anew.
  ///
  /// - Parameter accumulate: that of an arithmetic. What is done with the gradient is the same for all.
  @inlinable
  public mutating func fit(
    _ samples: Samples<Scalar>, _ fitter: inout LBFGSFitter<Scalar>,
    accumulate: (inout TrainingEngine, Samples<Scalar>) -> Scalar
  ) -> LBFGSReport {
    let count = layout.parameterCount, regularization = optimizer.regularization, l2 = regularization.l2
    Door.check(
      fitter.parameterCount == count, "the fitter is made for another number of parameters",
      found: fitter.parameterCount, expected: count)
    var others = regularization
    (others.l2, others.labelSmoothing) = (0, 0)
    Door.check(
      Rule.isPlain || !(others.changesUpdates || hasLayerFactors),
      "L-BFGS knows no L1 penalty, no limits of gradients or weights, no factors of layers", found: 1, expected: 0)
    for layer in 0..<body.layerCount where body.shape(at: layer).kind == .dropout { fitter.reset() }
    let firstSample = trainedSampleCount
    let parameters = unsafe parameters, gradients = unsafe gradients
    let report = unsafe fitter.minimize(parameters, gradients) {
      pendingGradient = false
      trainedSampleCount = firstSample
      let loss = unsafe Double(accumulate(&self, samples))
      if l2 == 0 { return loss }
      unsafe FlatVectors.add(Scalar(l2), times: parameters, to: gradients, into: gradients, count: count)
      return unsafe loss + l2 / 2 * FlatVectors.dot(parameters, parameters, count: count)
    }
    pendingGradient = false
    return report
  }
}
