/// What the first row of a table turned out to be.
struct CSVHeader {
  var names: [String]
  var isPresent: Bool

  /// A header, unless a cell of it is a number. `nan` and the like count as numbers here: a first row of data
  /// must not vanish as a header because a value is missing in it.
  init(firstRow: CSVRow) throws(FormatError) {
    isPresent = firstRow.allSatisfy { cell in
      switch CellNumber(cell) {
      case .text, .empty: true
      case .finite, .notFinite: false
      }
    }
    names = []
    var fieldOfName: [String: Int] = [:]
    for cell in firstRow {
      let written = String(decoding: cell.trimmed, as: UTF8.self)
      let name = isPresent && !written.isEmpty ? written : "\(cell.column)"
      if let other = fieldOfName[name] {
        throw FormatError(
          "columns \(other) and \(cell.column) are both called \(excerpt(name)); rename one",
          line: cell.line, column: cell.column)
      }
      fieldOfName[name] = cell.column
      names.append(name)
    }
  }
}
