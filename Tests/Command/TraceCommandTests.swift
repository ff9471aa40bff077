import Foundation
import MidgeModel
import Testing

struct TraceCommandTests {
  /// The two-layer example that many tutorials work through.
  static let example = [
    "trace", "--network", "2-2-1", "--activation", "sigmoid", "--output-activation", "sigmoid", "--loss", "mse",
    "--learning-rate", "0.5", "--inputs", "0.35,0.7", "--targets", "0.5", "--weights", "0.2,0.2;0.3,0.3|0.3,0.9",
  ]

  /// The numbers of one key, however deep.
  static func numbers(_ value: Any?) -> [Double] {
    if let number = value as? NSNumber { return [number.doubleValue] }
    return (value as? [Any] ?? []).flatMap { numbers($0) }
  }

  static func layers(_ event: [String: Any]) throws -> [[String: Any]] {
    try #require(event["layers"] as? [[String: Any]])
  }

  static func close(_ found: [Double], _ expected: [Double], _ digits: Double = 1e-6) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= digits }
  }

  @Test func everyNumberIsThatOfTheTextbook() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.example + ["--no-bias", "--json"])
      #expect(outcome.code == 0 && outcome.lines.count == 1, "\(outcome)")
      let event = try #require(try outcome.events("trace").first), layers = try Self.layers(event)
      func sigmoid(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
      let x = [0.35, 0.7], w = [[0.2, 0.2], [0.3, 0.3]], v = [0.3, 0.9]
      let z = w.map { $0[0] * x[0] + $0[1] * x[1] }, a = z.map(sigmoid)
      let s = v[0] * a[0] + v[1] * a[1], y = sigmoid(s), error = y - 0.5
      let dy = 2 * error * y * (1 - y), dz = (0..<2).map { v[$0] * dy * a[$0] * (1 - a[$0]) }
      #expect(Self.close(Self.numbers(layers[0]["weighted_sums"]), z))
      #expect(Self.close(Self.numbers(layers[0]["activations"]), a))
      #expect(Self.close(Self.numbers(layers[1]["inputs"]), a))
      #expect(Self.close(Self.numbers(layers[1]["weighted_sums"]), [s]))
      #expect(Self.close(Self.numbers(layers[1]["activations"]), [y]))
      #expect(Self.close(Self.numbers(event["loss"]), [error * error]))
      #expect(Self.close(Self.numbers(layers[1]["delta"]), [dy]) && Self.close(Self.numbers(layers[0]["delta"]), dz))
      #expect(Self.close(Self.numbers(layers[1]["weight_gradient"]), a.map { dy * $0 }))
      #expect(Self.close(Self.numbers(layers[0]["weight_gradient"]), dz.flatMap { d in x.map { d * $0 } }))
      #expect(Self.close(Self.numbers(layers[1]["weight"]), v))
      #expect(Self.close(Self.numbers(layers[1]["weight_after"]), (0..<2).map { v[$0] - 0.5 * dy * a[$0] }))
      for layer in layers {
        for key in ["bias", "bias_gradient", "bias_after"] {
          #expect(Self.numbers(layer[key]).allSatisfy { $0 == 0 }, "\(key)")
        }
      }
      #expect(Self.close(Self.numbers(event["outputs_after"]), [0.66], 0.005))
    }
  }

  /// Every number of a wider network with biases, and of each loss, against the trainer's own step.
  @Test(arguments: Loss.allCases) func theStepIsThatOfTheTrainer(_ loss: Loss) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "trace", "--network", "3-9-2", "--activation", "tanh", "--loss", loss.name, "--inputs", "0.5,-1,2",
        "--targets", "1,0", "--seed", "3", "--learning-rate", "0.25", "--steps", "2", "--json",
      ])
      #expect(outcome.code == 0, "\(outcome)")
      let shapes: [LayerShape] = [.dense(3, 9, .tanh), .dense(9, 2)]
      var trainer = try ModelTrainer(
        shapes.span, loss: loss, optimizer: .sgd(SGD(learningRate: 0.25)), seed: 3)
      let inputs: [Float] = [0.5, -1, 2], targets: [Float] = [1, 0]
      for event in try outcome.events("trace") {
        var outputs: [Float] = [0, 0]
        trainer.predict(inputs.span, into: outputs.mutableSpan)
        let loss = trainer.step(inputs.span, targets.span), layers = try Self.layers(event)
        #expect(Self.numbers(event["loss"]).map { Float($0) } == [loss])
        #expect(Self.numbers(layers[1]["activations"]).map { Float($0) } == outputs)
        let after = trainer.withParameters { span in span.indices.map { span[$0] } }
        var start = 0
        for (shape, layer) in zip(shapes, layers) {
          let weights = (0..<shape.weightCount).map { after[start + shape.weightOffset($0)] }
          let biases = (0..<shape.biasCount).map { after[start + shape.biasOffset($0)] }
          #expect(Self.numbers(layer["weight_after"]).map { Float($0) } == weights)
          #expect(Self.numbers(layer["bias_after"]).map { Float($0) } == biases && biases != biases.map { _ in 0 })
          #expect(Self.numbers(layer["delta"]) == Self.numbers(layer["bias_gradient"]))
          start += shape.parameterCount
        }
      }
    }
  }

  @Test func theTextShowsEachLineWithItsFormula() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(Self.example + ["--no-bias"])
      #expect(outcome.code == 0 && outcome.errors.isEmpty)
      for words in [
        "2-2-1 sigmoid sigmoid mse, learning rate 0.5, no biases, one sample a step", "step 1, sample 1",
        "z = W x", "a = sigmoid(z)", "y = sigmoid(z)", "L = sum (y - t)^2", "delta = 2 (y - t) y (1 - y)",
        "delta = (W'^T delta') a (1 - a)", "dL/dW[1] = delta[1] x", "w = w - 0.5 dL/dw", "W[1, 0]", "0.552308",
      ] { #expect(outcome.output.contains(words), "\(words) in \(outcome.output)") }
      #expect(!outcome.output.contains("dL/db") && !outcome.output.contains("b[0]"))
      // Numbers of a column end in the same place.
      let rows = outcome.lines.filter { $0.contains("W[") && !$0.contains("delta") }
      #expect(rows.count == 6 && Set(rows.map(\.count)).count == 1, "\(rows)")
      let biased = try tool.run(["trace"])
      for words in ["+ b", "dL/db = delta", "b[0]"] { #expect(biased.output.contains(words), "\(words)") }
    }
  }

  /// Rows are taken in turn, one a step.
  @Test func stepsTakeTheRowsInTurn() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run([
        "trace", "--network", "2-1", "--inputs", "0,1;1,0", "--targets", "1;0", "--biases", "0.5", "--steps", "3",
        "--json",
      ])
      let events = try outcome.events("trace")
      #expect(events.map { $0["step"] as? Int } == [1, 2, 3] && events.map { $0["sample"] as? Int } == [1, 2, 1])
      #expect(events.map { Self.numbers($0["inputs"]) } == [[0, 1], [1, 0], [0, 1]])
      for (one, next) in zip(events, events.dropFirst()) {
        let (before, after) = (try Self.layers(one)[0], try Self.layers(next)[0])
        #expect(Self.numbers(before["weight_after"]) == Self.numbers(after["weight"]))
        #expect(Self.numbers(before["bias_after"]) == Self.numbers(after["bias"]))
      }
      #expect(Self.numbers(try Self.layers(events[0])[0]["bias"]) == [0.5])
    }
  }

  @Test func aFileSaysTheSameAndTheCommandLineComesFirst() throws {
    try withTool { (tool: Tool) throws in
      let text = """
        {"network": [2, 2, 1], "activation": "sigmoid", "output_activation": "sigmoid", "loss": "mse",
         "learning_rate": 0.5, "no_bias": true, "inputs": [0.35, 0.7], "targets": [[0.5]],
         "weights": [[[0.2, 0.2], [0.3, 0.3]], [[0.3, 0.9]]]}
        """
      try tool.write(text, to: "step.json")
      let given = try tool.run(Self.example + ["--no-bias"]).output
      #expect(try tool.run(["trace", "--from", "step.json"]).output == given)
      #expect(try tool.run(["trace", "--from", "-"], input: text).output == given)
      let other = try tool.run(["trace", "--from", "step.json", "--learning-rate", "1"])
      #expect(other.code == 0 && other.output.contains("learning rate 1.0"))
      try tool.write("{\"network\": \"1-2\", \"biases\": [[0.25, -1]]}", to: "biases.json")
      let event = try #require(try tool.run(["trace", "--from", "biases.json", "--json"]).events("trace").first)
      #expect(Self.numbers(try Self.layers(event)[0]["bias"]) == [0.25, -1])
    }
  }
}
