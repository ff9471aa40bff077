extension Network {
  /// Checks the gradient of this network, layers of one's own included, and of a loss, one's own included: backpropagation against the slope of
  /// the loss, in `Double`. Weights are drawn from the seed, and biases within 1/2 of 0.
  ///
  /// For other parameters use `Trainer.checkGradient` of a trainer whose arithmetic is `Portable<Double>`.
  @inlinable
  public func checkGradient<Function: LossFunction>(
    loss: Function, _ inputs: Span<Double>, _ targets: Span<Double>, reduction: Reduction = .mean, seed: UInt64 = 1,
    tolerance: Double = 1e-6
  ) -> GradientCheck {
    var trainer = checkedTrainer(loss, reduction, seed)
    return trainer.checkGradient(inputs, targets, tolerance: tolerance)
  }

  @inlinable
  public func checkGradient<Function: LossFunction>(
    loss: Function, _ inputs: Span<Double>, classes: Span<Int32>, reduction: Reduction = .mean, seed: UInt64 = 1,
    tolerance: Double = 1e-6
  ) -> GradientCheck {
    var trainer = checkedTrainer(loss, reduction, seed)
    return trainer.checkGradient(inputs, classes: classes, tolerance: tolerance)
  }

  /// The rule is never applied.
  @inlinable
  func checkedTrainer<Function: LossFunction>(
    _ loss: Function, _ reduction: Reduction, _ seed: UInt64
  ) -> Trainer<Body, Function, SGD, Portable<Double>> {
    var trainer = Trainer(
      self, loss: loss, optimizer: SGD(learningRate: 0), reduction: reduction, arithmetic: Portable<Double>.self,
      seed: seed)
    trainer.scatterBiases(seed: seed)
    return trainer
  }
}
