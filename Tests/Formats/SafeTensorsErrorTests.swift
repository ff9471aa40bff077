import MidgeFormats
import Testing

@Suite struct SafeTensorsErrorTests {
  static func file(_ header: String, data: Int = 0) -> [UInt8] {
    let length = UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8)
      + [UInt8](repeating: 0, count: data)
  }

  static func tensor(_ name: String, _ shape: String, _ offsets: String, dtype: String = "F32") -> String {
    "\"\(name)\":{\"dtype\":\"\(dtype)\",\"shape\":\(shape),\"data_offsets\":\(offsets)}"
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let bytes: [UInt8]
    let word: String
    var testDescription: String { word }
  }

  static let cases: [Case] = [
    Case(bytes: [], word: "too few"),
    Case(bytes: [1, 0, 0, 0, 0, 0, 0], word: "too few"),
    Case(bytes: [0, 0, 0, 0, 0, 0, 0, 0], word: "does not start with '{'"),
    Case(bytes: [3, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D], word: "cut short"),
    Case(bytes: [UInt8](repeating: 0xFF, count: 20), word: "too long"),
    Case(bytes: [0, 0, 0, 6, 0, 0, 0, 0, 0x7B], word: "too long"),
    Case(bytes: file("[]"), word: "does not start with '{'"),
    Case(bytes: file("{} \t"), word: "does not end with '}'"),
    Case(bytes: file("{\"a\" 1}"), word: "not JSON"),
    Case(bytes: file("{\"__metadata__\":[]}"), word: "not an object"),
    Case(bytes: file("{\"__metadata__\":{\"a\":1}}"), word: "not a text"),
    Case(bytes: file("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}"), word: "twice"),
    Case(bytes: file("{\"w\":1}"), word: "not described by an object"),
    Case(bytes: file("{\"w\":{\"shape\":[1],\"data_offsets\":[0,4]}}", data: 4), word: "no 'dtype'"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4]", dtype: "BF16"))}", data: 4), word: "'BF16'; only F32"),
    Case(bytes: file("{\(tensor("w", "1", "[0,4]"))}", data: 4), word: "no valid 'shape'"),
    Case(bytes: file("{\(tensor("w", "[-1]", "[0,4]"))}", data: 4), word: "no valid 'shape'"),
    Case(bytes: file("{\(tensor("w", "[1.0]", "[0,4]"))}", data: 4), word: "no valid 'shape'"),
    Case(bytes: file("{\(tensor("w", "[99999999999999999999]", "[0,4]"))}", data: 4), word: "no valid 'shape'"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4,8]"))}", data: 4), word: "no valid 'data_offsets'"),
    Case(bytes: file("{\(tensor("w", "[1]", "[-4,0]"))}", data: 4), word: "no valid 'data_offsets'"),
    Case(bytes: file("{\(tensor("w", "[1]", "[4,0]"))}", data: 4), word: "should lie in bytes"),
    Case(bytes: file("{\(tensor("w", "[2]", "[0,8]"))}", data: 4), word: "should lie in bytes"),
    Case(bytes: file("{\(tensor("w", "[1]", "[4,9223372036854775807]"))}", data: 4), word: "should lie in bytes"),
    Case(bytes: file("{\(tensor("w", "[2]", "[0,4]"))}", data: 4), word: "does not fill"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,3]"))}", data: 3), word: "does not fill"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,8]"))}", data: 8), word: "does not fill"),
    Case(bytes: file("{\(tensor("w", "[4611686018427387905]", "[0,4]"))}", data: 4), word: "does not fill"),
    Case(bytes: file("{\(tensor("w", "[4294967296,4294967296]", "[0,0]"))}"), word: "does not fill"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4]")),\(tensor("v", "[1]", "[0,4]"))}", data: 4), word: "overlaps"),
    Case(bytes: file("{\(tensor("w", "[2]", "[0,8]")),\(tensor("v", "[2]", "[4,12]"))}", data: 12), word: "overlaps"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4]")),\(tensor("v", "[1]", "[8,12]"))}", data: 12), word: "no tensor"),
    Case(bytes: file("{\(tensor("w", "[1]", "[4,8]"))}", data: 8), word: "no tensor"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4]"))}", data: 5), word: "1 bytes follow"),
    Case(bytes: file("{\(tensor("w", "[1]", "[0,4]")),\(tensor("w", "[1]", "[4,8]"))}", data: 8), word: "twice"),
    Case(
      bytes: file("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4],\"x\":1}}", data: 4),
      word: "does not know"),
  ]

  /// Sizes whose sums leave `Int`: such layers have no tensors in any file.
  @Test func layersBeyondAnyMemoryAreAnError() {
    let layers: [LayerShape] = [.dense(1, 1), .dense(9_223_372_036_854_775_767, 1)]
    let values: [(String, [Int])] = [("0.weight", [1, 1]), ("0.bias", [1])]
    let error = formatError { () throws(FormatError) in
      var tensors: [SafeTensors.Tensor] = []
      for (name, shape) in values { tensors.append(try SafeTensors.Tensor(name: name, shape: shape, values: [0])) }
      try SafeTensors(metadata: [], tensors: tensors).checkTensors(of: layers)
    }
    #expect(error != nil)
  }

  @Test(arguments: cases) func saysWhatIsWrong(broken: Case) {
    let error = formatError { () throws(FormatError) in _ = try SafeTensors(decoding: broken.bytes) }
    #expect(error?.message.contains(broken.word) == true, "\(error?.message ?? "")")
  }

  @Test func acceptsAnyOrderOfTheData() throws {
    let header =
      "{\(Self.tensor("b", "[1]", "[4,8]")),\(Self.tensor("e", "[0]", "[4,4]")),\(Self.tensor("a", "[1]", "[0,4]"))}"
    var bytes = Self.file(header, data: 8)
    bytes[bytes.count - 1] = 0x40
    let file = try SafeTensors(decoding: bytes)
    #expect(file.tensors.map(\.name) == ["b", "e", "a"])
    #expect(file.tensors.map(\.values) == [[2], [], [0]])
  }
}
