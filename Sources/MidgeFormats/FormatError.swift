/// Bytes that are not what their format demands.
///
/// A reader of ours throws this and nothing else. It does not know file names: whoever opened the file
/// puts the name in front.
public struct FormatError: Error, Equatable, Sendable {
  /// What is wrong and what to do about it: one line, without a full stop at the end.
  public var message: String

  /// The physical line, counted from 1, where a text format went wrong.
  public var line: Int?

  /// The field of a table, counted from 1 (fields, not characters), where a row went wrong.
  public var column: Int?

  /// The byte, counted from 0, where a JSON text or a binary format went wrong.
  public var byteOffset: Int?

  /// Makes an error; leave out the places that are not known.
  public init(_ message: String, line: Int? = nil, column: Int? = nil, byteOffset: Int? = nil) {
    self.message = message
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
  }
}

extension FormatError: CustomStringConvertible {
  /// The place, as far as it is known, and the message: `line 3, column 2: ...`.
  public var description: String {
    var place = ""
    if let line { place = "line \(line)" }
    if let column { place += place.isEmpty ? "column \(column)" : ", column \(column)" }
    if let byteOffset { place += place.isEmpty ? "byte \(byteOffset)" : ", byte \(byteOffset)" }
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
