import Foundation
import Testing

/// `midge train --dropout`, and what becomes of the model.
struct DropoutCommandTests {
  @Test(arguments: [
    (["--dropout", "1"], "from 0 to below 1"), (["--dropout", "-0.1"], "from 0 to below 1"),
    (["--dropout", "nan"], "from 0 to below 1"), (["--dropout", "0.99999999999"], "from 0 to below 1"),
    (["--dropout", "0.2", "--layers", "none"], "behind hidden layers"),
  ])
  func wrongSharesEndWith2(_ words: [String], _ message: String) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["train", Tool.data("iris")] + words)
      #expect(outcome.code == 2 && outcome.errors.contains(message), "\(words): \(outcome.code) \(outcome.errors)")
    }
  }

  @Test func theModelKeepsTheLayerAndPredictsWithoutIt() throws {
    try withTool { (tool: Tool) throws in
      let words = ["train", Tool.data("iris"), "--layers", "16,8", "--epochs", "60", "--seed", "3", "--json"]
      let trained = try tool.run(words + ["--dropout", "0.2"])
      let done = try #require(try trained.events("done").first)
      #expect(trained.code == 0 && (done["accuracy"] as? Double ?? 0) > 0.8, "\(trained.output) \(trained.errors)")
      let model = try tool.bytes("model.safetensors")

      let inspected = try #require(try tool.run(["inspect", "model.safetensors", "--json"]).events("inspection").first)
      let layers = try #require(inspected["layers"] as? [[String: Any]])
      #expect(layers.compactMap { $0["kind"] as? String } == ["dense", "dropout", "dense", "dropout", "dense"])
      #expect(layers.compactMap { $0["probability"] as? Double } == [0.2, 0.2])
      #expect(layers.map { $0["inputs"] as? Int } == [4, 16, 16, 8, 8])
      #expect(try tool.run(["inspect", "model.safetensors"]).output.contains("drops 0.2"))

      let first = try tool.run(["predict", "model.safetensors", Tool.data("iris"), "--json"])
      let second = try tool.run(["predict", "model.safetensors", Tool.data("iris"), "--json"])
      #expect(first.code == 0 && first.output == second.output && first.lines.count == 150, "\(first.errors)")
      let scored = try tool.run(["evaluate", "model.safetensors", Tool.data("iris"), "--json"])
      #expect(scored.code == 0, "\(scored.errors)")

      #expect(try tool.run(words + ["--dropout", "0.2"]).code == 0)
      #expect(try tool.bytes("model.safetensors") == model, "the same seed, another model")
      #expect(try tool.run(words).code == 0)
      #expect(try tool.bytes("model.safetensors") != model)
    }
  }
}
