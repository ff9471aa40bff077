/// 64-bit FNV-1a. Finds accidents, not forgeries; the change of any single byte is always found.
struct FNV1a {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// Adds a number as 8 bytes, lowest first.
  mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    for _ in 0..<8 {
      add(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Adds a text as its length in bytes and its bytes.
  mutating func add(_ text: String) {
    add(text.utf8.count)
    for byte in text.utf8 { add(byte) }
  }

  /// Adds numbers as how many they are and their bytes, lowest first.
  mutating func add(_ values: [Float]) {
    add(values.count)
    for value in values {
      var rest = value.bitPattern
      for _ in 0..<4 {
        add(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }
}
