/// Numbers and tables as people read them.
enum Text {
  /// A number to so many digits after the point.
  static func fixed(_ value: Double, _ digits: Int) -> String {
    if value.isNaN { return "nan" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    guard abs(value) * scale < 0x1p53 else { return "\(value)" }
    let units = (abs(value) * scale).rounded()
    let sign = value < 0 && units > 0 ? "-" : ""
    let whole = (units / scale).rounded(.down), rest = Int(units - whole * scale)
    guard digits > 0 else { return "\(sign)\(Int(whole))" }
    let fraction = "\(rest)"
    return "\(sign)\(Int(whole)).\(String(repeating: "0", count: max(0, digits - fraction.count)))\(fraction)"
  }

  /// Four significant digits, for losses of any size.
  static func brief(_ value: Double) -> String {
    let size = abs(value)
    guard value.isFinite, size != 0, size < 1e-4 || size >= 1e7 else {
      return fixed(value, size < 1 ? 4 : size < 10 ? 3 : size < 100 ? 2 : 1)
    }
    var mantissa = value, exponent = 0
    while abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while abs(mantissa) < 1 {
      mantissa *= 10
      exponent -= 1
    }
    return "\(fixed(mantissa, 3))e\(exponent)"
  }

  /// A text as a cell of CSV: a row stays a row.
  static func cell(_ text: String) -> String {
    guard text.utf8.contains(where: { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }) else {
      return text
    }
    // Not by `replacing`, which brings a megabyte of regular expressions along.
    let doubled = text.unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
    return "\"\(String(String.UnicodeScalarView(doubled)))\""
  }

  static func percent(_ share: Double) -> String { "\(fixed(share * 100, 1)) %" }

  /// 12,345
  static func grouped(_ value: Int) -> String {
    var text = "", digits = 0
    for character in "\(abs(value))".reversed() {
      if digits > 0, digits % 3 == 0 { text.append(",") }
      text.append(character)
      digits += 1
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }

  static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// Rows of cells in columns; the first column to the left, the others to the right.
  static func table(_ rows: [[String]]) -> [String] {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      row.indices.map { $0 == 0 ? left(row[$0], widths[0]) : right(row[$0], widths[$0]) }.joined(separator: "  ")
    }
  }
}
