import MidgeFormats
import Testing

private func parse(_ text: String) throws(FormatError) -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

@Suite struct JSONReaderTests {
  @Test func readsEveryKindAndKeepsTheOrder() throws {
    let value = try parse(" {\"z\": [1, -0.5e+2, true, false, null, \"x\"], \"a\": {}, \"m\": []}\r\n\t")
    #expect(
      value
        == .object([
          JSONMember(
            "z",
            .array([
              .number("1"), .number("-0.5e+2"), .bool(true), .bool(false), .null, .string("x"),
            ])),
          JSONMember("a", .object([])), JSONMember("m", .array([])),
        ]))
    #expect(value["z"]?.array?[0].integer == 1)
    #expect(value["z"]?.array?[1].double == -50)
    #expect(value["z"]?.array?[1].integer == nil)
    #expect(value["none"] == nil)
  }

  @Test func readsEscapes() throws {
    #expect(try parse(#""\"\\\/\b\f\n\r\t\u0041\u00e9\uD83D\uDC1d é🐝""#).string == "\"\\/\u{8}\u{C}\n\r\tAé🐝 é🐝")
  }

  @Test func keepsIntegersThatDoubleCannotHold() throws {
    #expect(try parse("9007199254740993").integer == 9_007_199_254_740_993)
    #expect(try parse("9223372036854775808").integer == nil)
  }

  @Test func numbersOutOfRangeAreNotThere() throws {
    #expect(try parse("1e999").double == nil)
    #expect(try parse("1e39").float == nil)
    #expect(try parse("1e39").double == 1e39)
    #expect(try parse("\"1\"").double == nil)
  }

  @Test(arguments: [
    ("", 0), ("  ", 2), ("{", 1), ("[1", 2), ("[1,]", 3), ("{\"a\":1,}", 7), ("{a:1}", 1), ("{\"a\" 1}", 5),
    ("[1 2]", 3),
    ("1 2", 2), ("01", 1), ("-", 1), ("1.", 2), (".5", 0), ("1e", 2), ("+1", 0), ("NaN", 0), ("Infinity", 0),
    ("tru", 0), ("truE", 0), ("\"abc", 0), ("\"a\nb\"", 2), ("\"\\x\"", 1), ("\"\\", 1), ("\"\\u12", 1),
    ("\"\\u12g4\"", 1),
    ("\"\\ud800\"", 1), ("\"\\udc00\"", 1), ("\"\\ud800\\u0041\"", 1), ("\"\\ud800\\n\"", 1),
    ("{\"k\":1,\"j\":2,\"\\u006b\":3}", 13), ("'a'", 0), ("[]]", 2), ("\u{FEFF}1", 0),
  ])
  func saysWhereItGoesWrong(text: String, offset: Int) {
    let error = formatError { () throws(FormatError) in _ = try parse(text) }
    #expect(error?.byteOffset == offset, "\(error?.message ?? "")")
  }

  @Test func wantsUTF8() {
    for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
      #expect(formatError { () throws(FormatError) in _ = try JSONValue(parsing: bytes) } != nil)
    }
  }

  @Test func keysDifferingOnlyInUnicodeFormAreTwo() throws {
    let value = try parse("{\"é\":1,\"e\u{301}\":2}")
    #expect(value["é"]?.integer == 1)
    #expect(value["e\u{301}"]?.integer == 2)
  }

  @Test func limitsTheDepth() throws {
    let nested = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    _ = try parse(nested(64))
    #expect(formatError { () throws(FormatError) in _ = try parse(nested(65)) }?.byteOffset == 64)
    #expect(formatError { () throws(FormatError) in _ = try parse(String(repeating: "[", count: 1_000_000)) } != nil)
  }
}
