import MidgeFormats
import Testing

@Suite struct JSONWriterTests {
  @Test func writesOneLineInTheOrderGiven() {
    let bytes = JSONWriter.object { line in
      line.write("event", "epoch")
      line.write("epoch", 3)
      line.write("loss", Float(0.1))
      line.write("ok", true)
      line.write("none", Double?.none)
      line.write("output", [0.5, -1, 1e300])
      line.object("empty") { _ in }
      line.array("mixed") { array in
        array.write("a")
        array.object { $0.write("b", UInt64.max) }
        array.array { _ in }
      }
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == #"{"event":"epoch","epoch":3,"loss":0.1,"ok":true,"none":null,"#
        + #""output":[0.5,-1.0,1e+300],"empty":{},"mixed":["a",{"b":18446744073709551615},[]]}"#)
  }

  @Test func escapesStrings() {
    var writer = JSONWriter()
    writer.write("\"\\\n\r\t\u{0}\u{1F}\u{7F}é🐝/")
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #""\"\\\n\r\t\u0000\u001f\#u{7F}é🐝/""#)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func whatIsNotFiniteIsNull(value: Double) {
    var writer = JSONWriter()
    writer.write([value])
    writer.write([Float(value)])
    #expect(writer.bytes == Array("[null][null]".utf8))
  }

  @Test func numbersReadBackExactly() throws {
    var generator = SeededGenerator(state: 1)
    for _ in 0..<2000 {
      let double = Double(bitPattern: generator.next())
      let float = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      guard double.isFinite, float.isFinite else { continue }
      var writer = JSONWriter()
      writer.array { array in
        array.write(double)
        array.write(float)
      }
      let elements = try JSONValue(parsing: writer.bytes).array
      #expect(elements?[0].double?.bitPattern == double.bitPattern)
      #expect(elements?[1].float?.bitPattern == float.bitPattern)
    }
  }

  @Test func valuesReadBack() throws {
    let text = #"{"a":[1,2.50,{"b":null}],"é\n":"\\","t":[true,false]}"#
    var writer = JSONWriter()
    writer.write(try JSONValue(parsing: Array(text.utf8)))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
  }
}
