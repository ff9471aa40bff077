import MidgeFormats
import Testing

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// The error that `body` throws; a failure of the test when it throws none.
func formatError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws(FormatError) -> Void
) -> FormatError? {
  do throws(FormatError) {
    try body()
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}

func table(_ text: String) throws(FormatError) -> CSVTable { try CSVTable(reading: Array(text.utf8)) }

/// The cells of a table as texts.
func texts(_ table: CSVTable) -> [[String]] { texts(table.rows) }

func texts(_ rows: CSVRows) -> [[String]] { rows.map { $0.map(\.text) } }
