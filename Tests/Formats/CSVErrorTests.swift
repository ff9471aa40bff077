import MidgeFormats
import Testing

@Suite struct CSVErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: [UInt8]
    let word: String
    let line: Int?
    let column: Int?

    init(_ text: String, _ word: String, line: Int? = nil, column: Int? = nil) {
      self.init(Array(text.utf8), word, line: line, column: column)
    }

    init(_ text: [UInt8], _ word: String, line: Int? = nil, column: Int? = nil) {
      (self.text, self.word, self.line, self.column) = (text, word, line, column)
    }

    var testDescription: String { "\(word) in \(String(decoding: text, as: UTF8.self).debugDescription)" }
  }

  @Test(arguments: [
    Case("", "empty"),
    Case("\u{FEFF}", "empty"),
    Case("\n\r\n\n", "empty"),
    Case("a,b\n", "only a header", line: 1),
    Case("a,b\n1,2\n1\n", "expected 2 fields, as in the first row, but found 1", line: 3),
    Case("a,b\n\"1\n\",2\n1,2,3\n", "found 3", line: 4),
    Case("a\n1,2\n", "expected 1 field,", line: 2),
    Case("a,b\n1,2\n\n\n3,4\n", "blank line", line: 3),
    Case("\na,b\n1,2\n", "blank line", line: 1),
    Case("a,b\n1,2\n3,\"x\ny\n", "never closed", line: 3, column: 2),
    Case("a,b\n1,\"x\"y\n", "closing quote", line: 2, column: 2),
    Case("a,b\n\"x\" ,1\n", "closing quote", line: 2, column: 1),
    Case("a,b\n1,5\"\n", "unquoted", line: 2, column: 2),
    Case("a,b\n1,\u{0}\n", "NUL", line: 2, column: 2),
    Case("a,b\n\"\u{0}\",1\n", "NUL", line: 2, column: 1),
    Case("a,b\r1,2\r", "carriage return", line: 1, column: 2),
    Case("a,b\n1,2\r", "carriage return", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xFF], "UTF-8", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xC3], "UTF-8", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xC3, 0x0A], "UTF-8", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xC0, 0x80], "UTF-8", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xED, 0xA0, 0x80], "UTF-8", line: 2, column: 2),
    Case(Array("a,b\n1,".utf8) + [0xF4, 0x90, 0x80, 0x80], "UTF-8", line: 2, column: 2),
    Case("a,b,a\n1,2,3\n", "columns 1 and 3 are both called 'a'", line: 1, column: 3),
  ])
  func saysWhatIsWrongAndWhere(broken: Case) {
    let error = formatError { () throws(FormatError) in _ = try CSVTable(reading: broken.text) }
    #expect(error?.message.contains(broken.word) == true, "\(error?.message ?? "")")
    #expect(error?.line == broken.line)
    #expect(error?.column == broken.column)
  }

  @Test func aMessageStaysOnItsLineAndIsNotACommandToTheTerminal() {
    let name = "\u{1B}[31m" + String(repeating: "x", count: 100)
    let error = formatError { () throws(FormatError) in _ = try table("\"\(name)\n\",\"\(name)\n\"\n1,2\n") }
    #expect(error?.message.utf8.contains(0x1B) == false)
    #expect(error?.message.contains("\n") == false)
    #expect((error?.message.count ?? 1000) < 120)
  }
}
