/// One field of a table, with the place where it stands.
public struct CSVCell: Sendable {
  /// The field's text as UTF-8, without the quotes around it and with `""` read as one quote.
  public let bytes: ArraySlice<UInt8>

  /// The physical line, counted from 1, where the field starts.
  public let line: Int

  /// The number of the field in its row, counted from 1.
  public let column: Int

  /// The field's text; spaces around it are kept.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The field without spaces and tabs around it.
  var trimmed: ArraySlice<UInt8> {
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return bytes.prefix(0) }
    return bytes[first...last]
  }
}
