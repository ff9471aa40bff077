import Foundation
import MidgeModel
import Testing

/// MIDGE_CPU, as the commands follow it.
struct InstructionSetCommandTests {
  static let levels = InstructionSet.allCases.filter { $0 <= .best }

  @Test(arguments: [
    ["train", Tool.data("iris")], ["evaluate", "model", Tool.data("iris")], ["predict", "model"], ["bench"],
  ])
  func `an instruction set that does not exist is refused`(_ words: [String]) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(words, environment: ["MIDGE_CPU": "v9"])
      #expect(outcome.code == 1 && outcome.output.isEmpty, "\(outcome)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("MIDGE_CPU names no instruction set: it may be"))
      #expect(try tool.files() == [])
    }
  }

  @Test(.enabled(if: InstructionSet.best < .v4))
  func `an instruction set that the processor lacks is refused`() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["train", Tool.data("iris")], environment: ["MIDGE_CPU": "v4"])
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("this processor lacks v4"))
    }
  }

  @Test(arguments: levels)
  func `training runs what is asked for, and says so`(_ level: InstructionSet) throws {
    try withTool { (tool: Tool) throws in
      let words = ["train", Tool.data("iris"), "--epochs", "2", "--json"]
      let outcome = try tool.run(words, environment: ["MIDGE_CPU": level.name])
      #expect(try outcome.events("done").first?["isa"] as? String == level.name)
    }
  }

  /// What multiplies and adds in one rounding writes the same file; the baseline, with two, another.
  @Test
  func `levels of the same arithmetic write the same model`() throws {
    try withTool { (tool: Tool) throws in
      for level in InstructionSetCommandTests.levels {
        let words = ["train", Tool.data("wine"), "--epochs", "3", "--out", level.name]
        #expect(try tool.run(words, environment: ["MIDGE_CPU": level.name]).code == 0)
      }
      if InstructionSet.best >= .v3 { #expect(try tool.bytes("baseline") != tool.bytes("v3")) }
      if InstructionSet.best >= .v4 { #expect(try tool.bytes("v3") == tool.bytes("v4")) }
    }
  }
}
