import Foundation
import MidgeModel
import Testing

struct GradientCheckCommandTests {
  static let example = [
    "gradcheck", "--network", "3-5-2", "--activation", "tanh", "--output-activation", "identity", "--loss", "mse",
    "--batch", "4", "--seed", "1",
  ]

  @Test func itSaysWhereTheWorstIsAndPasses() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.example)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome)")
      for words in [
        "3-5-2 tanh identity mse, batch 4, seed 1", "32 of 32 parameters", "worst", "relative error",
        "tolerance 1e-06", "the gradient is the slope of the loss",
      ] { #expect(outcome.output.contains(words), "\(words) in \(outcome.output)") }
      // These are the defaults.
      #expect(try tool.run(["gradcheck"]).output == outcome.output)
    }
  }

  @Test func jsonHasTheDocumentedKeys() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.example + ["--json"])
      let event = try #require(try outcome.events("gradcheck").first)
      #expect(outcome.code == 0 && outcome.lines.count == 1)
      for key in ["batch", "seed", "relative_error", "tolerance", "floor", "layer", "index", "analytic", "numeric"] {
        #expect(event[key] is NSNumber, "\(key)")
      }
      for (key, value) in [
        ("network", "3-5-2"), ("activation", "tanh"), ("output_activation", "identity"), ("loss", "mse"),
      ] { #expect(event[key] as? String == value, "\(key)") }
      #expect(["weight", "bias"].contains(event["tensor"] as? String))
      #expect(event["passes"] as? Bool == true && event["compared"] as? Int == 32 && event["corners"] as? Int == 0)
    }
  }

  @Test func beyondTheToleranceItFails() throws {
    try withTool { (tool: Tool) throws in
      for format in [[], ["--json"]] {
        let outcome = try tool.run(Self.example + ["--tolerance", "1e-18"] + format)
        #expect(outcome.code == 1)
        expectOneLine(outcome, says: ["the gradient by ", "relative error", "beyond the tolerance of 1e-18"])
        #expect(outcome.output.contains(format.isEmpty ? "the gradient is not the slope" : "\"passes\":false"))
      }
    }
  }

  /// Every name of an activation and of a loss, for many rows and for one.
  @Test(arguments: Loss.allCases) func everyLossAndActivationPasses(_ loss: Loss) throws {
    try withTool { (tool: Tool) throws in
      for activation in Activation.allCases {
        for batch in ["1", "5"] {
          let outcome = try tool.run([
            "gradcheck", "--network", "4-9-6-3", "--activation", activation.name, "--loss", loss.name, "--batch", batch,
          ])
          #expect(outcome.code == 0, "\(activation.name) \(loss.name) \(batch): \(outcome.output)\(outcome.errors)")
        }
      }
    }
  }

  @Test(arguments: [
    (["--network", "3"], ["--network '3'", "two widths or more such as 3-5-2"]),
    (["--activation", "swish"], ["--activation 'swish'", "one of identity, relu"]),
    (["--loss", "hinge"], ["--loss 'hinge'", "one of mse"]),
    (["--loss", "cross-entropy", "--output-activation", "tanh"], ["'tanh' does not go", "softmax of its own"]),
    (["--batch", "0"], ["--batch '0'", "from 1"]), (["--batch", "9999999"], ["--batch", "the most"]),
    (["--tolerance", "-1"], ["--tolerance '-1'", "a number from 0"]),
    (["--tolerance", "inf"], ["--tolerance 'inf'"]), (["--sed", "1"], ["'--sed'", "did you mean --seed?"]),
    (["--network", "1000000-1000000"], ["--network '1000000-1000000'", "parameters"]),
    (["x"], ["unexpected argument 'x'"]),
  ])
  func wrongOptionsEndWith2(_ words: [String], _ says: [String]) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["gradcheck"] + words)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome)")
      expectOneLine(outcome, says: says)
    }
  }

  @Test func helpSaysWhatIsCompared() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["gradcheck", "--help"])
      #expect(outcome.code == 0)
      for words in ["|gradient - slope|", "corner", "Exit code 1"] + Loss.allCases.map(\.name) {
        #expect(outcome.output.contains(words), "\(words)")
      }
    }
  }
}
