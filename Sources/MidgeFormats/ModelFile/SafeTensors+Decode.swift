extension SafeTensors {
  /// The longest header that is read, in bytes: the limit of the reference implementation.
  public static var maximumHeaderLength: Int { 100_000_000 }

  /// Reads the bytes of a file. Every length and range is checked before it is used: the tensors must cover the
  /// data exactly, without gap or overlap. Only `F32` is read.
  ///
  /// - Throws: `FormatError` saying what is wrong, with the byte where the header is not JSON.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    let dataStart = try Self.dataStart(in: bytes)
    let members = try Self.headerMembers(in: bytes, upTo: dataStart)
    var metadata: [(key: String, value: String)] = []
    var entries: [SafeTensorsEntry] = []
    for member in members {
      if member.key.hasSameBytes(as: "__metadata__") {
        metadata = try Self.metadata(from: member.value)
      } else {
        entries.append(try SafeTensorsEntry(member, dataLength: bytes.count - dataStart))
      }
    }
    try SafeTensorsEntry.checkCoverage(of: entries, dataLength: bytes.count - dataStart)
    var tensors: [Tensor] = []
    tensors.reserveCapacity(entries.count)
    for entry in entries {
      let values = floats(in: bytes, from: dataStart + entry.begin, to: dataStart + entry.end)
      tensors.append(try Tensor(name: entry.name, shape: entry.shape, values: values))
    }
    self.init(metadata: metadata, tensors: tensors)
  }

  private static func dataStart(in bytes: [UInt8]) throws(FormatError) -> Int {
    guard bytes.count >= 8 else {
      throw FormatError(
        "\(bytes.count) bytes are too few for a safetensors file; the file is cut short or another kind")
    }
    var length: UInt64 = 0
    for index in 0..<8 { length |= UInt64(bytes[index]) << (8 * UInt64(index)) }
    guard length <= UInt64(maximumHeaderLength) else {
      throw FormatError("a header of \(length) bytes is too long; this is not a safetensors file", byteOffset: 0)
    }
    guard length <= UInt64(bytes.count - 8) else {
      throw FormatError(
        "the header should have \(length) bytes, but the file ends before; it is cut short", byteOffset: 0)
    }
    return 8 + Int(length)
  }

  private static func headerMembers(in bytes: [UInt8], upTo end: Int) throws(FormatError) -> [JSONMember] {
    guard end > 8, bytes[8] == UInt8(ascii: "{") else {
      throw FormatError("the header does not start with '{'; this is not a safetensors file", byteOffset: 8)
    }
    var textEnd = end
    while bytes[textEnd - 1] == UInt8(ascii: " ") { textEnd -= 1 }
    guard bytes[textEnd - 1] == UInt8(ascii: "}") else {
      throw FormatError("the header does not end with '}' and spaces", byteOffset: textEnd - 1)
    }
    do throws(FormatError) {
      return try JSONValue(parsing: Array(bytes[8..<textEnd])).object ?? []
    } catch {
      throw FormatError("the header is not JSON: \(error.message)", byteOffset: error.byteOffset.map { $0 + 8 })
    }
  }

  private static func metadata(from value: JSONValue) throws(FormatError) -> [(key: String, value: String)] {
    guard let members = value.object else { throw FormatError("'__metadata__' is not an object") }
    var metadata: [(key: String, value: String)] = []
    for member in members {
      guard let text = member.value.string else {
        throw FormatError("the metadata \(excerpt(member.key)) is not a text")
      }
      metadata.append((key: member.key, value: text))
    }
    return metadata
  }
}

private func floats(in bytes: [UInt8], from start: Int, to end: Int) -> [Float] {
  var values: [Float] = []
  values.reserveCapacity((end - start) / 4)
  for index in stride(from: start, to: end, by: 4) {
    let low = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
    let high = UInt32(bytes[index + 2]) | UInt32(bytes[index + 3]) << 8
    values.append(Float(bitPattern: low | high << 16))
  }
  return values
}
