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

  /// `.ci/run` builds the program and compares what it prints.
  @Test func theExampleInCIsAPartOfTheProgramThatIsBuilt() throws {
    let source = Tool.repository.appending(path: "Tests/Examples/C/digits.c")
    let program = try String(contentsOf: source, encoding: .utf8).split(separator: "\n").map { $0.trimmingPrefix("  ") }
    let example = try #require(ReadmeTests.blocks("c").first).split(separator: "\n")
    let start = try #require(program.firstIndex { $0 == example[0] })
    #expect(program[start...].prefix(example.count).elementsEqual(example, by: ==))
  }

  @Test func everyCommandRuns() throws {
    let lines = try ReadmeTests.blocks("").flatMap { $0.split(separator: "\n") }
    let commands = lines.filter { $0.hasPrefix("midge ") }
    #expect(commands.count == 7)
    try withTool { (tool: Tool) throws in
      let iris = try String(contentsOfFile: Tool.data("iris"), encoding: .utf8)
      try tool.write(iris, to: "iris.csv")
      try tool.write(iris.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n", to: "flowers.csv")
      for command in commands { #expect(try shell(String(command), tool).code == 0, "\(command)") }
    }
  }

  /// A line as a shell runs it, with `midge` on its path.
  private func shell(_ command: String, _ tool: Tool) throws -> (code: Int32, output: String) {
    let process = Process(), output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = tool.folder
    let binaries = Tool.executable.deletingLastPathComponent().path
    process.environment = ["PATH": "\(binaries):/usr/bin:/bin"].merging(ProcessInfo.processInfo.environment) {
      new, _ in new
    }
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// Each command of the article on worked examples prints the lines that stand under it; its Swift is that of the tests.
  @Test func theWorkedExamplesPrintWhatIsSaid() throws {
    let article = Tool.repository.appending(path: "Sources/Midge/Midge.docc/WorkedExamples.md")
    let text = try String(contentsOf: article, encoding: .utf8)
    let blocks = text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }
      .map { $0.element.split(separator: "\n").map(String.init) }.filter { $0.first?.hasPrefix("midge ") == true }
    #expect(blocks.count == 4)
    let tests = Tool.repository.appending(path: "Tests/Training/WorkedExampleTests.swift")
    let source = try String(contentsOf: tests, encoding: .utf8)
    for line in text.components(separatedBy: "```swift\n").dropFirst().flatMap({
      $0.prefix { $0 != "`" }.split(separator: "\n")
    }) {
      #expect(source.contains(line), "\(line)")
    }
    try withTool { (tool: Tool) throws in
      for block in blocks {
        let outcome = try shell(block[0], tool), lines = outcome.output.split(separator: "\n")
        #expect(outcome.code == 0 && block.count > 1, "\(block[0])")
        for line in block.dropFirst() { #expect(lines.contains { $0 == line }, "\(line) in \(outcome.output)") }
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
