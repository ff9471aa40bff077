import MidgeFiles
import MidgeModel

/// What predictions are worth beside the truth; the arithmetic is the core's.
struct Scores {
  /// What a kind of target is scored by.
  enum Kind {
    case classification(LabelledProbabilities, ConfusionMatrix)
    /// In the target's own units.
    case regression(RegressionMetrics)
  }

  /// The loss that was trained on, over these rows.
  let loss: Double
  let rowCount: Int
  let kind: Kind

  init(_ model: borrowing TrainedModel, on rows: LabelledRows) {
    loss = model.loss(on: rows)
    rowCount = rows.count
    let outputs = model.outputs(rows.inputs)
    switch model.schema.target {
    case .classes(let names):
      let probabilities = LabelledProbabilities(outputs.span, classCount: names.count, truth: rows.classes.span)
      kind = .classification(probabilities, probabilities.confusion)
    case .number:
      let numbers = outputs.map(model.schema.target.number)
      kind = .regression(RegressionMetrics(numbers.span, truth: rows.numbers.span))
    }
  }
}
