import MidgeFiles
import MidgeModel

/// What `evaluate` says of a classifier beyond accuracy: class by class, and how sure it was.
struct ClassScores {
  let probabilities: LabelledProbabilities
  let matrix: ConfusionMatrix
  let names: [String]
  /// Of `--top-k`, if it was given.
  let topK: Int?

  /// Nil for a regression.
  init?(_ scores: Scores, _ schema: Schema, topK: Int?) {
    guard let names = schema.classes, case .classification(let probabilities, let matrix) = scores.kind else {
      return nil
    }
    self.probabilities = probabilities
    self.matrix = matrix
    self.names = names
    self.topK = topK
  }

  /// Of two classes there is one curve, the second's.
  private var isBinary: Bool { names.count == 2 }

  var lines: [[String]] {
    var lines = [["log loss", Text.brief(probabilities.logLoss)], ["ROC AUC", areaText]]
    if let topK { lines.insert(["top \(topK)", Text.percent(probabilities.topKAccuracy(topK))], at: 0) }
    return lines
  }

  private var areaText: String {
    guard let area = probabilities.rocAUC else { return "not defined: the rows lack a class" }
    let meaning = isBinary ? "of \(excerpt(names[1]))" : "macro mean, each class against the rest"
    return "\(Text.fixed(area, 4)) (\(meaning))"
  }

  /// A line a class, then the means.
  func showTable() {
    var rows = [["class", "precision", "recall", "F1"]]
    for (label, name) in names.enumerated() {
      let shares = [matrix.precision(of: label), matrix.recall(of: label), matrix.f1(of: label)]
      rows.append([ScoreText.heading(name)] + shares.map { Text.fixed($0, 4) })
    }
    let means = [matrix.macroPrecision, matrix.macroRecall, matrix.macroF1]
    rows.append(["macro mean"] + means.map { Text.fixed($0, 4) })
    if !isBinary {
      let areas = names.indices.map(probabilities.rocAUC) + [probabilities.rocAUC]
      append(["ROC AUC"] + areas.map { $0.map { Text.fixed($0, 4) } ?? "-" }, to: &rows)
    }
    append(["support"] + names.indices.map { "\(matrix.support(of: $0))" } + ["\(matrix.sampleCount)"], to: &rows)
    Terminal.print("")
    for line in Text.table(rows) { Terminal.print(line) }
  }

  private func append(_ column: [String], to rows: inout [[String]]) {
    for row in rows.indices { rows[row].append(column[row]) }
  }

  func write(to event: inout JSONObjectWriter) {
    event.write("precision", names.indices.map(matrix.precision))
    event.write("recall", names.indices.map(matrix.recall))
    event.write("f1", names.indices.map(matrix.f1))
    event.write("support", names.indices.map(matrix.support))
    event.write("macro_precision", matrix.macroPrecision)
    event.write("macro_recall", matrix.macroRecall)
    event.write("log_loss", probabilities.logLoss)
    event.write("roc_auc", probabilities.rocAUC)
    if !isBinary { event.write("roc_auc_by_class", names.indices.map(probabilities.rocAUC)) }
    if let topK {
      event.write("top_k", topK)
      event.write("top_k_accuracy", probabilities.topKAccuracy(topK))
    }
  }
}
