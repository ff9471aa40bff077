/// Checks UTF-8 a byte at a time, so that text may arrive in pieces.
///
/// Refuses what the Unicode standard (table 3-7) refuses: overlong forms, surrogates, anything above U+10FFFF.
struct UTF8Validator: Sendable {
  private var remaining: UInt8 = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  /// True between characters, where a text may end.
  var isComplete: Bool { remaining == 0 }

  /// Takes the next byte; false when it cannot stand there.
  @inline(__always)
  mutating func accept(_ byte: UInt8) -> Bool {
    byte < 0x80 && remaining == 0 ? true : acceptRare(byte)
  }

  private mutating func acceptRare(_ byte: UInt8) -> Bool {
    guard remaining == 0 else {
      guard byte >= lowest && byte <= highest else { return false }
      remaining -= 1
      (lowest, highest) = (0x80, 0xBF)
      return true
    }
    switch byte {
    case 0xC2...0xDF: remaining = 1
    case 0xE0...0xEF:
      remaining = 2
      if byte == 0xE0 { lowest = 0xA0 }
      if byte == 0xED { highest = 0x9F }
    case 0xF0...0xF4:
      remaining = 3
      if byte == 0xF0 { lowest = 0x90 }
      if byte == 0xF4 { highest = 0x8F }
    default: return false
    }
    return true
  }

  /// The offset of the first byte that is not UTF-8 (the length of `bytes` when the last character is cut short).
  static func firstInvalidOffset(in bytes: [UInt8]) -> Int? {
    var validator = UTF8Validator()
    for (offset, byte) in bytes.enumerated() where !validator.accept(byte) { return offset }
    return validator.isComplete ? nil : bytes.count
  }
}
