extension SafeTensors {
  /// The metadata key of the checksum.
  public static var checksumKey: String { "midge.checksum" }

  /// A 64-bit FNV-1a of the contents, whatever the order of metadata and tensors in the file.
  ///
  /// Hashed are the number of metadata entries without `midge.checksum`; the entries sorted by the UTF-8 of their
  /// keys, each as key and value; the number of tensors; the tensors sorted by the UTF-8 of their names, each as
  /// name, rank, extents, number of values, values. Numbers count as 8 bytes and values as 4, lowest byte first; a
  /// text counts as its length and its UTF-8.
  public func contentChecksum() -> UInt64 {
    var hash = FNV1a()
    let entries = metadata.filter { !$0.key.hasSameBytes(as: Self.checksumKey) }
    hash.add(entries.count)
    for entry in entries.sorted(by: { $0.key.precedesInBytes($1.key) }) {
      hash.add(entry.key)
      hash.add(entry.value)
    }
    hash.add(tensors.count)
    for tensor in tensors.sorted(by: { $0.name.precedesInBytes($1.name) }) {
      hash.add(tensor.name)
      hash.add(tensor.shape.count)
      for extent in tensor.shape { hash.add(extent) }
      hash.add(tensor.values)
    }
    return hash.value
  }

  /// The same contents with their checksum under `midge.checksum`, as 16 hexadecimal digits.
  public func withChecksum() -> SafeTensors {
    var result = self
    result.setMetadata(Self.checksumKey, Self.text(of: contentChecksum()))
    return result
  }

  /// Compares the contents with the checksum they carry.
  ///
  /// - Throws: `FormatError` when there is no checksum, or another one.
  public func verifyChecksum() throws(FormatError) {
    guard let expected = metadataValue(Self.checksumKey) else {
      throw FormatError("the file carries no checksum ('midge.checksum'); it was not written by midge, or was altered")
    }
    guard expected.hasSameBytes(as: Self.text(of: contentChecksum())) else {
      throw FormatError("the checksum differs: the file was altered or damaged; restore it from a copy")
    }
  }

  private static func text(of checksum: UInt64) -> String {
    var digits: [UInt8] = []
    for shift in stride(from: UInt64(60), through: 0, by: -4) {
      digits.append(hexadecimalDigit(UInt8(truncatingIfNeeded: checksum >> shift) & 15))
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
