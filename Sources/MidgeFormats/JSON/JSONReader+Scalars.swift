extension JSONReader {
  /// Reads a number. The next byte is `-` or a digit.
  mutating func readNumber() throws(FormatError) -> JSONValue {
    let start = position
    _ = skip(UInt8(ascii: "-"))
    if !skip(UInt8(ascii: "0")) { try readDigits() }
    if skip(UInt8(ascii: ".")) { try readDigits() }
    if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
      if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
      try readDigits()
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func readDigits() throws(FormatError) {
    let start = position
    while let byte = next, isDigit(byte) { position += 1 }
    guard position > start else { throw unexpected("a digit") }
  }

  /// Reads a string. The next byte is the opening quote.
  mutating func readString() throws(FormatError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        try readEscape(into: &text)
      case 0..<0x20:
        throw FormatError("a control character in a string must be escaped", byteOffset: position)
      default:
        text.append(byte)
        position += 1
      }
    }
    throw FormatError("this string is never closed", byteOffset: start)
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(FormatError) {
    let start = position
    position += 1
    let escaped = next
    position += 1
    switch escaped {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[start + 1])
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(try readScalar(start)).utf8)
    default: throw FormatError("no such escape in a string", byteOffset: start)
    }
  }

  /// Reads the digits after `\u`, and the second half of a surrogate pair; `start` is where the escape began.
  private mutating func readScalar(_ start: Int) throws(FormatError) -> Character {
    var code = try readHexadecimal(start)
    if code >= 0xD800, code < 0xDC00, skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) {
      let low = try readHexadecimal(start)
      code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : 0xD800
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw FormatError("half a surrogate pair is not a character", byteOffset: start)
    }
    return Character(scalar)
  }

  private mutating func readHexadecimal(_ start: Int) throws(FormatError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch next {
      case let byte? where isDigit(byte): digit = byte - UInt8(ascii: "0")
      case let byte? where byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case let byte? where byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw FormatError("four hexadecimal digits must follow \\u", byteOffset: start)
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}
