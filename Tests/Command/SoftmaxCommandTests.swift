import Foundation
import Testing

/// `--output-activation softmax`: of the loss with cross-entropy, a layer with the others.
struct SoftmaxCommandTests {
  @Test func withSquaredErrorItIsALayer() throws {
    try withTool { (tool: Tool) throws in
      let trained = try tool.run([
        "train", Tool.data("iris"), "--loss", "mse", "--output-activation", "softmax", "--epochs", "80", "--json",
      ])
      let done = try #require(try trained.events("done").first)
      #expect(trained.code == 0 && (done["accuracy"] as? Double ?? 0) > 0.85, "\(trained.output) \(trained.errors)")
      #expect(try layers(tool).map { $0["activation"] as? String } == ["relu", "identity", "softmax"])
      #expect(try layers(tool).map { $0["kind"] as? String } == ["dense", "dense", "activation"])
      for row in try tool.run(["predict", "model.safetensors", Tool.data("iris"), "--json"]).events("prediction") {
        let output = try #require(row["output"] as? [Double])
        #expect(output.count == 3 && abs(output.reduce(0, +) - 1) < 1e-5)
      }
    }
  }

  @Test func withCrossEntropyItIsInTheLoss() throws {
    try withTool { (tool: Tool) throws in
      let words = ["train", Tool.data("iris"), "--epochs", "2"]
      #expect(try tool.run(words + ["--output-activation", "softmax"]).code == 0)
      let named = try tool.bytes("model.safetensors")
      #expect(try layers(tool).map { $0["activation"] as? String } == ["relu", "identity"])
      #expect(try tool.run(words + ["--loss", "cross-entropy"]).code == 0)
      #expect(try tool.bytes("model.safetensors") == named)
    }
  }

  /// Two classes have an output each, for one alone would always be 1.
  @Test func twoClassesHaveAnOutputEach() throws {
    try withTool { (tool: Tool) throws in
      let words = [
        "train", Tool.data("breast_cancer"), "--loss", "mae", "--output-activation", "softmax", "--epochs", "5",
      ]
      let trained = try tool.run(words)
      #expect(trained.code == 0, "\(trained.errors)")
      #expect(try layers(tool).last?["outputs"] as? Int == 2)
    }
  }

  @Test func itsGradientIsChecked() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["gradcheck", "--network", "3-5-4", "--output-activation", "softmax"])
      #expect(outcome.code == 0 && outcome.output.contains("softmax mse"), "\(outcome)")
      #expect(try tool.run(["gradcheck", "--activation", "softmax", "--loss", "cross-entropy"]).code == 0)
      #expect(try tool.run(["trace", "--network", "2-3-2", "--output-activation", "softmax"]).code == 0)
    }
  }

  private func layers(_ tool: Tool) throws -> [[String: Any]] {
    let event = try #require(try tool.run(["inspect", "model.safetensors", "--json"]).events("inspection").first)
    return try #require(event["layers"] as? [[String: Any]])
  }
}
