/// How far predicted numbers are off, in the units that they are given in.
public struct RegressionMetrics: Sendable, Equatable {
  /// MAE: the mean of |prediction - truth|.
  public let meanAbsoluteError: Double
  /// RMSE: the square root of the mean of (prediction - truth)^2.
  public let rootMeanSquaredError: Double
  /// R2: 1 - the sum of (prediction - truth)^2 / the sum of (truth - mean truth)^2. 1 is best, 0 what the mean would score.
  ///
  /// Nil where all of the truth is equal, one sample included: there is nothing to explain. (scikit-learn says 1 if the
  /// predictions are right, else 0.)
  public let r2: Double?

  /// Compares as many predictions as true values, one sample at least.
  @inlinable
  public init<Scalar: KernelScalar>(_ predictions: Span<Scalar>, truth: Span<Scalar>) {
    Door.check(
      predictions.count == truth.count, "the predictions must be as many as the true values", found: predictions.count,
      expected: truth.count)
    Door.check(!truth.isEmpty, "scores need at least one sample", found: 0, expected: 1)
    let count = Double(truth.count), first = Double(truth[0])
    var sum = 0.0, isConstant = true
    for row in truth.indices {
      sum += Double(truth[row])
      if Double(truth[row]) != first { isConstant = false }
    }
    let mean = sum / count
    var absolute = 0.0, residual = 0.0, total = 0.0
    for row in truth.indices {
      let value = Double(truth[row]), error = Double(predictions[row]) - value
      absolute += abs(error)
      residual += error * error
      total += (value - mean) * (value - mean)
    }
    meanAbsoluteError = absolute / count
    rootMeanSquaredError = (residual / count).squareRoot()
    r2 = isConstant ? nil : 1 - residual / total
  }
}
