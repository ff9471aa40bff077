/// The check of the gradient, for networks that compute in `Double`: the same kernels as in `Float`, but with digits enough for differences. A layer
/// of one's own stands behind another with parameters, so that the gradient by its inputs is checked as well.
extension Trainer where A.Scalar == Double {
  /// Checks the gradient of a batch's loss at the parameters that are there.
  @inlinable
  public mutating func checkGradient(
    _ inputs: Span<Double>, _ targets: Span<Double>, tolerance: Double = 1e-6
  ) -> GradientCheck {
    unsafe Samples.borrow(inputs, targets, for: body) { samples in
      unsafe engine.checkGradient(A.self, samples, tolerance: tolerance)
    }
  }

  @inlinable
  public mutating func checkGradient(
    _ inputs: Span<Double>, classes: Span<Int32>, tolerance: Double = 1e-6
  ) -> GradientCheck {
    unsafe Samples.borrow(inputs, classes: classes, for: body) { samples in
      unsafe engine.checkGradient(A.self, samples, tolerance: tolerance)
    }
  }

  /// Draws biases within 1/2 of 0. Where all units of a layer are at rest, the next layer's stand at their biases: at 0, as they start, that is
  /// the corner of a ReLU.
  @inlinable
  public mutating func scatterBiases(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let parameters = unsafe engine.parameters
    body.forEachParameter { parameter in
      if parameter.place.tensor == .bias { unsafe parameters[parameter.offset] = generator.nextUnit() - 0.5 }
    }
  }
}
