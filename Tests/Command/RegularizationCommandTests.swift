import Foundation
import Testing

/// The options of `train` that keep it from overfitting.
struct RegularizationCommandTests {
  @Test(arguments: [
    (["--patience", "3", "--validation", "0"], "--validation above 0"), (["--schedule", "multi-step"], "--milestones"),
    (["--milestones", "3,2", "--schedule", "multi-step"], "at most eight epochs"), (["--l1", "-1"], "from 0 on"),
    (["--class-weights", "1,2"], "there are 3 classes"), (["--momentum", "0.5"], "momentum and nesterov"),
    (["--validation", "0.5", "--test", "0.5"], "no rows to train on"), (["--clip-norm", "0"], "above 0"),
    (["--optimizer", "rprop", "--warm-up", "1"], "finds its own steps"),
    (["--schedule", "step", "--schedule-epochs", "9223372036854775807"], "1073741824"),
    (["--schedule", "one-cycle", "--warm-up", "2"], "its own warm-up"),
    (["--optimizer", "lbfgs", "--batch", "16"], "full only"),
    (["--optimizer", "lbfgs", "--momentum", "0.5"], "nesterov"),
    (["--optimizer", "lbfgs", "--schedule", "step"], "has no --schedule"),
    (["--optimizer", "lbfgs", "--l1", "0.1"], "has no --l1"),
    (["--loss", "mse", "--label-smoothing", "0.1"], "label-smoothing"),
    (["--schedule", "cosine", "--schedule-factor", "0.3"], "goes with --schedule step, multi-step"),
    (["--schedule", "step", "--least-learning-rate", "0.1"], "goes with --schedule cosine, cosine-restarts"),
    (["--schedule-epochs", "3"], "goes with --schedule step"),
    (["--milestones", "3"], "goes with --schedule multi-step"),
    (["--sample-weights", "nothing"], "no such column"), (["--sample-weights", "species"], "to be predicted"),
  ])
  func wrongOptionsEndWith2(_ words: [String], _ message: String) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["train", Tool.data("iris")] + words)
      #expect(outcome.code == 2 && outcome.errors.contains(message), "\(words): \(outcome.code) \(outcome.errors)")
    }
  }

  @Test func trainingStopsEarlyAndKeepsTheBestEpoch() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "train", Tool.data("wine"), "--epochs", "400", "--patience", "5", "--learning-rate", "0.05", "--test", "0.2",
        "--json",
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let events = try outcome.output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Foundation.Data($0.utf8)) as? [String: Any])
      }
      let done = try #require(events.last), epochs = events.dropLast()
      let best = try #require(done["best_epoch"] as? Int)
      let losses = epochs.compactMap { $0["validation_loss"] as? Double }
      #expect(losses.count < 400 && losses.count == best + 5)
      #expect(losses.min() == losses[best - 1] && done["validation_loss"] as? Double == losses[best - 1])
      #expect(done["test_accuracy"] is Double)
    }
  }

  @Test func lbfgsFitsAllRowsTogetherAndEndsWhereNothingChanges() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "train", Tool.data("iris"), "--optimizer", "lbfgs", "--weight-decay", "0.01", "--layers", "4", "--activation",
        "tanh", "--epochs", "2000", "--json",
      ])
      #expect(outcome.code == 0 && outcome.errors.contains("converged in epoch"), "\(outcome.errors)")
      let last = outcome.output.split(separator: "\n").last.map(String.init) ?? ""
      let done = try JSONSerialization.jsonObject(with: Foundation.Data(last.utf8)) as? [String: Any]
      #expect((done?["accuracy"] as? Double ?? 0) > 0.9 && (done?["epochs"] as? Int ?? 2000) < 1000, "\(last)")
    }
  }

  @Test(arguments: [
    "sgd", "nesterov", "adagrad", "rmsprop", "rmsprop-centred", "adadelta", "amsgrad", "adamw", "rprop",
  ])
  func everyOptimizerLearns(_ name: String) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(
        [
          "train", Tool.data("iris"), "--optimizer", name, "--learning-rate", name == "adadelta" ? "1" : "0.02",
          "--batch",
          name == "rprop" ? "full" : "16", "--epochs", "60", "--weight-decay", "0.0001", "--clip-norm", "5", "--json",
        ] + (name == "rprop" ? [] : ["--schedule", "cosine", "--warm-up", "2"]))
      let last = outcome.output.split(separator: "\n").last.map(String.init) ?? ""
      let done = try JSONSerialization.jsonObject(with: Foundation.Data(last.utf8)) as? [String: Any]
      #expect((done?["accuracy"] as? Double ?? 0) > 0.85, "\(last) \(outcome.errors)")
    }
  }

  /// Weights count by their shares, are no feature, and weights of 1 are as none.
  @Test func sampleWeightsCountRows() throws {
    try withTool { (tool: Tool) throws in
      func losses(_ weight: (Int) -> String?) throws -> [Double] {
        let rows = (0..<30).map { row in
          let cells = "\(Double(row % 7) / 3),\(Double(row % 11) / 5),\(Double(row * row % 13) + 0.5)"
          return weight(row).map { "\(cells),\($0)" } ?? cells
        }
        try tool.write((["a,b,y" + (weight(0) == nil ? "" : ",w")] + rows).joined(separator: "\n") + "\n", to: "d.csv")
        let outcome = try tool.run(
          ["train", "d.csv", "--target", "y", "--batch", "8", "--epochs", "20", "--json"]
            + (weight(0) == nil ? [] : ["--sample-weights", "w"]))
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try outcome.events("done").first?["parameters"] as? Int == 129)
        return try outcome.events("epoch").compactMap { $0["loss"] as? Double }
      }
      let weighted = try losses { "\($0 % 3)" }, even = try losses { _ in "1" }, none = try losses { _ in nil }
      #expect(try weighted.count == 20 && weighted == losses { "\(8 * ($0 % 3))" })
      #expect(zip(weighted, even).allSatisfy { $0 != $1 })
      #expect(even.count == none.count && zip(even, none).allSatisfy { abs($0 - $1) < 1e-4 * $1 })
    }
  }

  @Test(arguments: ["-1", "x", "", "1e39", "1e-40"])
  func wrongSampleWeightsEndWith65(_ cell: String) throws {
    try withTool { (tool: Tool) throws in
      let text = "a,y,w\n1,2.5,\(cell)\n2,3.5,1\n3,4.5,1\n4,5,1\n"
      try tool.write(text, to: "data.csv")
      let outcome = try tool.run(["train", "data.csv", "--target", "y", "--sample-weights", "w"])
      let says = outcome.errors.contains(":2: column 'w': a weight is 0 or a number from 1e-20 to 1e20")
      #expect(outcome.code == 65 && says, "\(cell): \(outcome.code) \(outcome.errors)")
    }
  }
}
