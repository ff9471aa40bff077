import Foundation
import Testing

/// What `midge trace` refuses: one line that says what is wrong, where, and what is wanted.
struct TraceUsageTests {
  @Test(arguments: [
    (["--network", "2"], ["--network '2'", "two widths"]),
    (["--activation", "swish"], ["--activation 'swish'", "one of identity"]),
    (["--loss", "bce", "--output-activation", "relu"], ["'relu' does not go with the loss bce", "sigmoid"]),
    (["--learning-rate", "0"], ["--learning-rate '0'", "above 0"]), (["--steps", "0"], ["--steps '0'"]),
    (["--inputs", "1,2"], ["--inputs needs --targets"]), (["--targets", "1"], ["--targets needs --inputs"]),
    (["--inputs", "1,2,3", "--targets", "1"], ["--inputs row 1 has 3 of 2 numbers", "the network's inputs"]),
    (["--inputs", "1,2;3,4", "--targets", "1"], ["--targets has 1 row, --inputs 2"]),
    (
      ["--network", "1-2", "--loss", "cross-entropy", "--inputs", "1", "--targets", "1,1"], ["--targets row 1", "2.0"]
    ),
    (["--inputs", "1,x", "--targets", "1"], ["--inputs '1,x'", "numbers by commas"]),
    (["--inputs", "1,nan", "--targets", "1"], ["--inputs '1,nan'"]),
    (["--inputs", "1,1e39", "--targets", "1"], ["--inputs '1,1e39'"]),
    (["--weights", "1,2;3,4"], ["--weights has 1 layer: the network has 2"]),
    (["--weights", "1,2;3,4|5"], ["--weights of layer 1", "1 row of 2 numbers"]),
    (["--weights", "1,2|5,6"], ["--weights of layer 0", "2 rows of 2 numbers"]),
    (["--biases", "1,2"], ["--biases has 1 layer"]), (["--biases", "1|2"], ["--biases of layer 0", "2 numbers"]),
    (["--biases", "1,2|3", "--no-bias"], ["--biases does not go with --no-bias"]),
    (["--wieghts", "1"], ["'--wieghts'", "--weights"]), (["data.csv"], ["unexpected argument 'data.csv'"]),
  ])
  func wrongOptionsEndWith2(_ words: [String], _ says: [String]) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["trace"] + words)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome)")
      expectOneLine(outcome, says: says)
    }
  }

  @Test(arguments: [
    ("[1]", ["an object"]), ("{", ["byte 1"]), ("{\"widths\": 3}", ["'--widths'"]),
    ("{\"network\": true}", ["'network'", "a number, a text or a list"]),
    ("{\"inputs\": [1, [2]], \"targets\": [1]}", ["'inputs'"]), ("{\"inputs\": [], \"targets\": [1]}", ["'inputs'"]),
    ("{\"no_bias\": 1}", ["'no_bias'", "true or false"]), ("{\"loss\": \"hinge\"}", ["--loss 'hinge'", "one of mse"]),
    ("{\"weights\": [[[1, 2]], [[5, 6]]]}", ["--weights of layer 0"]),
    ("{\"inputs\": [1, 2], \"targets\": [1, 2]}", ["--targets row 1 has 2 of 1 numbers"]),
    ("{\"no_bias\": true, \"biases\": [[1, 2], [3]]}", ["--biases does not go with --no-bias"]),
    ("{\"loss\": \"mse\", \"loss\": \"bce\"}", ["'loss'", "twice"]),
  ])
  func wrongFilesEndWith65(_ text: String, _ says: [String]) throws {
    try withTool { (tool: Tool) throws in
      try tool.write(text, to: "step.json")
      let outcome = try tool.run(["trace", "--from", "step.json"])
      #expect(outcome.code == 65 && outcome.output.isEmpty, "\(outcome)")
      expectOneLine(outcome, says: ["step.json: "] + says)
    }
  }

  @Test func aMissingFileEndsWith66() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["trace", "--from", "nowhere.json"])
      #expect(outcome.code == 66)
      expectOneLine(outcome, says: ["nowhere.json"])
    }
  }

  @Test func divergingEndsWith1() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "trace", "--network", "1-1", "--inputs", "10", "--targets", "1", "--learning-rate", "1e20", "--steps", "9",
      ])
      #expect(outcome.code == 1)
      expectOneLine(outcome, says: ["step", "--learning-rate"])
    }
  }

  @Test func helpSaysWhatItTraces() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["trace", "--help"])
      #expect(outcome.code == 0)
      for words in ["a batch of one row", "--weights", "--from", "--no-bias"] {
        #expect(outcome.output.contains(words), "\(words)")
      }
    }
  }
}
