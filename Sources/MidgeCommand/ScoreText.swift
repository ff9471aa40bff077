import MidgeFiles
import MidgeModel

/// Scores in words, and as members of a JSON object: what `train` and `evaluate` both say.
enum ScoreText {
  /// The one score that each epoch reports.
  static func chief(_ scores: Scores) -> String {
    switch scores.kind {
    case .classification(_, let matrix): "accuracy \(Text.percent(matrix.accuracy))"
    case .regression(let metrics): "R2 \(metrics.r2.map { Text.fixed($0, 3) } ?? "-")"
    }
  }

  static func lines(_ scores: Scores, rows: String) -> [[String]] {
    switch scores.kind {
    case .classification(_, let matrix):
      [
        ["accuracy", "\(Text.percent(matrix.accuracy)) (\(matrix.rightCount) of \(scores.rowCount) \(rows))"],
        ["macro F1", Text.fixed(matrix.macroF1, 4)],
      ]
    case .regression(let metrics):
      [
        [
          "R2",
          "\(metrics.r2.map { Text.fixed($0, 4) } ?? "not defined: all targets are equal") (\(scores.rowCount) \(rows))",
        ],
        ["RMSE", Text.brief(metrics.rootMeanSquaredError)],
        ["MAE", Text.brief(metrics.meanAbsoluteError)],
      ]
    }
  }

  static func show(_ lines: [[String]]) {
    let width = lines.map { $0[0].count }.max() ?? 0
    for line in lines { Terminal.print("\(Text.left(line[0], width))  \(line[1])") }
  }

  /// The confusion matrix of a classification.
  static func showConfusion(_ scores: Scores, _ schema: Schema) {
    guard let classes = schema.classes, case .classification(_, let matrix) = scores.kind else { return }
    if classes.count > TargetColumn.mostClasses {
      return Terminal.print("confusion matrix of \(classes.count) classes: see --json")
    }
    Terminal.print("")
    Terminal.print("confusion matrix: rows are the truth, columns the prediction")
    let names = classes.map(heading)
    let rows = zip(names, counts(matrix)).map { name, counts in [name] + counts.map(String.init) }
    for line in Text.table([[""] + names] + rows) { Terminal.print(line) }
    Terminal.print("")
  }

  /// A class as the head of a row or a column: it stays on its line.
  static func heading(_ name: String) -> String { String(excerpt(name).dropFirst().dropLast()) }

  static func writeChief(_ scores: Scores, to event: inout JSONObjectWriter) {
    switch scores.kind {
    case .classification(_, let matrix): event.write("accuracy", matrix.accuracy)
    case .regression(let metrics): event.write("r2", metrics.r2)
    }
  }

  static func write(_ scores: Scores, to event: inout JSONObjectWriter) {
    writeChief(scores, to: &event)
    switch scores.kind {
    case .classification(_, let matrix):
      event.write("macro_f1", matrix.macroF1)
      event.write("confusion", counts(matrix))
    case .regression(let metrics):
      event.write("rmse", metrics.rootMeanSquaredError)
      event.write("mae", metrics.meanAbsoluteError)
    }
  }

  /// Rows of truth, columns of prediction.
  private static func counts(_ matrix: ConfusionMatrix) -> [[Int]] {
    (0..<matrix.classCount).map { truth in (0..<matrix.classCount).map { matrix[truth, $0] } }
  }
}
