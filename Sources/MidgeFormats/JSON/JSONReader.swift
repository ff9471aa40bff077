extension JSONValue {
  /// How deep arrays and objects may be nested.
  public static var maximumDepth: Int { 64 }

  /// Reads a JSON text (RFC 8259): strict UTF-8, one value with nothing but white space around it.
  ///
  /// - Throws: `FormatError` with the byte where the text goes wrong; also for two equal keys in one object and
  ///   more than `maximumDepth` levels.
  public init(parsing bytes: [UInt8]) throws(FormatError) {
    if let offset = UTF8Validator.firstInvalidOffset(in: bytes) {
      throw FormatError("not UTF-8", byteOffset: offset)
    }
    var reader = JSONReader(bytes: bytes)
    self = try reader.readText()
  }
}

/// Recursive descent over bytes that are valid UTF-8.
struct JSONReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func readText() throws(FormatError) -> JSONValue {
    let value = try readValue(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw unexpected("the end of the text") }
    return value
  }

  /// The next byte; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Steps over `byte` if it is the next one.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  func unexpected(_ wanted: String) -> FormatError {
    FormatError(
      position < bytes.count ? "expected \(wanted) here" : "the text ends where \(wanted) is expected",
      byteOffset: position)
  }

  mutating func readValue(depth: Int) throws(FormatError) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try readObject(depth: try deeper(depth))
    case UInt8(ascii: "["): return try readArray(depth: try deeper(depth))
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .bool(true))
    case UInt8(ascii: "f"): return try readWord("false", .bool(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return try readNumber()
    default: throw unexpected("a value")
    }
  }

  private func deeper(_ depth: Int) throws(FormatError) -> Int {
    guard depth < JSONValue.maximumDepth else {
      throw FormatError("nested deeper than \(JSONValue.maximumDepth) levels", byteOffset: position)
    }
    return depth + 1
  }

  private mutating func readWord(_ word: String, _ value: JSONValue) throws(FormatError) -> JSONValue {
    let start = position
    for byte in word.utf8 where !skip(byte) {
      position = start
      throw unexpected("a value")
    }
    return value
  }

  private mutating func readArray(depth: Int) throws(FormatError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if skip(UInt8(ascii: "]")) { return .array(elements) }
    while true {
      elements.append(try readValue(depth: depth))
      skipSpace()
      if skip(UInt8(ascii: "]")) { return .array(elements) }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
    }
  }

  private mutating func readObject(depth: Int) throws(FormatError) -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    var offsets: [Int] = []
    skipSpace()
    if skip(UInt8(ascii: "}")) { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
      offsets.append(position)
      let key = try readString()
      skipSpace()
      guard skip(UInt8(ascii: ":")) else { throw unexpected("':'") }
      members.append(JSONMember(key, try readValue(depth: depth)))
      skipSpace()
      if skip(UInt8(ascii: "}")) { break }
      guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
    }
    try checkKeys(members, offsets)
    return .object(members)
  }

  private func checkKeys(_ members: [JSONMember], _ offsets: [Int]) throws(FormatError) {
    let order = members.indices.sorted { members[$0].key.precedesInBytes(members[$1].key) }
    for (one, other) in zip(order, order.dropFirst()) where members[one].key.hasSameBytes(as: members[other].key) {
      throw FormatError(
        "the key \(excerpt(members[one].key)) stands twice in one object",
        byteOffset: max(offsets[one], offsets[other]))
    }
  }
}
