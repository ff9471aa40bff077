import MidgeFormats
import Testing

/// Damaged and random bytes: a trap here ends the test run.
@Suite struct FuzzTests {
  func checkedFile(_ bytes: [UInt8]) throws(FormatError) -> SafeTensors {
    let file = try SafeTensors(decoding: bytes)
    try file.verifyChecksum()
    return file
  }

  @Test func aModelFileCutAnywhereIsAnError() throws {
    let bytes = try sampleFile().withChecksum().encode()
    for length in 0..<bytes.count {
      #expect(formatError { () throws(FormatError) in _ = try checkedFile(Array(bytes[..<length])) } != nil)
    }
    for extra in 1...9 {
      let longer = bytes + [UInt8](repeating: 0, count: extra)
      #expect(formatError { () throws(FormatError) in _ = try checkedFile(longer) } != nil)
    }
  }

  @Test func aModelFileWithOneByteChangedIsAnError() throws {
    let bytes = try sampleFile().withChecksum().encode()
    for position in bytes.indices {
      for change in UInt8(1)...255 {
        var altered = bytes
        altered[position] ^= change
        do throws(FormatError) {
          _ = try checkedFile(altered)
          Issue.record("byte \(position) changed by \(change) passes")
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }

  @Test func aModelFileWithSeveralChangesNeverTraps() throws {
    let bytes = try sampleFile().withChecksum().encode()
    var generator = SeededGenerator(state: 3)
    for _ in 0..<20_000 {
      var altered = bytes
      for _ in 0..<Int.random(in: 2...6, using: &generator) {
        let position = Int.random(in: altered.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: altered[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: altered.remove(at: position)
        default: altered.insert(UInt8.random(in: 0x20...0x7E, using: &generator), at: position)
        }
      }
      guard altered != bytes else { continue }
      if let file = try? checkedFile(altered) { #expect(contents(file) == contents(try sampleFile().withChecksum())) }
    }
  }

  /// Bytes drawn from `alphabet`, which holds what the format's readers look at.
  func random(_ alphabet: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0...60, using: &generator)).map { _ in
      Int.random(in: 0..<40, using: &generator) == 0
        ? UInt8.random(in: 0...255, using: &generator) : alphabet.randomElement(using: &generator) ?? 0
    }
  }

  @Test func randomBytesNeverTrapTheTableReader() {
    var generator = SeededGenerator(state: 4)
    let alphabet = Array("ab12,\"\n\n\n\r.-e énan".utf8)
    var tables = 0
    for _ in 0..<20_000 {
      let bytes = random(alphabet, &generator)
      guard let table = try? CSVTable(reading: bytes) else { continue }
      tables += 1
      for column in table.columnNames.indices { _ = try? table.kind(ofColumn: column) }
      #expect(table.rows.allSatisfy { $0.count == table.columnNames.count })
    }
    #expect(tables > 200)
  }

  @Test func randomBytesNeverTrapTheJSONReader() throws {
    var generator = SeededGenerator(state: 5)
    let alphabet = Array("{}[]:,\"\"\\u0dD8 1.5e-truefalsn".utf8)
    for _ in 0..<20_000 { _ = try? JSONValue(parsing: random(alphabet, &generator)) }
    let text = Array(#"{"a":[1,2.5e-3,{"b":null}],"c\n\uD83D\uDC1d":"x","d":[true,false]}"#.utf8)
    for position in text.indices {
      _ = try? JSONValue(parsing: Array(text[..<position]))
      for byte in UInt8(0)...255 {
        var altered = text
        altered[position] = byte
        _ = try? JSONValue(parsing: altered)
      }
    }
  }

  @Test func randomBytesNeverTrapTheModelReader() {
    var generator = SeededGenerator(state: 6)
    let alphabet = Array(#"{}[]:,""dtypeF32shapedata_offsets0148 "#.utf8)
    for _ in 0..<20_000 {
      let header = [UInt8(ascii: "{")] + random(alphabet, &generator) + [UInt8(ascii: "}")]
      let bytes = [UInt8(header.count), 0, 0, 0, 0, 0, 0, 0] + header
      _ = try? SafeTensors(decoding: bytes)
      _ = try? SafeTensors(decoding: random(alphabet, &generator))
    }
  }
}
