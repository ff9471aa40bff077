extension SafeTensors {
  /// The bytes of the file: `__metadata__` first, then the tensors in their order. The header is padded with
  /// spaces so that the numbers start at a multiple of 8.
  ///
  /// - Throws: `FormatError` when two tensors or two metadata keys have one name, or a tensor is called `__metadata__`.
  public func encode() throws(FormatError) -> [UInt8] {
    try checkNames()
    var header = headerText()
    while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
    var count = 0
    for tensor in tensors { count += tensor.values.count * 4 }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + count)
    appendLittleEndian(UInt64(header.count), to: &bytes)
    bytes.append(contentsOf: header)
    for tensor in tensors {
      for value in tensor.values { appendLittleEndian(value.bitPattern, to: &bytes) }
    }
    return bytes
  }

  private func headerText() -> [UInt8] {
    JSONWriter.object { header in
      if !metadata.isEmpty {
        header.object("__metadata__") { object in
          for entry in metadata { object.write(entry.key, entry.value) }
        }
      }
      var offset = 0
      for tensor in tensors {
        let end = offset + tensor.values.count * 4
        header.object(tensor.name) { object in
          object.write("dtype", "F32")
          object.write("shape", tensor.shape)
          object.write("data_offsets", [offset, end])
        }
        offset = end
      }
    }
  }

  private func checkNames() throws(FormatError) {
    if let twice = firstDuplicate(in: metadata.map { $0.key }) {
      throw FormatError("two metadata entries are called \(excerpt(twice))")
    }
    let names = tensors.map { $0.name }
    if let twice = firstDuplicate(in: names) { throw FormatError("two tensors are called \(excerpt(twice))") }
    for name in names where name.hasSameBytes(as: "__metadata__") {
      throw FormatError("a tensor cannot be called '__metadata__'")
    }
  }
}

private func firstDuplicate(in names: [String]) -> String? {
  let sorted = names.sorted { $0.precedesInBytes($1) }
  for (one, other) in zip(sorted, sorted.dropFirst()) where one.hasSameBytes(as: other) { return one }
  return nil
}

/// Appends an integer, lowest byte first.
func appendLittleEndian<Number: FixedWidthInteger & UnsignedInteger>(_ number: Number, to bytes: inout [UInt8]) {
  var rest = number
  for _ in 0..<Number.bitWidth / 8 {
    bytes.append(UInt8(truncatingIfNeeded: rest))
    rest >>= 8
  }
}
