import Foundation
import Testing

/// Everything that README quotes runs.
struct ReadmeTests {
  /// The code blocks of README, by language.
  static func blocks(_ language: String) throws -> [String] {
    let text = try String(contentsOf: Tool.repository.appending(path: "README.md"), encoding: .utf8)
    return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
      .filter { $0.hasPrefix(language + "\n") }.map { String($0.dropFirst(language.count + 1)) }
  }

  @Test func theSwiftExampleIsTheOneThatIsBuiltAndPrintsWhatIsSaid() throws {
    let source = Tool.repository.appending(path: "Tests/Examples/XOR/main.swift")
    let example = try #require(ReadmeTests.blocks("swift").first)
    #expect(try String(contentsOf: source, encoding: .utf8) == example)
    #expect(example.split(separator: "\n").count <= 15)
    let process = Process(), output = Pipe()
    process.executableURL = Tool.executable.deletingLastPathComponent().appending(path: "XORExample")
    process.standardOutput = output
    try process.run()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(try ReadmeTests.blocks("").contains(printed), "it prints \(printed)")
  }

  @Test func everyCommandRuns() throws {
    let lines = try ReadmeTests.blocks("").flatMap { $0.split(separator: "\n") }
    let commands = lines.filter { $0.hasPrefix("midge ") }
    #expect(commands.count == 5)
    try withTool { (tool: Tool) throws in
      let iris = try String(contentsOfFile: Tool.data("iris"), encoding: .utf8)
      try tool.write(iris, to: "iris.csv")
      try tool.write(iris.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n", to: "flowers.csv")
      for command in commands {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", String(command)]
        process.currentDirectoryURL = tool.folder
        let binaries = Tool.executable.deletingLastPathComponent().path
        process.environment = ["PATH": "\(binaries):/usr/bin:/bin"].merging(ProcessInfo.processInfo.environment) {
          new, _ in new
        }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(command)")
      }
    }
  }

  @Test func evaluatePrintsWhatIsQuoted() throws {
    let commands = try ReadmeTests.blocks("").flatMap { $0.split(separator: "\n") }.filter { $0.hasPrefix("midge ") }
    try withTool { (tool: Tool) throws in
      try tool.write(String(contentsOfFile: Tool.data("iris"), encoding: .utf8), to: "iris.csv")
      let words = commands.prefix(2).map { $0.split(separator: " ").dropFirst().map(String.init) }
      #expect(words.map(\.first) == ["train", "evaluate"])
      #expect(try tool.run(words[0]).code == 0)
      // But for the empty line at its end.
      let printed = String(try tool.run(words[1]).output.dropLast())
      #expect(try ReadmeTests.blocks("").contains(printed), "it prints \(printed)")
    }
  }

  /// The first command, but for `swift run`, which tests cannot call while SwiftPM runs them; `.ci/run` does.
  @Test func theFirstCommandTrainsOnDigits() throws {
    let first = try #require(ReadmeTests.blocks("").first)
    let words = first.split(separator: " ").map { $0.trimmingCharacters(in: .newlines) }
    #expect(words.prefix(5) == ["swift", "run", "-c", "release", "midge"])
    try withTool { (tool: Tool) throws in
      let path = Tool.repository.appending(path: words.last ?? "").path
      let outcome = try tool.run(words.dropFirst(5).dropLast() + [path])
      #expect(outcome.code == 0 && outcome.output.contains("held-out rows"))
    }
  }
}
