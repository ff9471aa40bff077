import Foundation
import Testing

struct TrainCommandTests {
  @Test func trainPrintsTheDocumentedKeys() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["train", Tool.data("iris"), "--epochs", "3", "--json"])
      #expect(outcome.code == 0)
      let epochs = try outcome.events("epoch"), done = try outcome.events("done")
      #expect(epochs.count == 3 && done.count == 1 && outcome.lines.count == 4)
      for key in ["epoch", "loss", "validation_loss", "learning_rate", "accuracy"] {
        #expect(epochs[0][key] is NSNumber, "\(key)")
      }
      for key in [
        "loss", "validation_loss", "accuracy", "macro_f1", "epochs", "steps", "seconds", "ns_per_sample", "parameters",
      ] {
        #expect(done[0][key] is NSNumber, "\(key)")
      }
      #expect(done[0]["task"] as? String == "classification")
      #expect(done[0]["model"] as? String == "model.safetensors")
      #expect(done[0]["steps"] as? Int == 3 * 4)
      #expect(done[0]["parameters"] as? Int == 4 * 32 + 32 + 32 * 3 + 3)
      let regression = try tool.run(["train", Tool.data("diabetes"), "--epochs", "1", "--json"])
      #expect(try regression.events("done")[0]["r2"] is NSNumber)
      #expect(try regression.events("done")[0]["task"] as? String == "regression")
    }
  }

  @Test func theSameCommandWritesTheSameBytes() throws {
    try withTool { (tool: Tool) throws in
      for name in ["a", "b"] {
        #expect(try tool.run(["train", Tool.data("wine"), "--epochs", "5", "--out", name]).code == 0)
      }
      #expect(try tool.run(["train", Tool.data("wine"), "--epochs", "5", "--seed", "2", "--out", "c"]).code == 0)
      #expect(try tool.bytes("a") == tool.bytes("b"))
      #expect(try tool.bytes("a") != tool.bytes("c"))
      #expect(try tool.files() == ["a", "b", "c"])
    }
  }

  @Test func theReportSaysWhatWasFound() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["train", Tool.data("iris"), "--epochs", "40"])
      #expect(outcome.code == 0)
      #expect(outcome.errors.contains("classification of 'species' into 3 classes"))
      #expect(outcome.errors.contains("120 rows to train on, 30 held out"))
      #expect(outcome.errors.contains("epoch 1/40") && outcome.errors.contains("epoch 40/40"))
      #expect(!outcome.errors.contains("\u{1B}"))
      for words in [
        "accuracy", "macro F1", "held-out rows", "confusion matrix", "steps", "ns a sample", "versicolor",
        "model.safetensors",
      ] {
        #expect(outcome.output.contains(words), "\(words)")
      }
    }
  }

  @Test func aBatchLargerThanTheDataIsReducedAndSaid() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      let outcome = try tool.run(["train", "data.csv", "--batch", "500", "--epochs", "2", "--json"])
      #expect(outcome.code == 0)
      #expect(outcome.errors.contains("a batch of 500 is more than there are rows: reduced to 32"))
      #expect(try outcome.events("done")[0]["steps"] as? Int == 2)
    }
  }

  @Test func targetsAreFoundByNameAndByIndex() throws {
    try withTool { (tool: Tool) throws in
      try tool.write("kind,x\n" + (0..<40).map { "\($0 % 2 == 0 ? "a" : "b"),\($0 % 2).5\n" }.joined(), to: "data.csv")
      for target in ["kind", "1"] {
        let outcome = try tool.run(["train", "data.csv", "--target", target, "--json"])
        #expect(outcome.code == 0)
        #expect(outcome.errors.contains("classification of 'kind'"))
        #expect(try outcome.events("done")[0]["accuracy"] as? Double == 1)
      }
      let numbers = try tool.run(["train", "data.csv", "--target", "x", "--task", "regression", "--json"])
      #expect(try numbers.events("done")[0]["r2"] as? Double ?? 0 > 0.9)
    }
  }

  /// XOR by the command line, as a student would: every row trained on, none held out.
  @Test func xorIsLearned() throws {
    try withTool { (tool: Tool) throws in
      try tool.write("0,0,0\n0,1,1\n1,0,1\n1,1,0\n", to: "xor.csv")
      let outcome = try tool.run([
        "train", "xor.csv", "--layers", "4", "--activation", "sigmoid", "--output-activation", "sigmoid", "--loss",
        "mse",
        "--optimizer", "sgd", "--learning-rate", "5", "--batch", "full", "--epochs", "3000", "--validation", "0",
        "--json",
      ])
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(try outcome.events("done")[0]["accuracy"] as? Double == 1)
      let answers = try tool.run(["predict", "model.safetensors"], input: "1,0\n1,1\n0,1\n0,0\n")
      #expect(answers.output == "1\n0\n1\n0\n")
    }
  }

  /// Ctrl-C ends the epoch, saves, and is no failure.
  @Test(.timeLimit(.minutes(1))) func anInterruptSavesWhatWasLearned() throws {
    try withTool { (tool: Tool) throws in
      let process = Process(), output = Pipe()
      process.executableURL = Tool.executable
      process.arguments = ["train", Tool.data("digits"), "--epochs", "1000000", "--json"]
      process.currentDirectoryURL = tool.folder
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      #expect(!output.fileHandleForReading.availableData.isEmpty)
      process.interrupt()
      let rest = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0 && rest.contains("\"interrupted\":true"))
      #expect(try tool.run(["inspect", "model.safetensors"]).code == 0)
    }
  }

  @Test func everyCommandHasHelp() throws {
    try withTool { (tool: Tool) throws in
      #expect(try tool.run(["--version"]).output.hasPrefix("midge "))
      for words in [
        ["--help"], ["train", "--help"], ["evaluate", "-h"], ["predict", "--help"], ["inspect", "--help"],
      ] {
        let outcome = try tool.run(words)
        #expect(outcome.code == 0 && outcome.output.contains("midge") && outcome.errors.isEmpty)
      }
    }
  }
}
