import MidgeFiles
import MidgeModel

/// Scores in words, and as members of a JSON object.
enum ScoreText {
  static func lines(_ scores: Scores, _ schema: Schema, rows: String) -> [[String]] {
    if schema.classes != nil {
      return [["accuracy", "\(Text.percent(scores.accuracy)) (\(scores.rightCount) of \(scores.rowCount) \(rows))"]]
    }
    return [
      [
        "R2",
        "\(scores.r2.map { Text.fixed($0, 4) } ?? "not defined: all targets are equal") (\(scores.rowCount) \(rows))",
      ],
      ["RMSE", Text.brief(scores.rootMeanSquaredError)],
      ["MAE", Text.brief(scores.meanAbsoluteError)],
    ]
  }

  /// The lines, then the confusion matrix of a classification.
  static func show(_ lines: [[String]], _ scores: Scores, _ schema: Schema) {
    let width = lines.map { $0[0].count }.max() ?? 0
    for line in lines { Terminal.print("\(Text.left(line[0], width))  \(line[1])") }
    guard let classes = schema.classes else { return }
    if classes.count > TargetColumn.mostClasses {
      return Terminal.print("confusion matrix of \(classes.count) classes: see --json")
    }
    Terminal.print("")
    Terminal.print("confusion matrix: rows are the truth, columns the prediction")
    let names = classes.map { String(excerpt($0).dropFirst().dropLast()) }
    let rows = zip(names, scores.confusion).map { name, counts in [name] + counts.map(String.init) }
    for line in Text.table([[""] + names] + rows) { Terminal.print(line) }
    Terminal.print("")
  }

  /// The one score that each epoch reports.
  static func writeChief(_ scores: Scores, _ schema: Schema, to event: inout JSONObjectWriter) {
    if schema.classes != nil { event.write("accuracy", scores.accuracy) } else { event.write("r2", scores.r2 ?? .nan) }
  }

  static func write(_ scores: Scores, _ schema: Schema, to event: inout JSONObjectWriter) {
    writeChief(scores, schema, to: &event)
    guard schema.classes != nil else {
      event.write("rmse", scores.rootMeanSquaredError)
      event.write("mae", scores.meanAbsoluteError)
      return
    }
    event.array("confusion") { matrix in
      for counts in scores.confusion { matrix.array { row in for count in counts { row.write(count) } } }
    }
  }
}
