import MidgeFormats
import Testing

/// A file with what can go wrong in it: several tensors, an empty one, a single number, escapes, values that are not numbers.
func sampleFile() throws(FormatError) -> SafeTensors {
  SafeTensors(
    metadata: [("format", "pt"), ("midge.classes", "[\"é\",\"a\\n\"]"), ("empty", "")],
    tensors: [
      try SafeTensors.Tensor(
        name: "0.weight", shape: [2, 3], values: [1, -2.5, .nan, .infinity, -0.0, .leastNonzeroMagnitude]),
      try SafeTensors.Tensor(name: "0.bias", shape: [2], values: [0.1, 3e38]),
      try SafeTensors.Tensor(name: "none", shape: [0, 4], values: []),
      try SafeTensors.Tensor(name: "step", shape: [], values: [7]),
    ])
}

/// All contents, with numbers as bits so that values that are not numbers compare.
func contents(_ file: SafeTensors) -> [String] {
  file.metadata.map { "\($0.key)=\($0.value)" }
    + file.tensors.map { "\($0.name) \($0.shape) \($0.values.map(\.bitPattern))" }
}

@Suite struct SafeTensorsTests {
  @Test func hasTheDocumentedLayout() throws {
    let file = SafeTensors(
      metadata: [("b", "1"), ("a", "\"2\"")],
      tensors: [
        try SafeTensors.Tensor(name: "w", shape: [1, 2], values: [1, -2]),
        try SafeTensors.Tensor(name: "s", shape: [], values: [0.5]),
      ])
    let header =
      #"{"__metadata__":{"b":"1","a":"\"2\""},"w":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"#
      + #""s":{"dtype":"F32","shape":[],"data_offsets":[8,12]}}"#
    let padding = (8 - header.utf8.count % 8) % 8
    var expected: [UInt8] = [UInt8(header.utf8.count + padding), 0, 0, 0, 0, 0, 0, 0]
    expected += Array(header.utf8) + Array(repeating: 0x20, count: padding)
    expected += [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F]
    #expect(try file.encode() == expected)
  }

  @Test func readsBackWhatItWrote() throws {
    let file = try sampleFile()
    let bytes = try file.encode()
    let read = try SafeTensors(decoding: bytes)
    #expect(contents(read) == contents(file))
    #expect(try read.encode() == bytes)
    #expect(read.tensor("0.bias")?.values == [0.1, 3e38])
    #expect(read.metadataValue("format") == "pt")
    #expect(read.tensor("1.bias") == nil)
    #expect(read.metadataValue("none") == nil)
  }

  @Test func dataStartsAtAMultipleOfEight() throws {
    for length in 0..<16 {
      let file = SafeTensors(metadata: [("k", String(repeating: "x", count: length))], tensors: [])
      #expect(try file.encode().count % 8 == 0)
    }
    #expect(try contents(SafeTensors(decoding: SafeTensors().encode())) == [])
  }

  @Test func refusesToWriteNamesTwice() throws {
    let tensor = try SafeTensors.Tensor(name: "w", shape: [1], values: [1])
    let reserved = try SafeTensors.Tensor(name: "__metadata__", shape: [1], values: [1])
    for file in [
      SafeTensors(tensors: [tensor, tensor]), SafeTensors(metadata: [("a", "1"), ("a", "1")]),
      SafeTensors(tensors: [reserved]),
    ] {
      #expect(formatError { () throws(FormatError) in _ = try file.encode() } != nil)
    }
  }

  @Test(arguments: [([2], 1), ([-1, -1], 1), ([Int.max, 2], 0), ([], 0)])
  func refusesAShapeThatIsNotFilled(shape: [Int], count: Int) {
    let values = [Float](repeating: 0, count: count)
    #expect(
      formatError { () throws(FormatError) in
        _ = try SafeTensors.Tensor(name: "w", shape: shape, values: values)
      } != nil)
  }
}

@Suite struct ChecksumTests {
  @Test func theChecksumVerifiesAfterTheFile() throws {
    let file = try sampleFile().withChecksum()
    let read = try SafeTensors(decoding: file.encode())
    try read.verifyChecksum()
    #expect(read.metadataValue("midge.checksum")?.utf8.count == 16)
  }

  /// No metadata and no tensors hash as two zeros of 8 bytes each; the value is from a Python one-liner.
  @Test func isFNV1a() {
    #expect(SafeTensors().contentChecksum() == 0x8820_1FB9_60FF_6465)
  }

  @Test func doesNotDependOnTheOrder() throws {
    var file = try sampleFile()
    let checksum = file.contentChecksum()
    file.tensors.reverse()
    file.metadata.reverse()
    #expect(file.contentChecksum() == checksum)
    #expect(file.withChecksum().contentChecksum() == checksum)
  }

  @Test func seesEveryPart() throws {
    let file = try sampleFile()
    var changed: [SafeTensors] = Array(repeating: file, count: 6)
    changed[0].metadata[0].value = "np"
    changed[1].metadata[0] = ("form", "atpt")
    changed[2].metadata.removeLast()
    changed[3].tensors.removeLast()
    changed[4].tensors[0] = try .init(name: "0.weight", shape: [3, 2], values: file.tensors[0].values)
    changed[5].tensors[2] = try .init(name: "none", shape: [4, 0], values: [])
    let checksums = Set((changed + [file]).map { $0.contentChecksum() })
    #expect(checksums.count == 7)
  }

  @Test func missingAndWrongChecksumsAreErrors() throws {
    var file = try sampleFile()
    let missing = formatError { () throws(FormatError) in try file.verifyChecksum() }
    #expect(missing?.message.contains("no checksum") == true)
    file = file.withChecksum()
    file.tensors[1] = try .init(name: "0.bias", shape: [2], values: [0.1, 2e38])
    let wrong = formatError { () throws(FormatError) in try file.verifyChecksum() }
    #expect(wrong?.message.contains("altered or damaged") == true)
    try file.withChecksum().verifyChecksum()
  }
}
