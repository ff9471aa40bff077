/// Where a cell ends in the text of its rows (it starts where the cell before it ends), and its physical line.
struct CSVMark: Sendable {
  var end: Int
  var line: Int
}

/// Rows of equal width. All cells share one buffer of bytes; a cell becomes a `String` only when asked for its text.
public struct CSVRows: Sendable, RandomAccessCollection {
  let text: [UInt8]
  let marks: [CSVMark]
  let width: Int
  let firstMark: Int

  public var startIndex: Int { 0 }
  public var endIndex: Int { width == 0 ? 0 : (marks.count - firstMark) / width }

  /// The row at `position`, counted from 0 over the rows held here.
  public subscript(position: Int) -> CSVRow {
    precondition(position >= 0 && position < endIndex)
    return CSVRow(rows: self, firstMark: firstMark + position * width)
  }

  func cell(mark: Int, column: Int) -> CSVCell {
    let start = mark == 0 ? 0 : marks[mark - 1].end
    return CSVCell(bytes: text[start..<marks[mark].end], line: marks[mark].line, column: column)
  }
}

/// One row: a collection of its cells, counted from 0.
public struct CSVRow: Sendable, RandomAccessCollection {
  let rows: CSVRows
  let firstMark: Int

  public var startIndex: Int { 0 }
  public var endIndex: Int { rows.width }

  /// The physical line, counted from 1, where the row starts.
  public var line: Int { rows.marks[firstMark].line }

  public subscript(position: Int) -> CSVCell {
    precondition(position >= 0 && position < rows.width)
    return rows.cell(mark: firstMark + position, column: position + 1)
  }
}
