/// The state machine that cuts bytes into cells and rows. Both faces (`CSVTable` and `CSVStream`) run it.
struct CSVScanner: Sendable {
  private enum State { case cellStart, unquoted, quoted, afterQuote, afterReturn }

  private var state = State.cellStart
  private var validator = UTF8Validator()
  private var consumed = 0
  private var line = 1
  private var cellLine = 1
  private var rowLine = 1
  private var cellIsQuoted = false
  private var blankLine: Int?

  /// Text and marks of the finished cells; the bytes behind the last mark belong to the cell being read.
  private var text: [UInt8] = []
  private var marks: [CSVMark] = []

  /// The first mark of the row being read: the marks before it belong to finished rows.
  private var rowStart = 0

  /// The number of fields of the first row, which all others must have.
  private(set) var width: Int?

  var finishedMarks: Int { rowStart }

  /// Reads on. Rows that were finished before an error can still be taken.
  mutating func scan(_ bytes: Span<UInt8>) throws(FormatError) {
    if text.isEmpty {
      text.reserveCapacity(bytes.count)
      // Room that is not used costs nothing; an array that outgrows its room leaves holes behind.
      marks.reserveCapacity(min(bytes.count / 2, 1 << 18))
    }
    for index in bytes.indices {
      try accept(bytes[index])
      if consumed < 3 { skipByteOrderMark() }
    }
  }

  /// Ends the last row, which needs no newline.
  mutating func finish() throws(FormatError) {
    guard validator.isComplete else { throw notUTF8() }
    if case .quoted = state {
      throw failure(
        "a quote opens here and is never closed; close it, and write a quote inside a field twice", cellLine)
    }
    if case .afterReturn = state { throw loneReturn() }
    try endRow()
  }

  /// Hands over the finished rows, without the first `skipped` marks, and forgets them.
  mutating func takeRows(skippingMarks skipped: Int) -> CSVRows {
    guard rowStart > 0 else { return CSVRows(text: [], marks: [], width: width ?? 0, firstMark: 0) }
    let keep = marks[rowStart - 1].end
    var restText: [UInt8] = []
    var restMarks: [CSVMark] = []
    if keep < text.count || rowStart < marks.count {
      restText.append(contentsOf: text[keep...])
      for mark in marks[rowStart...] { restMarks.append(CSVMark(end: mark.end - keep, line: mark.line)) }
      text.removeSubrange(keep...)
      marks.removeSubrange(rowStart...)
    }
    let rows = CSVRows(text: text, marks: marks, width: width ?? 0, firstMark: skipped)
    text = restText
    marks = restMarks
    rowStart = 0
    return rows
  }

  /// The finished row that starts at `mark`.
  func row(at mark: Int) -> CSVRow {
    CSVRow(rows: CSVRows(text: text, marks: marks, width: width ?? 0, firstMark: mark), firstMark: mark)
  }

  @inline(__always)
  private mutating func accept(_ byte: UInt8) throws(FormatError) {
    guard validator.accept(byte) else { throw notUTF8() }
    guard byte != 0 else {
      throw failure("a NUL byte is not text; check that this is a CSV file and is saved as UTF-8", line)
    }
    if case .quoted = state { return acceptQuoted(byte) }
    if case .afterReturn = state, byte != UInt8(ascii: "\n") { throw loneReturn() }
    switch byte {
    case UInt8(ascii: ","): endCell()
    case UInt8(ascii: "\n"): try endRow()
    case UInt8(ascii: "\r"): state = .afterReturn
    case UInt8(ascii: "\""): try acceptQuote()
    default:
      if case .afterQuote = state {
        throw failure(
          "text follows a closing quote; end the field there, or write a quote inside the field twice",
          line)
      }
      text.append(byte)
      state = .unquoted
    }
  }

  private mutating func acceptQuoted(_ byte: UInt8) {
    if byte == UInt8(ascii: "\"") {
      state = .afterQuote
      return
    }
    if byte == UInt8(ascii: "\n") { line += 1 }
    text.append(byte)
  }

  private mutating func acceptQuote() throws(FormatError) {
    if case .unquoted = state {
      throw failure("a quote inside an unquoted field; put the whole field in quotes and write this quote twice", line)
    }
    if case .afterQuote = state { text.append(UInt8(ascii: "\"")) }
    state = .quoted
    cellIsQuoted = true
  }

  private mutating func endCell() {
    marks.append(CSVMark(end: text.count, line: cellLine))
    cellLine = line
    cellIsQuoted = false
    state = .cellStart
  }

  private mutating func endRow() throws(FormatError) {
    if isBlankRow {
      blankLine = blankLine ?? rowLine
      text.removeSubrange(cellStart...)
      state = .cellStart
    } else {
      if let blankLine { throw FormatError("a blank line between the rows; remove it", line: blankLine) }
      endCell()
      try endFullRow()
    }
    line += 1
    cellLine = line
    rowLine = line
  }

  private mutating func endFullRow() throws(FormatError) {
    let found = marks.count - rowStart
    let expected = width ?? found
    guard found == expected else {
      throw FormatError(
        "expected \(expected) field\(expected == 1 ? "" : "s"), as in the first row, but found \(found); "
          + "check the commas and quotes of this row",
        line: rowLine)
    }
    width = expected
    rowStart = marks.count
  }

  private var cellStart: Int { marks.last?.end ?? 0 }

  private var isBlankRow: Bool {
    marks.count == rowStart && !cellIsQuoted && text[cellStart...].allSatisfy(isBlank)
  }

  /// A spreadsheet's mark (U+FEFF) at the very start says "UTF-8" and is not part of the first cell.
  private mutating func skipByteOrderMark() {
    consumed += 1
    guard consumed == 3, marks.isEmpty, text == [0xEF, 0xBB, 0xBF] else { return }
    text.removeAll(keepingCapacity: true)
    state = .cellStart
  }

  private func failure(_ message: String, _ line: Int) -> FormatError {
    FormatError(message, line: line, column: marks.count - rowStart + 1)
  }

  private func notUTF8() -> FormatError {
    failure("these bytes are not UTF-8 text; save the file as UTF-8", line)
  }

  private func loneReturn() -> FormatError {
    failure("a carriage return without a line feed; end the lines with LF or CRLF", line)
  }
}
