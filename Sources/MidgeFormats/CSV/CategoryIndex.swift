/// Finds the position of a text among the values of a category. Texts are compared by their bytes, without the spaces around them.
public struct CategoryIndex: Sendable {
  private let positions: [ArraySlice<UInt8>: Int]
  private let name: String
  private let values: [String]

  /// Prepares the search among `values`; `columnName` is for error messages.
  public init(values: [String], columnName: String) {
    self.values = values
    name = columnName
    positions = Dictionary(
      values.enumerated().map { (ArraySlice($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The position of the cell's text among the values, counted from 0.
  ///
  /// - Throws: `FormatError` naming the text, the column and the place when it is none of them.
  public func position(of cell: CSVCell) throws(FormatError) -> Int {
    if let position = positions[cell.trimmed] { return position }
    guard !cell.trimmed.isEmpty else { throw emptyCell(cell, ofColumn: name) }
    var known = values.prefix(5).map(excerpt).joined(separator: ", ")
    if values.count > 5 { known += " and \(values.count - 5) more" }
    throw FormatError(
      "column \(excerpt(name)): \(excerpt(cell.text)) is not among the values seen in training (\(known))",
      line: cell.line, column: cell.column)
  }
}
