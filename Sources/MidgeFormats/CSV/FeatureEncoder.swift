/// Turns rows of cells into inputs of a network, not standardised yet: a number becomes its value, a category
/// becomes one input a value, 1 for the value that is there and 0 for the others.
public struct FeatureEncoder: Sendable {
  /// The columns in the order of the inputs.
  public let columns: [FeatureColumn]

  /// How many inputs a row becomes.
  public let inputCount: Int

  private let fields: [Int]
  private let categories: [CategoryIndex?]

  /// Finds `columns` by name among the columns of a table; the table may have others, and in any order.
  ///
  /// - Throws: `FormatError` naming the columns that are missing.
  public init(columns: [FeatureColumn], columnNames: [String]) throws(FormatError) {
    let fieldOfName = Dictionary(
      columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let missing = columns.filter { fieldOfName[$0.name] == nil }.map { excerpt($0.name) }
    guard missing.isEmpty else {
      let present = columnNames.prefix(10).map(excerpt).joined(separator: ", ")
      throw FormatError(
        "no column called \(missing.prefix(10).joined(separator: ", ")); the columns are \(present)"
          + (columnNames.count > 10 ? ", …" : ""))
    }
    self.columns = columns
    inputCount = columns.inputCount
    fields = columns.compactMap { fieldOfName[$0.name] }
    categories = columns.map { column in
      switch column.kind {
      case .numeric: nil
      case .category(let values): CategoryIndex(values: values, columnName: column.name)
      }
    }
  }

  /// Appends the `inputCount` inputs of `row`, a row of the table that the encoder was made for.
  ///
  /// - Throws: `FormatError` with line and column for a cell that does not fit its column; `inputs` is then
  ///   what it was before.
  public func append(_ row: CSVRow, to inputs: inout [Double]) throws(FormatError) {
    let count = inputs.count
    do throws(FormatError) {
      try appendCells(of: row, to: &inputs)
    } catch {
      inputs.removeSubrange(count...)
      throw error
    }
  }

  private func appendCells(of row: CSVRow, to inputs: inout [Double]) throws(FormatError) {
    for (index, column) in columns.enumerated() {
      guard fields[index] < row.count else {
        throw FormatError("the row has no column called \(excerpt(column.name))", line: row.line)
      }
      let cell = row[fields[index]]
      guard let category = categories[index] else {
        inputs.append(try requireNumber(in: cell, ofColumn: column.name))
        continue
      }
      let start = inputs.count
      let position = try category.position(of: cell)
      inputs.append(contentsOf: repeatElement(0, count: column.inputCount))
      inputs[start + position] = 1
    }
  }
}
