/// metrics.json, as make_metrics.py in this folder writes it.
struct Metrics: Decodable {
  let classifications: [Classification], regressions: [Regression]
}

struct Classification: Decodable, CustomStringConvertible {
  let name: String, dtype: String, classCount: Int, truth: [Int32], probabilities: [Double], confusion: [[Int]]
  let accuracy: Double, precision: [Double], recall: [Double], f1: [Double], support: [Int]
  let macroPrecision: Double, macroRecall: Double, macroF1: Double
  /// Of k = 1, 2, ...
  let topK: [Double]
  let logLoss: Double, rocAUCByClass: [Double?], rocAUC: Double?

  var description: String { name }
}

struct Regression: Decodable, CustomStringConvertible {
  let name: String, truth: [Double], predictions: [Double]
  let meanAbsoluteError: Double, rootMeanSquaredError: Double, r2: Double?

  var description: String { name }
}
