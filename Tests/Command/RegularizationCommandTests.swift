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
}
