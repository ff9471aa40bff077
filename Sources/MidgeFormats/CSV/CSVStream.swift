/// Reads CSV as it arrives: feed bytes in pieces of any size, take the rows that are complete.
///
/// RFC 4180 with UTF-8: fields are separated by commas, lines end with LF or CRLF, a field in quotes may hold
/// commas, line breaks and doubled quotes; a byte order mark, a missing newline at the end and blank lines at the
/// end are accepted. The first row is a header unless one of its cells is a number (`CellNumber`); without a header
/// the columns are called "1", "2", and so on, and so is a column whose header cell is empty.
public struct CSVStream: Sendable {
  private var scanner = CSVScanner()
  private var header: CSVHeader?
  private var headerIsAmongRows = false
  private var hasRows = false
  private var failure: FormatError?

  /// The names of the columns without spaces around them, all different; nil until the first row is complete.
  public var columnNames: [String]? { header?.names }

  /// True when the first row gave the names and is not among the rows.
  public var hasHeader: Bool { header?.isPresent ?? false }

  public init() {}

  /// Takes the next bytes. After an error every later call throws again; rows that were complete before the
  /// error can still be taken.
  public mutating func feed(_ bytes: Span<UInt8>) throws(FormatError) {
    if let failure { throw failure }
    do throws(FormatError) {
      try scanner.scan(bytes)
    } catch {
      failure = error
    }
    try settle()
  }

  /// Ends the input, which completes the last row. Feeding more, or ending again, is an error.
  public mutating func finish() throws(FormatError) {
    if let failure { throw failure }
    do throws(FormatError) {
      try scanner.finish()
    } catch {
      failure = error
    }
    try settle()
    failure = FormatError("the input went on after its end")
    guard header != nil else {
      throw FormatError("the file is empty; it needs a header and at least one row of data")
    }
    guard hasRows else {
      throw FormatError("only a header and no rows of data; add at least one row below it", line: 1)
    }
  }

  /// Hands over the rows that are complete and were not taken yet; the header is not among them.
  public mutating func takeRows() -> CSVRows {
    guard let header else { return CSVRows(text: [], marks: [], width: 0, firstMark: 0) }
    let skipped = headerIsAmongRows ? header.names.count : 0
    headerIsAmongRows = false
    return scanner.takeRows(skippingMarks: skipped)
  }

  /// Looks for the header once the first row is there. An error in it comes before any error of a later row.
  private mutating func settle() throws(FormatError) {
    if header == nil, scanner.finishedMarks > 0 {
      do throws(FormatError) {
        let found = try CSVHeader(firstRow: scanner.row(at: 0))
        header = found
        headerIsAmongRows = found.isPresent
      } catch {
        failure = error
      }
    }
    let skipped = headerIsAmongRows ? header?.names.count ?? 0 : 0
    hasRows = hasRows || scanner.finishedMarks > skipped
    if let failure { throw failure }
  }
}
