import MidgeFormats
import Testing

@Suite struct CSVStreamTests {
  /// Everything a consumer of a stream can see.
  struct Outcome: Equatable {
    var names: [String]?
    var rows: [[String]] = []
    var lines: [[Int]] = []
    var error: FormatError?
  }

  func outcome(of chunks: [[UInt8]]) -> Outcome {
    var stream = CSVStream()
    var outcome = Outcome()
    func take() {
      let rows = stream.takeRows()
      outcome.rows += texts(rows)
      outcome.lines += rows.map { $0.map(\.line) }
    }
    do throws(FormatError) {
      for chunk in chunks {
        try stream.feed(chunk.span)
        take()
      }
      try stream.finish()
    } catch {
      outcome.error = error
    }
    take()
    outcome.names = stream.columnNames
    return outcome
  }

  static let inputs = [
    "a,b\n1,2\n3,4\n", "\u{FEFF}a,b\r\n1,\"x\r\n\"\"y\"\"\"\r\né🐝,4", "1,2\n3,4", "a,b\n1,2\n3\n5,6\n",
    "a,b\n1,2\n3,\"4",
    "a\n\n", "a,b\n1,2\n\n\n", "\"a\"\"\",b\n\"\",\"\n\n\"\n1,2", "a,a\n1,2\n", "", "x\ny\"\n", "a,b\n1,2\n\n3,4",
  ]

  @Test(arguments: inputs) func everySplitGivesTheSame(text: String) {
    let bytes = Array(text.utf8)
    let whole = outcome(of: [bytes])
    for split in 0...bytes.count {
      #expect(outcome(of: [Array(bytes[..<split]), Array(bytes[split...])]) == whole, "split at \(split)")
    }
    #expect(outcome(of: bytes.map { [$0] }) == whole)
  }

  @Test func streamAndTableAgree() throws {
    for text in Self.inputs {
      let streamed = outcome(of: [Array(text.utf8)])
      do throws(FormatError) {
        let table = try table(text)
        #expect(streamed.error == nil)
        #expect(texts(table) == streamed.rows)
        #expect(table.columnNames == streamed.names)
      } catch {
        #expect(streamed.error == error)
      }
    }
  }

  @Test func rowsComeAsTheyComplete() throws {
    var stream = CSVStream()
    try stream.feed(Array("a,b\n1,".utf8).span)
    #expect(stream.columnNames == ["a", "b"])
    #expect(stream.takeRows().isEmpty)
    try stream.feed(Array("2\n3,4".utf8).span)
    #expect(texts(stream.takeRows()) == [["1", "2"]])
    try stream.finish()
    #expect(texts(stream.takeRows()) == [["3", "4"]])
  }

  @Test func rowsBeforeAnErrorAreThere() {
    let outcome = outcome(of: [Array("a,b\n1,2\n3\n".utf8)])
    #expect(outcome.rows == [["1", "2"]])
    #expect(outcome.error?.line == 3)
  }

  @Test func anErrorStays() throws {
    var stream = CSVStream()
    let first = formatError { () throws(FormatError) in try stream.feed(Array("a\n\"x\"y".utf8).span) }
    #expect(formatError { () throws(FormatError) in try stream.feed(Array("\n".utf8).span) } == first)
    #expect(formatError { () throws(FormatError) in try stream.finish() } == first)
  }

  @Test func nothingMayFollowTheEnd() throws {
    var stream = CSVStream()
    try stream.feed(Array("a\n1".utf8).span)
    try stream.finish()
    #expect(formatError { () throws(FormatError) in try stream.feed(Array("2\n".utf8).span) } != nil)
    #expect(texts(stream.takeRows()) == [["1"]])
  }
}
