import Foundation
import MidgeModel
import MidgeTestSupport
import Testing

/// Scores beside scikit-learn's. Tolerances are those of README.md in this folder.
struct MetricsTests {
  private static func golden() throws -> Metrics {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "metrics.json")
    return try JSONDecoder().decode(Metrics.self, from: Data(contentsOf: file))
  }

  @Test func classificationScoresAreThoseOfScikitLearn() throws {
    let cases = try MetricsTests.golden().classifications
    try check(cases.count == 17, "\(cases.count) cases")
    try withEvery("case", cases) { golden in
      switch golden.dtype {
      case "float32": try compare(golden, golden.probabilities.map { Float($0) }, logLossTolerance: 1e-6)
      case "float64": try compare(golden, golden.probabilities, logLossTolerance: 1e-12)
      default: try check(false, "dtype \(golden.dtype)")
      }
    }
  }

  private func compare<Scalar: KernelScalar>(
    _ golden: Classification, _ probabilities: [Scalar], logLossTolerance: Double
  ) throws {
    let classes = 0..<golden.classCount
    let scored = LabelledProbabilities(
      probabilities.span, classCount: golden.classCount, truth: golden.truth.span)
    let matrix = scored.confusion
    let counts = classes.map { truth in classes.map { matrix[truth, $0] } }
    try check(counts == golden.confusion, "confusion \(counts), scikit-learn's \(golden.confusion)")
    try check(classes.map(matrix.support) == golden.support, "support \(classes.map(matrix.support))")
    try compare([matrix.accuracy], [golden.accuracy], "accuracy")
    try compare(classes.map(matrix.precision), golden.precision, "precision")
    try compare(classes.map(matrix.recall), golden.recall, "recall")
    try compare(classes.map(matrix.f1), golden.f1, "F1")
    try compare([matrix.macroPrecision], [golden.macroPrecision], "macro precision")
    try compare([matrix.macroRecall], [golden.macroRecall], "macro recall")
    try compare([matrix.macroF1], [golden.macroF1], "macro F1")
    try compare(classes.map { scored.topKAccuracy($0 + 1) }, golden.topK, "top k")
    try compare([scored.logLoss], [golden.logLoss], "log loss", tolerance: logLossTolerance)
    try compare(classes.map(scored.rocAUC), golden.rocAUCByClass, "ROC AUC by class")
    try compare([scored.rocAUC], [golden.rocAUC], "ROC AUC")
  }

  @Test func regressionScoresAreThoseOfScikitLearn() throws {
    let cases = try MetricsTests.golden().regressions
    try check(cases.count == 7, "\(cases.count) cases")
    try withEvery("case", cases) { golden in
      let scores = RegressionMetrics(golden.predictions.span, truth: golden.truth.span)
      try compare([scores.meanAbsoluteError], [golden.meanAbsoluteError], "MAE")
      try compare([scores.rootMeanSquaredError], [golden.rootMeanSquaredError], "RMSE")
      try compare([scores.r2], [golden.r2], "R2")
    }
  }

  /// Off by no more than a share of the value, or of 1 where that is larger. What is not defined is so for both.
  private func compare(
    _ found: [Double?], _ expected: [Double?], _ name: String, tolerance: Double = 1e-12
  ) throws {
    try check(found.count == expected.count, "\(name): \(found.count) numbers, scikit-learn's are \(expected.count)")
    for (index, (a, b)) in zip(found, expected).enumerated() {
      let isNear = if let a, let b { abs(a - b) <= tolerance * max(1, abs(b)) } else { a == nil && b == nil }
      try check(isNear, "\(name), number \(index): \(a ?? .nan), scikit-learn's \(b ?? .nan)")
    }
  }
}
