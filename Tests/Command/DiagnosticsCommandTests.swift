import Foundation
import Testing

/// What `train` says of its layers, and what it does when numbers leave the range of `Float`.
struct DiagnosticsCommandTests {
  private static let diverging = [
    "train", Tool.data("diabetes"), "--layers", "8", "--optimizer", "sgd", "--epochs", "3", "--learning-rate",
  ]

  @Test func diagnosticsAreOfEachLayer() throws {
    try withTool { (tool: Tool) throws in
      let words = ["train", Tool.data("iris"), "--layers", "8", "--epochs", "2", "--diagnostics"]
      let table = try tool.run(words)
      #expect(table.code == 0 && table.output.contains("0 dense 4-8 relu") && table.output.contains("1 dense 8-3"))
      #expect(table.output.contains("healthy") && table.output.contains("dead ReLUs"))
      let outcome = try tool.run(words + ["--json"])
      let event = try #require(try outcome.events("diagnostics").first)
      let layers = try #require(event["layers"] as? [[String: Any]])
      #expect(layers.count == 2 && event["samples"] as? Int == 120 && event["loss"] is Double)
      for layer in layers {
        for size in ["output", "weight", "gradient", "update"] {
          #expect(layer["\(size)_norm"] as? Double ?? 0 > 0 && layer["\(size)_rms"] as? Double ?? 0 > 0)
        }
        #expect(layer["state"] as? String == "healthy" && layer["update_ratio"] as? Double ?? 0 > 0)
      }
      #expect(layers[0]["dead_share"] is Double && layers[1]["dead_share"] is NSNull)
      // The model is what it is without.
      let bytes = try tool.bytes("model.safetensors")
      #expect(try tool.run(words.dropLast()).code == 0)
      #expect(try tool.bytes("model.safetensors") == bytes)
    }
  }

  @Test func divergenceNamesLayerRowAndStepAndSavesNothing() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.diverging + ["1e30"])
      #expect(outcome.code == 1)
      #expect(try tool.files().isEmpty)
      for words in [
        "epoch 1, step 2", "layer 1 (dense 8-1)", "diabetes.csv", "--learning-rate", "--clip-norm", "--rollback",
      ] {
        #expect(outcome.errors.contains(words), "\(words): \(outcome.errors)")
      }
      let line = try #require(outcome.errors.split(separator: "for line ").last?.split(separator: " ").first)
      #expect((2...443).contains(Int(line) ?? 0))
    }
  }

  @Test func rollbackHalvesTheLearningRateUntilItDoes() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.diverging + ["1000", "--rollback", "--json"])
      #expect(outcome.code == 0, "\(outcome.errors)")
      let backs = try outcome.events("rollback"), epochs = try outcome.events("epoch")
      #expect(!backs.isEmpty && epochs.last?["epoch"] as? Int == 3)
      for (index, event) in backs.enumerated() {
        #expect(event["learning_rate"] as? Double == 1000 / Double(2 << index))
        #expect(event["step"] as? Int ?? 0 > event["to_step"] as? Int ?? 0 && event.keys.contains("line"))
      }
      #expect(epochs.last?["learning_rate"] as? Double == backs.last?["learning_rate"] as? Double)
      #expect(try outcome.events("done")[0]["loss"] as? Double ?? .infinity < 10)
      #expect(try tool.files() == ["model.safetensors"])
    }
  }

  /// A loss that grows for epochs before it is not finite: the epoch before the last is lost, too.
  @Test(arguments: ["full", "128"])
  func rollbackPassesEpochsThatWereLost(_ batch: String) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "train", Tool.data("diabetes"), "--layers", "8", "--optimizer", "sgd", "--learning-rate", "5", "--epochs", "60",
        "--batch", batch, "--rollback", "--json",
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try !outcome.events("rollback").isEmpty)
      #expect(try outcome.events("done")[0]["loss"] as? Double ?? .infinity < 1)
      let both = try tool.run(["train", Tool.data("iris"), "--rollback", "--scan-steps", "3"])
      #expect(both.code == 2 && both.errors.contains("has no --scan-steps"))
    }
  }

  @Test func rollbackGivesUp() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.diverging + ["1e30", "--rollback"])
      #expect(outcome.code == 1 && outcome.errors.contains("after 20 times --rollback"))
      #expect(try tool.files().isEmpty)
      #expect(try tool.run(["train", Tool.data("iris"), "--scan-steps", "0"]).code == 2)
    }
  }
}
