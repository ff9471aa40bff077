import Foundation
import Testing

struct PredictCommandTests {
  /// Rows never shown to `train` score within two points of what its reports said of the rows it held out. Means over twenty seeds and
  /// all rows: one report on a hundred rows is itself two points off by chance.
  @Test(arguments: ["digits", "breast_cancer"])
  func unseenRowsScoreAsReported(_ name: String) throws {
    try withTool { (tool: Tool) throws in
      let lines = try String(contentsOfFile: Tool.data(name), encoding: .utf8).split(separator: "\n")
      var reported = 0.0, measured = 0.0
      for seed in 1...20 {
        let rows = lines.dropFirst().enumerated(), shown = rows.filter { $0.offset % 4 != seed % 4 }.map(\.element)
        let unseen = rows.filter { $0.offset % 4 == seed % 4 }.map(\.element)
        try tool.write(([lines[0]] + shown).joined(separator: "\n") + "\n", to: "shown.csv")
        try tool.write(([lines[0]] + unseen).joined(separator: "\n") + "\n", to: "unseen.csv")
        let training = try tool.run(["train", "shown.csv", "--epochs", "30", "--seed", "\(seed)", "--json"])
        reported += try #require(training.events("done")[0]["accuracy"] as? Double) / 20
        let predictions = try tool.run(["predict", "model.safetensors", "unseen.csv"])
        #expect(predictions.lines.count == unseen.count)
        let right = zip(predictions.lines, unseen).count { $0 == $1.split(separator: ",").last }
        measured += Double(right) / Double(unseen.count) / 20
      }
      #expect(abs(measured - reported) <= 0.02, "\(measured) beside \(reported)")
    }
  }

  /// `evaluate` counts what `predict` answers.
  @Test func evaluationAgreesWithPredictions() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data("wine"), "--epochs", "2"]).code == 0)
      let truth = try String(contentsOfFile: Tool.data("wine"), encoding: .utf8).split(separator: "\n").dropFirst()
      let answers = try tool.run(["predict", "model.safetensors", Tool.data("wine")]).lines
      let right = zip(answers, truth).count { $0 == $1.split(separator: ",").last }
      let event = try tool.run(["evaluate", "model.safetensors", Tool.data("wine"), "--json"]).events("evaluation")[0]
      let accuracy = try #require(event["accuracy"] as? Double)
      #expect(right < truth.count && abs(accuracy - Double(right) / Double(truth.count)) < 1e-12)
    }
  }

  @Test func columnsAreMatchedByNameInAnyOrder() throws {
    try withTool { (tool: Tool) throws in
      let table =
        "size,colour,kind\n"
        + (0..<60).map { "\($0 % 5),\($0 % 2 == 0 ? "red" : "blue"),\($0 % 2 == 0 ? "yes" : "no")\n" }.joined()
      try tool.write(table, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "60"]).code == 0)
      let inputs = [
        "size,colour\n1,red\n2,blue\n", "colour,size\nred,1\nblue,2\n",
        "kind,colour,other,size\n?,red,9,1\n?,blue,9,2\n",
        "1,red\n2,blue\n", "1,red,?\n2,blue,?\n",
      ]
      for input in inputs {
        let outcome = try tool.run(["predict", "model.safetensors", "-"], input: input)
        #expect(outcome.output == "yes\nno\n", "\(input) \(outcome.errors)")
      }
    }
  }

  @Test func predictionsAreProbabilitiesOrNumbersInTheTargetsUnits() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "5"]).code == 0)
      let classes = try tool.run(["predict", "model.safetensors", "data.csv", "--json"]).events("prediction")
      #expect(classes.count == 40)
      for (index, event) in classes.enumerated() {
        let output = try #require(event["output"] as? [Double])
        #expect(event["row"] as? Int == index + 1)
        #expect(output.count == 2 && abs(output[0] + output[1] - 1) < 1e-6)
        #expect(event["class"] as? String == (output[1] > output[0] ? "b" : "a"))
      }
      let line = "x,y\n" + (0..<50).map { "\($0),\(3 * $0 + 1000).25\n" }.joined()
      try tool.write(line, to: "line.csv")
      #expect(try tool.run(["train", "line.csv", "--layers", "none", "--epochs", "200"]).code == 0)
      let numbers = try tool.run(["predict", "model.safetensors"], input: "x\n10\n").output
      #expect(abs(try #require(Double(numbers.dropLast())) - 1030.25) < 3)
    }
  }

  /// Rows are answered as they arrive: the answer to the first is there before the second is written.
  @Test func standardInputIsStreamed() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "5"]).code == 0)
      let process = Process(), source = Pipe(), sink = Pipe()
      process.executableURL = Tool.executable
      process.arguments = ["predict", tool.path("model.safetensors")]
      process.standardInput = source
      process.standardOutput = sink
      try process.run()
      source.fileHandleForWriting.write(Data("x,y\n2,2\n".utf8))
      #expect(!sink.fileHandleForReading.availableData.isEmpty)
      source.fileHandleForWriting.write(Data("3,3\n".utf8))
      #expect(!sink.fileHandleForReading.availableData.isEmpty)
      try source.fileHandleForWriting.close()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  @Test func inspectDescribesTheNetwork() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["train", Tool.data("digits"), "--epochs", "1", "--layers", "64,32"]).code == 0)
      let text = try tool.run(["inspect", "model.safetensors"]).output
      for words in ["64", "relu", "6,570", "cross-entropy", "digit"] {
        #expect(text.contains(words), "\(words) in \(text)")
      }
      let event = try tool.run(["inspect", "model.safetensors", "--json"]).events("inspection")[0]
      #expect(event["parameters"] as? Int == 64 * 64 + 64 + 64 * 32 + 32 + 32 * 10 + 10)
      #expect(event["operations_per_sample"] as? Int == 6 * (4096 + 2048 + 320) - 2 * 4096)
      #expect((event["layers"] as? [Any])?.count == 3)
    }
  }
}
