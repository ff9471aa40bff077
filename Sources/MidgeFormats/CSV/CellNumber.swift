/// What a cell says when it is read as a number. Spaces and tabs around it do not matter.
public enum CellNumber: Equatable, Sendable {
  /// A decimal number: an optional sign, digits with at most one point, an optional exponent.
  case finite(Double)

  /// `nan`, `inf` or `infinity` in any case and with any sign, or a number beyond `Double`, such as `1e999`.
  case notFinite

  /// Nothing, or nothing but spaces and tabs.
  case empty

  /// Anything else, hexadecimal numbers and digits with underscores among it.
  case text

  /// Reads `cell`.
  public init(_ cell: CSVCell) {
    let bytes = cell.trimmed
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    guard isDecimal(bytes) else {
      self = isNotFiniteWord(bytes) ? .notFinite : .text
      return
    }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)) else {
      self = .text
      return
    }
    self = value.isFinite ? .finite(value) : .notFinite
  }
}

private func isDecimal(_ bytes: ArraySlice<UInt8>) -> Bool {
  var rest = bytes
  dropSign(&rest)
  let whole = dropDigits(&rest)
  var fraction = 0
  if rest.first == UInt8(ascii: ".") {
    rest = rest.dropFirst()
    fraction = dropDigits(&rest)
  }
  guard whole + fraction > 0 else { return false }
  if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
    rest = rest.dropFirst()
    dropSign(&rest)
    guard dropDigits(&rest) > 0 else { return false }
  }
  return rest.isEmpty
}

private func isNotFiniteWord(_ bytes: ArraySlice<UInt8>) -> Bool {
  var word = bytes
  dropSign(&word)
  guard word.count <= 8 else { return false }
  switch String(decoding: word, as: UTF8.self).lowercased() {
  case "nan", "inf", "infinity": return true
  default: return false
  }
}

private func dropSign(_ bytes: inout ArraySlice<UInt8>) {
  if bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") { bytes = bytes.dropFirst() }
}

private func dropDigits(_ bytes: inout ArraySlice<UInt8>) -> Int {
  let rest = bytes.drop(while: isDigit)
  defer { bytes = rest }
  return bytes.count - rest.count
}
