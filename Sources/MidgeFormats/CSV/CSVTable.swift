/// A whole CSV file. See `CSVStream` for the dialect and for what counts as a header.
public struct CSVTable: Sendable {
  /// The names of the columns, without spaces around them and all different.
  public let columnNames: [String]

  /// True when the first row gave the names and is not among `rows`.
  public let hasHeader: Bool

  /// The rows of data, at least one, each with as many cells as there are columns.
  public let rows: CSVRows

  /// Reads the bytes of a file.
  public init(reading bytes: [UInt8]) throws(FormatError) {
    var stream = CSVStream()
    try stream.feed(bytes.span)
    try stream.finish()
    columnNames = stream.columnNames ?? []
    hasHeader = stream.hasHeader
    rows = stream.takeRows()
  }
}
