/// A value that JSON has a form for.
public protocol JSONWritable {
  /// Appends the value to a text.
  func write(to writer: inout JSONWriter)
}

extension Bool: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.append(self ? "true" : "false") }
}

extension Int: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.append(description) }
}

extension UInt64: JSONWritable {
  public func write(to writer: inout JSONWriter) { writer.append(description) }
}

extension Double: JSONWritable {
  /// The shortest text that reads back as the same value; null when it is not finite.
  public func write(to writer: inout JSONWriter) { writer.append(isFinite ? description : "null") }
}

extension Float: JSONWritable {
  /// The shortest text that reads back as the same value; null when it is not finite.
  public func write(to writer: inout JSONWriter) { writer.append(isFinite ? description : "null") }
}

extension String: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.append(UInt8(ascii: "\""))
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "\""): writer.append("\\\"")
      case UInt8(ascii: "\\"): writer.append("\\\\")
      case 0x0A: writer.append("\\n")
      case 0x0D: writer.append("\\r")
      case 0x09: writer.append("\\t")
      case 0..<0x20:
        writer.append("\\u00")
        writer.append(hexadecimalDigit(byte >> 4))
        writer.append(hexadecimalDigit(byte & 15))
      default: writer.append(byte)
      }
    }
    writer.append(UInt8(ascii: "\""))
  }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  /// The value, or null when there is none.
  public func write(to writer: inout JSONWriter) {
    if let self { writer.write(self) } else { writer.append("null") }
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  public func write(to writer: inout JSONWriter) {
    writer.array { elements in
      for element in self { elements.write(element) }
    }
  }
}

extension JSONValue: JSONWritable {
  /// Writes the value; a number as the text it carries.
  public func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.append("null")
    case .bool(let value): writer.write(value)
    case .number(let text): writer.append(text)
    case .string(let text): writer.write(text)
    case .array(let elements): writer.write(elements)
    case .object(let members):
      writer.object { object in
        for member in members { object.write(member.key, member.value) }
      }
    }
  }
}
