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

  /// Rows whose class was found.
  var rightCount: Int { confusion.indices.reduce(0) { $0 + confusion[$1][$1] } }

  /// Share of rows whose class was found, 0 to 1.
  var accuracy: Double { Double(rightCount) / Double(rowCount) }

  init(_ model: borrowing TrainedModel, on rows: LabelledRows) {
    loss = model.loss(on: rows)
    rowCount = rows.count
    if let classes = model.schema.classes {
      confusion = Array(repeating: Array(repeating: 0, count: classes.count), count: classes.count)
    }
    var truth: [Double] = [], errors: [Double] = []
    for (row, prediction) in model.predictions(rows.inputs).enumerated() {
      switch prediction {
      case .label(let index, _): confusion[Int(rows.classes[row])][index] += 1
      case .number(let value):
        truth.append(rows.numbers[row])
        errors.append(value - truth[row])
      }
    }
    if !truth.isEmpty { score(errors, truth) }
  }

  private mutating func score(_ errors: [Double], _ truth: [Double]) {
    let count = Double(truth.count), centre = truth.reduce(0, +) / count
    let residual = errors.reduce(0) { $0 + $1 * $1 }
    let total = truth.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    r2 = truth.allSatisfy { $0 == truth[0] } ? nil : 1 - residual / total
    rootMeanSquaredError = (residual / count).squareRoot()
    meanAbsoluteError = errors.reduce(0) { $0 + abs($1) } / count
  }
}
