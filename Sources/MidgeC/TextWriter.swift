/// Writes a text that ends with 0 into room of a fixed size. What does not fit is left out, whole characters at a time.
@safe struct TextWriter {
  private let start: UnsafeMutablePointer<CChar>
  private let capacity: Int
  private var count = 0

  /// `capacity` is at least 1.
  init(_ start: UnsafeMutablePointer<CChar>, capacity: Int) {
    unsafe self.start = start
    self.capacity = capacity
    unsafe start[0] = 0
  }

  mutating func append(_ text: StaticString) {
    unsafe append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    for byte in text.utf8 where !append(byte) { return }
  }

  mutating func append(_ number: Int) {
    if number < 0 { _ = append(UInt8(ascii: "-")) }
    var divisor: UInt = 1
    let magnitude = number.magnitude
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      _ = append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
      divisor /= 10
    }
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    for index in 0..<bytes.count where unsafe !append(bytes[index]) { return }
  }

  private mutating func append(_ byte: UInt8) -> Bool {
    guard count + 1 < capacity else {
      cutPartOfCharacter()
      return false
    }
    unsafe start[count] = CChar(bitPattern: byte)
    count += 1
    unsafe start[count] = 0
    return true
  }

  /// Takes back what there is of a character that lost its end: bytes of 128 and more.
  private mutating func cutPartOfCharacter() {
    while count > 0, unsafe start[count - 1] < 0 {
      count -= 1
      unsafe start[count] = 0
    }
  }
}
