import Foundation
import Testing

/// Bad input: one line on standard error, naming file, line and column where there are any; the documented exit code; no output file,
/// whole or partial.
struct BadInputTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    var table: String? = BadInputTests.good
    var options: [String] = []
    let code: Int32
    let says: [String]

    var testDescription: String { name }
  }

  static let good = "x,y,kind\n" + (0..<40).map { "\($0),\($0 % 7),\($0 % 2 == 0 ? "a" : "b")\n" }.joined()

  private static func spoiled(row: Int, _ cells: String) -> String {
    var lines = good.split(separator: "\n").map(String.init)
    lines[row - 1] = cells
    return lines.joined(separator: "\n") + "\n"
  }

  static let cases = [
    Case(name: "missing file", table: nil, code: 66, says: ["data.csv", "No such file"]),
    Case(name: "empty file", table: "", code: 65, says: ["data.csv", "empty"]),
    Case(name: "header only", table: "x,y,kind\n", code: 65, says: ["data.csv", "header"]),
    Case(name: "ragged row", table: spoiled(row: 5, "1,2"), code: 65, says: ["data.csv:5", "3", "2"]),
    Case(
      name: "text in a numeric column", table: spoiled(row: 7, "1,oops,a"), code: 65,
      says: ["data.csv:7:2", "'oops'", "'y'"]),
    Case(name: "empty cell", table: spoiled(row: 9, "1,,a"), code: 65, says: ["data.csv:9:2", "empty", "'y'"]),
    Case(name: "empty class", table: spoiled(row: 9, "1,2,"), code: 65, says: ["data.csv:9:3", "empty", "'kind'"]),
    Case(name: "NaN cell", table: spoiled(row: 4, "nan,2,a"), code: 65, says: ["data.csv:4:1", "finite", "'x'"]),
    Case(name: "infinite cell", table: spoiled(row: 4, "-Inf,2,a"), code: 65, says: ["data.csv:4:1", "finite", "'x'"]),
    Case(name: "number beyond range", table: spoiled(row: 4, "1e999,2,a"), code: 65, says: ["data.csv:4:1", "finite"]),
    Case(name: "open quote", table: spoiled(row: 6, "1,2,\"a"), code: 65, says: ["data.csv:6:3", "quote"]),
    Case(name: "one class only", table: "x,k\n1,a\n2,a\n3,a\n", code: 65, says: ["data.csv", "'k'", "one class"]),
    Case(name: "one value only", table: "x,k\n1,0.5\n2,0.5\n3,0.5\n", code: 65, says: ["data.csv", "'k'", "one"], ),
    Case(
      name: "one class written in two ways", table: "x,k\n1,0\n2,1\n3,1.0\n4,0\n5,1\n", code: 65,
      says: ["data.csv", "'k'", "'1'", "'1.0'"]),
    Case(name: "too few rows", table: "x,k\n1,a\n2,b\n", code: 65, says: ["data.csv", "2 rows", "--validation 0"]),
    Case(name: "target alone", table: "k\na\nb\na\nb\na\n", code: 65, says: ["data.csv", "target"]),
    Case(name: "unknown option", options: ["--leyers", "3"], code: 2, says: ["'--leyers'", "--layers"]),
    Case(
      name: "unknown value", options: ["--activation", "swish"], code: 2, says: ["--activation", "'swish'", "relu"]),
    Case(name: "bad number", options: ["--epochs", "many"], code: 2, says: ["--epochs", "'many'", "whole number"]),
    Case(name: "zero batch", options: ["--batch", "0"], code: 2, says: ["--batch", "'0'"]),
    Case(name: "negative rate", options: ["--learning-rate", "-1"], code: 2, says: ["--learning-rate", "'-1'"]),
    Case(
      name: "rate beyond Float", options: ["--learning-rate", "1e300"], code: 2,
      says: ["--learning-rate", "'1e300'", "32-bit float", "inf"]),
    Case(
      name: "rate that Float takes for 0", options: ["--learning-rate", "1e-300"], code: 2,
      says: ["--learning-rate", "'1e-300'", "32-bit float", "0.0"]),
    Case(name: "penalty beyond Float", options: ["--l1", "1e39"], code: 2, says: ["--l1", "32-bit float"]),
    Case(
      name: "limit that Float takes for 0", options: ["--clip-norm", "1e-300"], code: 2,
      says: ["--clip-norm", "32-bit float"]),
    Case(
      name: "momentum that Float takes for 1",
      options: ["--optimizer", "momentum", "--momentum", "0.999999999"], code: 2, says: ["--momentum", "32-bit float"]),
    Case(name: "option without value", options: ["--seed"], code: 2, says: ["--seed", "value"]),
    Case(name: "option given twice", options: ["--seed", "1", "--seed", "2"], code: 2, says: ["--seed", "twice"]),
    Case(name: "second table", options: ["other.csv"], code: 2, says: ["'other.csv'"]),
    Case(name: "unknown target", options: ["--target", "z"], code: 2, says: ["--target", "'z'", "'x', 'y', 'kind'"]),
    Case(
      name: "loss that does not fit", options: ["--target", "x", "--task", "regression", "--loss", "bce"], code: 2,
      says: ["--loss bce"]),
    Case(
      name: "activation that does not fit", options: ["--loss", "bce", "--output-activation", "softmax"], code: 2,
      says: ["softmax", "bce"]),
    Case(
      name: "softmax of one number",
      options: ["--target", "x", "--task", "regression", "--output-activation", "softmax"],
      code: 2, says: ["softmax", "needs classes"]),
    Case(
      name: "text for a regression", options: ["--task", "regression"], code: 65, says: ["data.csv", "'kind'", "text"]),
    Case(
      name: "unwritable output", options: ["--out", "no/such/folder/m.safetensors"], code: 73, says: ["no/such/folder"]),
    Case(name: "output is a folder", options: ["--out", "/"], code: 73, says: ["/"]),
    Case(
      name: "diverging",
      options: ["--target", "x", "--task", "regression", "--optimizer", "sgd", "--learning-rate", "1e30"], code: 1,
      says: ["not finite", "--learning-rate"]),
    Case(
      name: "diverging in the last step",
      options: [
        "--epochs", "1", "--batch", "full", "--optimizer", "sgd", "--reduction", "sum", "--learning-rate", "3e38",
      ], code: 1, says: ["loss", "--learning-rate"]),
    Case(name: "output is the data", options: ["--out", "./data.csv"], code: 2, says: ["--out", "data itself"]),
    Case(name: "output is a pipe", options: ["--out", "-"], code: 2, says: ["--out -"]),
    Case(
      name: "identifiers as a feature", table: "id,y\n" + (0..<1200).map { "n\($0),\($0).5\n" }.joined(), code: 65,
      says: ["data.csv", "'id'", "1200"]),
    Case(
      name: "a name of two lines", table: "\"a\nb\",c\n1,2\n3,4\n", options: ["--target", "z"], code: 2,
      says: ["'a\\nb'"]),
    Case(name: "network too large", options: ["--layers", "1000000,1000000"], code: 2, says: ["parameters"]),
  ]

  @Test(arguments: cases)
  func trainRefuses(_ bad: Case) throws {
    try withTool { (tool: Tool) throws in
      if let table = bad.table { try tool.write(table, to: "data.csv") }
      let before = try tool.files()
      let options = bad.options
      let outcome = try tool.run(["train", "data.csv", "--json"] + options)
      #expect(outcome.code == bad.code, "\(outcome.errors)")
      expectOneLine(outcome, says: bad.says)
      #expect(try tool.files() == before)
    }
  }

  @Test func trainRefusesWhatIsNotUTF8() throws {
    try withTool { (tool: Tool) throws in
      try Data(Array("x,k\n1,a\n2,".utf8) + [0xFF, 0xFE] + Array("\n3,b\n".utf8)).write(
        to: tool.folder.appending(path: "data.csv"))
      let outcome = try tool.run(["train", "data.csv", "--json"])
      #expect(outcome.code == 65)
      expectOneLine(outcome, says: ["data.csv:3", "UTF-8"])
      #expect(try tool.files() == ["data.csv"])
    }
  }

  /// Numbers that a network of `Float` cannot hold end in a report or in an error, never in silence.
  @Test(.timeLimit(.minutes(1))) func numbersBeyondFloatAreReportedOrRefused() throws {
    try withTool { (tool: Tool) throws in
      try tool.write("x,y\n" + (0..<40).map { "\($0),\($0)\n" }.joined(), to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--task", "regression"]).code == 0)
      for (row, words) in [("1e300,2", "'x'"), ("2,1e300", "'y'")] {
        let outcome = try tool.run(["evaluate", "model.safetensors", "-"], input: "x,y\n1,1\n\(row)\n")
        #expect(outcome.code == 65)
        expectOneLine(outcome, says: ["standard input:3", words, "too far"])
      }
      let large = try tool.run(["evaluate", "model.safetensors", "-"], input: "x,y\n1,1\n1e30,2\n")
      #expect(large.code == 0 && large.output.contains("R2"))
      try tool.write("x,y\n" + (0..<40).map { "\($0),\($0).5e200\n" }.joined(), to: "data.csv")
      #expect(try tool.run(["train", "data.csv"]).output.contains("RMSE"))
    }
  }

  /// A failed training leaves the model of the last one alone.
  @Test func failureKeepsTheOldModel() throws {
    try withTool { (tool: Tool) throws in
      try tool.write(BadInputTests.good, to: "data.csv")
      #expect(try tool.run(["train", "data.csv", "--epochs", "1"]).code == 0)
      let old = try tool.bytes("model.safetensors")
      try tool.write("x,k\n1,a\n2,\n", to: "data.csv")
      #expect(try tool.run(["train", "data.csv"]).code == 65)
      #expect(try tool.bytes("model.safetensors") == old)
    }
  }

  @Test func commandsThatAreMissingOrUnknownAreUsage() throws {
    try withTool { (tool: Tool) throws in
      for words in [[], ["fit"], ["train"], ["predict"], ["evaluate", "m"], ["inspect"]] {
        let outcome = try tool.run(words)
        #expect(outcome.code == 2)
        expectOneLine(outcome, says: [])
      }
    }
  }
}

/// Nothing on standard output, one line on standard error, with these words in it.
func expectOneLine(_ outcome: Tool.Outcome, says words: [String]) {
  let notes = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
  let errors = notes.filter { $0.hasPrefix("midge: ") }
  #expect(errors.count == 1, "\(outcome.errors)")
  #expect(outcome.errors.hasSuffix("\n") && notes.dropLast().last == errors.first, "\(outcome.errors)")
  for word in words { #expect(outcome.errors.contains(word), "'\(word)' in: \(outcome.errors)") }
}
