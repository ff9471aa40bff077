import MidgeFiles
import MidgeModel

/// What predictions are worth beside the truth: in `Double`, in the target's own units.
struct Scores {
  /// The loss that was trained on, over these rows.
  let loss: Double
  let rowCount: Int
  /// Rows of truth, columns of prediction; empty for a regression.
  private(set) var confusion: [[Int]] = []
  /// Of a regression: 1 - residual / total sum of squares; nil when all targets are equal.
  private(set) var r2: Double?
  private(set) var rootMeanSquaredError = 0.0
  private(set) var meanAbsoluteError = 0.0

  /// Share of rows whose class was found, 0 to 1.
  var accuracy: Double {
    Double(confusion.indices.reduce(0) { $0 + confusion[$1][$1] }) / Double(rowCount)
  }

  init(_ model: borrowing TrainedModel, on rows: LabelledRows) {
    loss = model.loss(on: rows)
    rowCount = rows.count
    if let classes = model.schema.classes {
      confusion = Array(repeating: Array(repeating: 0, count: classes.count), count: classes.count)
    }
    var truth: [Double] = [], errors: [Double] = []
    for (row, prediction) in model.predictions(rows.inputs).enumerated() {
      switch (prediction, model.schema.target) {
      case (.label(let index, _), _): confusion[Int(rows.classes[row])][index] += 1
      case (.number(let value), .number(let mean, let scale)):
        truth.append(Double(rows.values[row]) * scale + mean)
        errors.append(value - truth[row])
      case (.number, .classes): break
      }
    }
    if !truth.isEmpty { score(errors, truth) }
  }

  private mutating func score(_ errors: [Double], _ truth: [Double]) {
    let count = Double(truth.count), centre = truth.reduce(0, +) / count
    let residual = errors.reduce(0) { $0 + $1 * $1 }
    let total = truth.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    r2 = total > 0 ? 1 - residual / total : nil
    rootMeanSquaredError = (residual / count).squareRoot()
    meanAbsoluteError = errors.reduce(0) { $0 + abs($1) } / count
  }
}
