/// A JSON text as values. The members of an object keep their order.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as the text it was written as, which tells `1` from `1.0` and keeps integers beyond 2^53; `double`,
  /// `float` and `integer` convert it. Reading converts nothing: an Embedded program that needs only integers then
  /// links without `strtod`.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])
}

/// A key of an object with its value.
public struct JSONMember: Equatable, Sendable {
  public var key: String
  public var value: JSONValue

  /// Makes a member.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

extension JSONValue {
  /// The member called `key` (equal byte by byte); nil when there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for member in members where member.key.hasSameBytes(as: key) { return member.value }
    return nil
  }

  /// The text of a string; nil for anything else.
  public var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// True or false; nil for anything else.
  public var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements of an array; nil for anything else.
  public var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object; nil for anything else.
  public var object: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The `Double` nearest to the number; nil for anything else and beyond `Double`.
  public var double: Double? {
    guard case .number(let text) = self, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The `Float` nearest to the number as it was written; nil for anything else and beyond `Float`.
  public var float: Float? {
    guard case .number(let text) = self, let value = Float(text), value.isFinite else { return nil }
    return value
  }

  /// The value of a number written without point and exponent that fits in `Int`; nil for anything else.
  public var integer: Int? {
    if case .number(let text) = self { Int(text) } else { nil }
  }
}
