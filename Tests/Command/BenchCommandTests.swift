import Foundation
import Testing

/// The command as a person runs it. Tests are a debug build, which it refuses to measure: whatever can be wrong is found before that.
struct BenchCommandTests {
  @Test(arguments: [
    (["--network", "16"], "two widths or more"), (["--network", "4-0-1"], "two widths or more"),
    (["--network", "4-x-1"], "two widths or more"), (["--activation", "swish"], "one of identity, relu"),
    (["--loss", "hinge"], "one of mse"), (["--optimizer", "lbfgs"], "one of sgd, momentum, adam"),
    (["--batch", "0"], "a whole number from 1"), (["--rows", "8"], "a batch has 32 rows"),
    (["--seconds", "0"], "a number above 0"), (["--repeats", "0"], "a whole number from 1"),
    (["--row-capacity", "-1"], "a whole number from 1"), (["--learning-rate", "nan"], "a number above 0"),
    (["--workload", "W9"], "one of W1, W2"),
    (["--workload", "W3", "--loss", "mse"], "--loss does not go with --workload"),
    (["--workload", "G1", "--batch", "2"], "which has no rows"),
    (["--workload", "G1", "--predict"], "needs a network"),
    (["--workload", "G1", "--face", "runtime"], "typed only"),
    (["--network", "3-4-5", "--face", "typed"], "W3 16-64-64-4 relu identity mse adam, batch 32"),
    (["--workload", "W3", "--batch", "16", "--face", "typed"], "not compiled as a type"),
    (["--output-activation", "softmax", "--loss", "bce"], "does not go with the loss bce"),
    (["--output-activation", "tanh", "--loss", "cross-entropy"], "does not go with the loss cross-entropy"),
    (["--out", "x.csv"], "--out goes with --sweep"), (["--sweep", "--batch", "2"], "--batch does not go with --sweep"),
    (["--sweep", "--predict"], "--predict does not go with --sweep"), (["data.csv"], "unexpected argument"),
    (["--updates", "--batch", "2"], "--batch does not go with --updates"),
    (["--updates", "--sweep"], "--sweep does not go with --updates"),
    (["--updates", "--optimizer", "lbfgs"], "one of sgd"),
  ])
  func `wrong options end with 2 and one line`(_ words: [String], _ message: String) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["bench"] + words)
      #expect(outcome.code == 2 && outcome.output.isEmpty, "\(outcome)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ["bench"], ["bench", "--workload", "G1"], ["bench", "--updates"], ["bench", "--sweep", "--out", "sweep.csv"],
  ])
  func `a debug build is refused, and nothing is written`(_ words: [String]) throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(words)
      #expect(outcome.code == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("debug build"))
      #expect(try tool.files() == [])
    }
  }

  @Test func `a place that cannot be written is found before the sweep`() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["bench", "--sweep", "--out", "nowhere/sweep.csv"])
      #expect(outcome.code == 73)
      #expect(outcome.errors.contains("nowhere"))
    }
  }

  @Test func `help says how single steps are timed`() throws {
    try withTool { (tool: Tool) throws in
      let outcome = try tool.run(["bench", "--help"])
      #expect(outcome.code == 0)
      for words in ["rdtsc", "seccomp", "MIDGE_CPU", "--sweep", "--updates"] { #expect(outcome.output.contains(words)) }
    }
  }
}
