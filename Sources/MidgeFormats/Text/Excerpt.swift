/// `text` in quotes for an error message: at most 40 characters, and no control characters, so that a
/// message stays on its line and cannot command the terminal it is printed on.
public func excerpt(_ text: String) -> String {
  var result = "'"
  var length = 0
  for scalar in text.unicodeScalars {
    if length == 40 {
      result += "…"
      break
    }
    length += 1
    switch scalar.value {
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "'"
}

extension String {
  /// Equality of bytes. `==` compares up to canonical equivalence: it takes different names for one, and
  /// costs an Embedded program the Unicode tables.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

  /// The order of bytes, the same on every machine and in every version of Unicode.
  func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
