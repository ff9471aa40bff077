import MidgeModel
import Testing

/// What metrics make of numbers that a trained network should not give, and the doors. The definitions: Tests/Golden/MetricsTests.swift.
struct MetricsTests {
  @Test func whatIsNoNumberIsNeverRight() {
    let scored = LabelledProbabilities([Float.nan, 0.5, 0.25, 0.75].span, classCount: 2, truth: [Int32(0), 1].span)
    #expect(scored.logLoss.isNaN && scored.rocAUC(of: 0) == nil)
    #expect(scored.topKAccuracy(2) == 0.5)
    #expect(scored.rocAUC == 1)
  }

  /// Outputs that are no probabilities, of a network trained on squares, still have an order; log loss takes them to the edge.
  @Test func outputsBeyondZeroAndOneCount() {
    let scored = LabelledProbabilities([-1.0, 3, 2, -0.5].span, classCount: 2, truth: [Int32(0), 0].span)
    #expect(scored.prediction(ofRow: 0) == 1 && scored.prediction(ofRow: 1) == 0)
    #expect(abs(scored.logLoss - 18.021826694558577) < 1e-12)
  }

  @Test func withoutSamplesThereIsNothingToShare() {
    let matrix = ConfusionMatrix(classCount: 3)
    #expect(matrix.accuracy.isNaN && matrix.macroF1 == 0 && matrix.precision(of: 2) == 0)
  }

  @Test func countsMustAgree() async throws {
    try await expect(
      "the probabilities must be a row of all classes for each true class, in scalars: found 5, expected 6",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LabelledProbabilities([Float](repeating: 0, count: 5).span, classCount: 3, truth: [Int32(0), 1].span)
      })
    try await expect(
      "the predictions must be as many as the true values: found 1, expected 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RegressionMetrics([1.0].span, truth: [1.0, 2].span)
      })
    try await expect(
      "scores need at least one sample: found 0, expected 1",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RegressionMetrics([Double]().span, truth: [Double]().span)
      })
  }

  @Test func classesMustBeBelowTheirCount() async throws {
    try await expect(
      "a class must be below the count of classes: found 3, expected 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = ConfusionMatrix(classCount: 3, truth: [Int32(0)].span, predictions: [Int32(3)].span)
      })
    try await expect(
      "a class must be below the count of classes: found -1, expected 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LabelledProbabilities([Float](repeating: 0, count: 3).span, classCount: 3, truth: [Int32(-1)].span)
      })
  }
}
