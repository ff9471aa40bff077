/// Writes JSON: one line, no spaces, members in the order they are given, so that equal values give equal bytes.
///
/// ```swift
/// let line = JSONWriter.object { $0.write("epoch", 1); $0.write("loss", Float(0.25)) }
/// ```
///
/// Commas and brackets come by themselves; what the closures can write is well-formed.
public struct JSONWriter {
  /// The text so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// Starts an empty text.
  public init() {}

  /// Appends a value.
  public mutating func write(_ value: some JSONWritable) { value.write(to: &self) }

  /// Appends an object with the members that `body` writes.
  public mutating func object(_ body: (inout JSONObjectWriter) -> Void) {
    append("{")
    var members = JSONObjectWriter(writer: take())
    body(&members)
    self = members.writer
    append("}")
  }

  /// Appends an array with the elements that `body` writes.
  public mutating func array(_ body: (inout JSONArrayWriter) -> Void) {
    append("[")
    var elements = JSONArrayWriter(writer: take())
    body(&elements)
    self = elements.writer
    append("]")
  }

  /// The text of one object.
  public static func object(_ body: (inout JSONObjectWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object(body)
    return writer.bytes
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Moves the bytes into a nested writer, so that they are not copied.
  private mutating func take() -> JSONWriter {
    var other = JSONWriter()
    swap(&self, &other)
    return other
  }
}

/// Writes the members of an object. Give each key once.
public struct JSONObjectWriter {
  var writer: JSONWriter
  private var isEmpty = true

  init(writer: JSONWriter) { self.writer = writer }

  /// Writes a member.
  public mutating func write(_ key: String, _ value: some JSONWritable) {
    start(key)
    writer.write(value)
  }

  /// Writes a member that is an object.
  public mutating func object(_ key: String, _ body: (inout JSONObjectWriter) -> Void) {
    start(key)
    writer.object(body)
  }

  /// Writes a member that is an array.
  public mutating func array(_ key: String, _ body: (inout JSONArrayWriter) -> Void) {
    start(key)
    writer.array(body)
  }

  private mutating func start(_ key: String) {
    if !isEmpty { writer.append(",") }
    isEmpty = false
    writer.write(key)
    writer.append(":")
  }
}

/// Writes the elements of an array.
public struct JSONArrayWriter {
  var writer: JSONWriter
  private var isEmpty = true

  init(writer: JSONWriter) { self.writer = writer }

  /// Writes an element.
  public mutating func write(_ value: some JSONWritable) {
    start()
    writer.write(value)
  }

  /// Writes an element that is an object.
  public mutating func object(_ body: (inout JSONObjectWriter) -> Void) {
    start()
    writer.object(body)
  }

  /// Writes an element that is an array.
  public mutating func array(_ body: (inout JSONArrayWriter) -> Void) {
    start()
    writer.array(body)
  }

  private mutating func start() {
    if !isEmpty { writer.append(",") }
    isEmpty = false
  }
}
