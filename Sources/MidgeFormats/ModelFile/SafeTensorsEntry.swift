/// One tensor of a header, checked against itself and the length of the data.
struct SafeTensorsEntry {
  let name: String
  let shape: [Int]

  /// The first byte of the numbers and the byte behind the last, counted from the start of the data.
  let begin: Int
  let end: Int

  init(_ member: JSONMember, dataLength: Int) throws(FormatError) {
    name = member.key
    let label = "tensor \(excerpt(member.key))"
    guard let fields = member.value.object else { throw FormatError("\(label) is not described by an object") }
    guard let type = member.value["dtype"]?.string else { throw FormatError("\(label) has no 'dtype'") }
    guard type.hasSameBytes(as: "F32") else {
      throw FormatError("\(label) has the type \(excerpt(type)); only F32 is read, convert it to 32-bit floats")
    }
    guard let shape = Self.sizes(member.value["shape"]) else { throw FormatError("\(label) has no valid 'shape'") }
    guard let offsets = Self.sizes(member.value["data_offsets"]), offsets.count == 2 else {
      throw FormatError("\(label) has no valid 'data_offsets'")
    }
    guard fields.count == 3 else { throw FormatError("\(label) has entries that safetensors does not know") }
    guard offsets[0] <= offsets[1], offsets[1] <= dataLength else {
      throw FormatError(
        "\(label) should lie in bytes \(offsets[0]) to \(offsets[1]) of the data, which has \(dataLength); "
          + "the file is cut short or damaged")
    }
    guard let count = elementCount(of: shape), count <= dataLength / 4, count * 4 == offsets[1] - offsets[0] else {
      throw FormatError(
        "\(label) has the shape \(text(of: shape)), which does not fill its \(offsets[1] - offsets[0]) bytes")
    }
    self.shape = shape
    begin = offsets[0]
    end = offsets[1]
  }

  /// Checks that the tensors cover the data exactly.
  static func checkCoverage(of entries: [SafeTensorsEntry], dataLength: Int) throws(FormatError) {
    let sorted = entries.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    var covered = 0
    for entry in sorted {
      guard entry.begin >= covered else {
        throw FormatError("tensor \(excerpt(entry.name)) overlaps another one; the file is damaged")
      }
      guard entry.begin == covered else {
        throw FormatError("bytes \(covered) to \(entry.begin) of the data belong to no tensor; the file is damaged")
      }
      covered = entry.end
    }
    guard covered == dataLength else {
      throw FormatError("\(dataLength - covered) bytes follow the last tensor; the file is damaged or not safetensors")
    }
  }

  private static func sizes(_ value: JSONValue?) -> [Int]? {
    guard let elements = value?.array else { return nil }
    var sizes: [Int] = []
    for element in elements {
      guard let size = element.integer, size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes
  }
}
