import Foundation
import MidgeFiles
import Testing

/// Model files that are not what they should be, and tables that do not fit a model.
struct BadModelTests {
  @Test(arguments: ["predict", "evaluate", "inspect"])
  func truncatedAlteredOrForeignModelsAreRefused(_ command: String) throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "1", "--out", "good"]).code == 0)
      let good = try tool.bytes("good")
      var altered = good
      altered[altered.count - 9] ^= 1
      var renamed = good
      let place = try #require(renamed.firstRange(of: Data("bce".utf8)))
      renamed.replaceSubrange(place, with: Data("mse".utf8))
      let bad = [
        "truncated": good.dropLast(5), "short": good.prefix(100), "tiny": good.prefix(4), "empty": Data(),
        "altered": altered,
        "renamed": renamed, "text": Data("hello, this is no model at all\n".utf8),
      ]
      for (name, bytes) in bad {
        try bytes.write(to: tool.folder.appending(path: name))
        let outcome = try tool.run([command, name] + (command == "inspect" ? [] : ["data.csv"]))
        #expect(outcome.code == 65, "\(name): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
        expectOneLine(outcome, says: [name])
      }
      let missing = try tool.run([command, "nowhere"] + (command == "inspect" ? [] : ["data.csv"]))
      #expect(missing.code == 66)
      expectOneLine(missing, says: ["nowhere"])
    }
  }

  /// Files whose checksum is right and whose contents are not.
  @Test func modelsThatContradictThemselvesAreRefused() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "1", "--out", "good"]).code == 0)
      let changes: [(key: String, value: String)] = [
        ("midge.classes", "[\"a\"]"), ("midge.classes", "[\"a\",\"a\"]"), ("midge.classes", "[\"a\",\"b\",\"c\"]"),
        ("midge.classes", "7"), ("midge.layers", "dense 20000 20000"), ("midge.layers", "dense 2 1"),
        ("midge.layers", "swish"), ("midge.loss", "hinge"), ("midge.input_scale", "[1,0]"), ("midge.input_mean", "[1]"),
        ("midge.version", "2"), ("midge.features", "[{\"name\":\"x\"}]"),
      ]
      for change in changes {
        var file = try SafeTensors(readingFile: tool.path("good"))
        file.setMetadata(change.key, change.value)
        try file.write(toFile: tool.path("bad"))
        let outcome = try tool.run(["predict", "bad", "data.csv"])
        #expect(outcome.code == 65 && outcome.output.isEmpty, "\(change): \(outcome)")
        expectOneLine(outcome, says: ["bad"])
      }
    }
  }

  @Test func tablesThatDoNotFitAreRefusedByName() throws {
    try withTool { (tool: Tool) throws in
      let table = "size,colour,price\n" + (0..<30).map { "\($0),\($0 % 3 == 0 ? "red" : "blue"),\($0).5\n" }.joined()
      try tool.write(table, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "1", "--out", "model"]).code == 0)
      let cases: [(String, [String])] = [
        ("size,colour\n1,red\n2,green\n", ["<name>:3:2", "'green'", "'colour'"]),
        ("size,weight\n1,2\n", ["<name>", "'colour'"]),
        ("size,colour\n1,red\nbig,red\n", ["<name>:3:1", "'big'", "'size'"]),
      ]
      for (text, words) in cases {
        let outcome = try tool.run(["predict", "model"], input: text)
        #expect(outcome.code == 65, "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
        for word in words {
          let word = word.replacing("<name>", with: "standard input")
          #expect(outcome.errors.contains(word), "'\(word)' in: \(outcome.errors)")
        }
      }
      let noTarget = try tool.run(["evaluate", "model", "-"], input: "size,colour\n1,red\n")
      #expect(noTarget.code == 65)
      expectOneLine(noTarget, says: ["'price'"])
    }
  }
}
