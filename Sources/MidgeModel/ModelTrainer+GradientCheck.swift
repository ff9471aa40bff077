extension ModelTrainer {
  /// Checks the gradient of a network of these layers, and of a loss: backpropagation against the slope of the loss, in `Double`, by the
  /// portable arithmetic. Weights are drawn from the seed, and biases within 1/2 of 0.
  @inlinable
  public static func checkGradient<Function: LossFunction>(
    _ layers: Span<LayerShape>, loss: Function, _ inputs: Span<Double>, _ targets: Span<Double>,
    reduction: Reduction = .mean, seed: UInt64 = 1, tolerance: Double = 1e-6
  ) throws(ModelError) -> GradientCheck {
    var trainer = try checkedTrainer(layers, loss, reduction, seed)
    return trainer.checkGradient(inputs, targets, tolerance: tolerance)
  }

  @inlinable
  public static func checkGradient<Function: LossFunction>(
    _ layers: Span<LayerShape>, loss: Function, _ inputs: Span<Double>, classes: Span<Int32>,
    reduction: Reduction = .mean, seed: UInt64 = 1, tolerance: Double = 1e-6
  ) throws(ModelError) -> GradientCheck {
    var trainer = try checkedTrainer(layers, loss, reduction, seed)
    return trainer.checkGradient(inputs, classes: classes, tolerance: tolerance)
  }

  /// The rule is never applied. Inlinable, as the others: only a program that checks gradients carries the kernels in `Double`.
  @inlinable
  static func checkedTrainer<Function: LossFunction>(
    _ layers: Span<LayerShape>, _ loss: Function, _ reduction: Reduction, _ seed: UInt64
  ) throws(ModelError) -> Trainer<LayerStack, Function, SGD, PortableShared<Double>> {
    var trainer = try Trainer<LayerStack, Function, SGD, PortableShared<Double>>(
      owning: layers, loss: loss, optimizer: SGD(learningRate: 0), reduction: reduction, seed: seed,
      initializer: .automatic, rowCapacity: 32)
    trainer.scatterBiases(seed: seed)
    return trainer
  }
}
