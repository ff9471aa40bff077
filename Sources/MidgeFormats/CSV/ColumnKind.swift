/// What the cells of a column are.
public enum ColumnKind: Equatable, Sendable {
  /// Finite decimal numbers.
  case numeric

  /// Texts out of a known set: `values` are all different and sorted by their UTF-8 bytes.
  case category(values: [String])
}

extension CSVTable {
  /// Finds out what a column is, from all its cells.
  ///
  /// The first cell of data decides: a number makes the column numeric, anything else makes it text. Every
  /// cell must then fit. An empty cell is an error in both, and so is a number that is not finite.
  ///
  /// - Parameter column: the position in `columnNames`, counted from 0.
  /// - Throws: `FormatError` with the line and column of the first cell that does not fit.
  public func kind(ofColumn column: Int) throws(FormatError) -> ColumnKind {
    precondition(columnNames.indices.contains(column))
    let first = rows[0][column]
    switch CellNumber(first) {
    case .finite:
      for row in rows { _ = try requireNumber(in: row[column], ofColumn: columnNames[column]) }
      return .numeric
    case .text:
      return .category(values: try categoryValues(ofColumn: column))
    case .notFinite, .empty:
      _ = try requireNumber(in: first, ofColumn: columnNames[column])
      return .numeric
    }
  }

  /// The distinct texts of a column without the spaces around them, sorted by their UTF-8 bytes, whether they look like numbers or not: the
  /// classes of a target whose labels are numbers, for example.
  ///
  /// - Parameter column: the position in `columnNames`, counted from 0.
  /// - Throws: `FormatError` for an empty cell, with its line and column.
  public func categoryValues(ofColumn column: Int) throws(FormatError) -> [String] {
    precondition(columnNames.indices.contains(column))
    var values: Set<ArraySlice<UInt8>> = []
    for row in rows {
      let cell = row[column]
      guard !cell.trimmed.isEmpty else { throw emptyCell(cell, ofColumn: columnNames[column]) }
      values.insert(cell.trimmed)
    }
    let sorted = values.sorted { $0.lexicographicallyPrecedes($1) }
    return sorted.map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The number in `cell`, or the error that says why there is none.
func requireNumber(in cell: CSVCell, ofColumn name: String) throws(FormatError) -> Double {
  let problem: String
  switch CellNumber(cell) {
  case .finite(let value): return value
  case .empty: throw emptyCell(cell, ofColumn: name)
  case .notFinite:
    problem = "\(excerpt(cell.text)) is not a finite number; correct the value or remove the row"
  case .text:
    problem =
      "\(excerpt(cell.text)) is not a number, and the column is numeric because its first value is one; "
      + "correct the value or remove the row"
  }
  throw FormatError("column \(excerpt(name)): \(problem)", line: cell.line, column: cell.column)
}

extension CSVCell {
  /// The cell's finite number; `name` is the column's, for the error.
  public func number(ofColumn name: String) throws(FormatError) -> Double {
    try requireNumber(in: self, ofColumn: name)
  }
}

/// The error for a cell that holds nothing.
func emptyCell(_ cell: CSVCell, ofColumn name: String) -> FormatError {
  FormatError(
    "column \(excerpt(name)): the cell is empty; fill it in or remove the row", line: cell.line, column: cell.column)
}
