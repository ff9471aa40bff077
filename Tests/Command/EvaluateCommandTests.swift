import Foundation
import Testing

/// What `evaluate` says, beside plain loops over what `predict` answers.
struct EvaluateCommandTests {
  /// The truth and the probabilities of each row of a table whose last column is the class.
  private func predicted(_ tool: Tool, _ path: String, _ classes: [String]) throws -> [(truth: Int, output: [Double])] {
    let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    let events = try tool.run(["predict", "model.safetensors", path, "--json"]).events("prediction")
    return try zip(rows, events).map { row, event in
      let name = String(try #require(row.split(separator: ",").last))
      return (try #require(classes.firstIndex(of: name)), try #require(event["output"] as? [Double]))
    }
  }

  /// Pairs of a row of the class and another that are in order; a tie is half a pair.
  private func area(_ rows: [(truth: Int, output: [Double])], of label: Int) -> Double {
    var inOrder = 0.0, pairs = 0.0
    for one in rows where one.truth == label {
      for other in rows where other.truth != label {
        let (a, b) = (one.output[label], other.output[label])
        inOrder += a > b ? 1 : a == b ? 0.5 : 0
        pairs += 1
      }
    }
    return inOrder / pairs
  }

  @Test(arguments: [("wine", 1), ("breast_cancer", 1), ("iris", 2)])
  func everyKeyIsWhatPlainLoopsGive(_ name: String, _ topK: Int) throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data(name), "--epochs", "2"]).code == 0)
      let words = ["evaluate", "model.safetensors", Tool.data(name), "--json", "--top-k", "\(topK)"]
      let event = try tool.run(words).events("evaluation")[0]
      let classes = try #require(event["classes"] as? [String])
      let rows = try predicted(tool, Tool.data(name), classes)
      let answers = rows.map { row in row.output.firstIndex(of: row.output.max() ?? .nan) ?? -1 }
      let labels = classes.indices
      let right = labels.map { label in zip(rows, answers).count { $0.truth == label && $1 == label } }
      let support = labels.map { label in rows.count { $0.truth == label } }
      let taken = labels.map { label in answers.count { $0 == label } }
      let share = { (part: Int, whole: Int) in whole == 0 ? 0 : Double(part) / Double(whole) }
      let precision = labels.map { share(right[$0], taken[$0]) }
      let recall = labels.map { share(right[$0], support[$0]) }
      let f1 = labels.map { share(2 * right[$0], support[$0] + taken[$0]) }
      let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
      let areas = labels.map { area(rows, of: $0) }
      expectNear(event["precision"], precision)
      expectNear(event["recall"], recall)
      expectNear(event["f1"], f1)
      #expect(event["support"] as? [Int] == support)
      expectNear(event["macro_precision"], [mean(precision)])
      expectNear(event["macro_recall"], [mean(recall)])
      expectNear(event["macro_f1"], [mean(f1)])
      expectNear(event["roc_auc"], [classes.count == 2 ? areas[1] : mean(areas)])
      if classes.count > 2 { expectNear(event["roc_auc_by_class"], areas) }
      expectNear(event["log_loss"], [mean(rows.map { -log($0.output[$0.truth]) })], within: 1e-6)
      #expect(event["top_k"] as? Int == topK)
      let found = rows.count { row in row.output.count { $0 > row.output[row.truth] } < topK }
      expectNear(event["top_k_accuracy"], [share(found, rows.count)])
      if topK == 1 { #expect(event["top_k_accuracy"] as? Double == event["accuracy"] as? Double) }
    }
  }

  private func expectNear(
    _ found: Any?, _ expected: [Double], within tolerance: Double = 1e-12,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let numbers = found as? [Double] ?? (found as? Double).map { [$0] } ?? []
    let isNear = numbers.count == expected.count && zip(numbers, expected).allSatisfy { abs($0 - $1) <= tolerance }
    #expect(isNear, "\(numbers) beside \(expected)", sourceLocation: sourceLocation)
  }

  /// The table's numbers are those of `--json`, in columns.
  @Test func aLineAClassIsPrinted() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data("wine"), "--epochs", "2"]).code == 0)
      let words = ["evaluate", "model.safetensors", Tool.data("wine")]
      let text = try tool.run(words + ["--top-k", "2"])
      let event = try tool.run(words + ["--json"]).events("evaluation")[0]
      #expect(event["top_k"] == nil && event["top_k_accuracy"] == nil)
      for head in ["loss ", "accuracy ", "macro F1 ", "top 2 ", "log loss ", "ROC AUC "] {
        #expect(text.lines.contains { $0.hasPrefix(head) }, "\(head)")
      }
      let head = try #require(text.lines.firstIndex { $0.hasPrefix("class ") })
      #expect(cells(text.lines[head]) == ["class", "precision", "recall", "F1", "ROC", "AUC", "support"])
      let columns = ["precision", "recall", "f1", "roc_auc_by_class"].map { event[$0] as? [Double] ?? [] }
      let support = try #require(event["support"] as? [Int])
      for label in 0..<3 {
        let line = text.lines[head + 1 + label]
        let numbers = columns.map { String(format: "%.4f", $0[label]) }
        #expect(cells(line) == ["class_\(label)"] + numbers + ["\(support[label])"], "\(line)")
        #expect(line.count == text.lines[head].count)
      }
      let means = ["macro_precision", "macro_recall", "macro_f1", "roc_auc"].compactMap { event[$0] as? Double }
      #expect(cells(text.lines[head + 4]) == ["macro", "mean"] + means.map { String(format: "%.4f", $0) } + ["178"])
    }
  }

  private func cells(_ line: Substring) -> [String] { line.split(separator: " ").map(String.init) }

  /// A class without rows: its recall is 0, its area is not defined, and the others' scores stand.
  @Test func rowsOfOneClassHaveNoArea() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "1"]).code == 0)
      let rows = "x,y,kind\n1,2,a\n2,3,a\n"
      let event = try tool.run(["evaluate", "model.safetensors", "-", "--json"], input: rows).events("evaluation")[0]
      #expect(event["roc_auc"] is NSNull && event["log_loss"] is NSNumber)
      #expect((event["recall"] as? [Double])?.last == 0 && event["support"] as? [Int] == [2, 0])
      let text = try tool.run(["evaluate", "model.safetensors", "-"], input: rows)
      #expect(text.code == 0 && text.output.contains("not defined: the rows lack a class"))
    }
  }

  @Test func regressionsKeepTheirKeys() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data("diabetes"), "--epochs", "5"]).code == 0)
      let words = ["evaluate", "model.safetensors", Tool.data("diabetes")]
      let event = try tool.run(words + ["--json"]).events("evaluation")[0]
      #expect(Set(event.keys) == ["event", "task", "rows", "loss", "r2", "rmse", "mae"])
      let truth = try String(contentsOfFile: Tool.data("diabetes"), encoding: .utf8).split(separator: "\n").dropFirst()
        .map { try #require(Double($0.split(separator: ",").last ?? "")) }
      let answers = try tool.run(["predict", "model.safetensors", Tool.data("diabetes")]).lines
        .map { try #require(Double($0)) }
      let errors = zip(answers, truth).map { $0 - $1 }, count = Double(truth.count)
      let centre = truth.reduce(0, +) / count, squares = errors.reduce(0) { $0 + $1 * $1 }
      // `predict` takes row by row, whose sums round in another order than those of many rows.
      expectNear(event["mae"], [errors.reduce(0) { $0 + abs($1) } / count], within: 1e-5)
      expectNear(event["rmse"], [(squares / count).squareRoot()], within: 1e-5)
      expectNear(event["r2"], [1 - squares / truth.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }], within: 1e-6)
      let refused = try tool.run(words + ["--top-k", "2"])
      #expect(refused.code == 2)
      expectOneLine(refused, says: ["--top-k", "numbers"])
    }
  }

  @Test func topKIsAWholeNumberUpToTheClasses() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data("iris"), "--epochs", "1"]).code == 0)
      for (value, says) in [("0", "from 1 on"), ("x", "from 1 on"), ("4", "3 classes")] {
        let outcome = try tool.run(["evaluate", "model.safetensors", Tool.data("iris"), "--top-k", value])
        #expect(outcome.code == 2)
        expectOneLine(outcome, says: ["--top-k", says])
      }
    }
  }
}
