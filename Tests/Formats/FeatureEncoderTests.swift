import MidgeFormats
import Testing

@Suite struct FeatureEncoderTests {
  let colour = FeatureColumn(name: "colour", kind: .category(values: ["blue", "green", "red"]))
  let size = FeatureColumn(name: "size", kind: .numeric)

  func encode(_ text: String, _ columns: [FeatureColumn]) throws(FormatError) -> [Double] {
    let table = try table(text)
    let encoder = try FeatureEncoder(columns: columns, columnNames: table.columnNames)
    var inputs: [Double] = []
    for row in table.rows { try encoder.append(row, to: &inputs) }
    return inputs
  }

  @Test func numbersAndOneHotInTheOrderOfTheColumns() throws {
    #expect([colour, size].inputCount == 4)
    let inputs = try encode("size,target,colour\n1.5,x,red\n2,y,blue\n", [colour, size])
    #expect(inputs == [0, 0, 1, 1.5, 1, 0, 0, 2])
  }

  @Test func describesTheColumnsOfATable() throws {
    let table = try table("size,colour\n1.5,red\n2,blue\n3,green\n4,red\n")
    #expect(try [table.featureColumn(at: 1), table.featureColumn(at: 0)] == [colour, size])
  }

  @Test func namesAnUnseenCategory() throws {
    let error = formatError { () throws(FormatError) in
      _ = try encode("size,colour\n1,red\n1,mauve\n", [size, colour])
    }
    #expect(error?.message.contains("'mauve'") == true)
    #expect(error?.message.contains("'colour'") == true)
    #expect(error?.line == 3)
    #expect(error?.column == 2)
  }

  @Test func aTextEqualOnlyInUnicodeIsAnotherCategory() throws {
    let column = FeatureColumn(name: "c", kind: .category(values: ["é"]))
    #expect(formatError { () throws(FormatError) in _ = try encode("c\ne\u{301}\n", [column]) } != nil)
  }

  @Test(arguments: [("x", "not a number"), ("inf", "finite"), ("\"\"", "empty")])
  func namesACellThatIsNoNumber(cell: String, word: String) throws {
    let error = formatError { () throws(FormatError) in _ = try encode("size,b\n1,b\n\(cell),b\n", [size]) }
    #expect(error?.message.contains(word) == true)
    #expect(error?.line == 3)
    #expect(error?.column == 1)
  }

  @Test func namesMissingColumns() throws {
    let error = formatError { () throws(FormatError) in _ = try encode("size,b\n1,b\n", [colour, size]) }
    #expect(error?.message.contains("'colour'") == true)
    #expect(error?.message.contains("'size', 'b'") == true)
  }

  @Test func anErrorLeavesTheInputsAsTheyWere() throws {
    let table = try table("size,colour\n1,mauve\n")
    let encoder = try FeatureEncoder(columns: [size, colour], columnNames: table.columnNames)
    var inputs = [7.0]
    _ = formatError { () throws(FormatError) in try encoder.append(table.rows[0], to: &inputs) }
    #expect(inputs == [7])
  }

  @Test func aRowOfAnotherTableIsRefused() throws {
    let narrow = try table("a\n1\n")
    let encoder = try FeatureEncoder(columns: [size], columnNames: ["a", "size"])
    var inputs: [Double] = []
    #expect(formatError { () throws(FormatError) in try encoder.append(narrow.rows[0], to: &inputs) } != nil)
  }
}
