import MidgeFormats
import Testing

@Suite struct CSVTableTests {
  @Test func readsHeaderAndRows() throws {
    let table = try table("age,name\n1,Ann\n2,Bob\n")
    #expect(table.hasHeader)
    #expect(table.columnNames == ["age", "name"])
    #expect(texts(table) == [["1", "Ann"], ["2", "Bob"]])
  }

  @Test(arguments: [
    "a,b\n1,2", "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "\u{FEFF}a,b\n1,2\n", "a,b\n1,2\n\n\n", "a,b\n1,2\n \t\n",
    "\u{FEFF}\"a\",b\n\"1\",2\n", " a ,\tb\n1,2\n",
  ])
  func readsTheSameFromEveryDialect(text: String) throws {
    let table = try table(text)
    #expect(table.columnNames == ["a", "b"])
    #expect(texts(table) == [["1", "2"]])
  }

  @Test func readsQuotedFields() throws {
    let table = try table("a,b,c\n\"x,y\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n\"\",,\"\"\"\"\n")
    #expect(texts(table) == [["x,y", "say \"hi\"", "two\r\nlines"], ["", "", "\""]])
  }

  @Test func knowsWhereEveryCellStands() throws {
    let table = try table("a,b\n\"1\n2\",3\n4,\"5\n\"\n6,7")
    #expect(table.rows.map { $0.map(\.line) } == [[2, 3], [4, 4], [6, 6]])
    #expect(table.rows.map { $0.map(\.column) } == [[1, 2], [1, 2], [1, 2]])
    #expect(table.rows.map(\.line) == [2, 4, 6])
  }

  @Test(arguments: ["1,x\n2,y", "x,1\ny,2", "x, 1e3 \ny,2", "x,nan\ny,2", "x,-INF\ny,2", "x,1e999\ny,2"])
  func aNumberInTheFirstRowMeansNoHeader(text: String) throws {
    let table = try table(text)
    #expect(!table.hasHeader)
    #expect(table.columnNames == ["1", "2"])
    #expect(table.rows.count == 2)
  }

  @Test(arguments: ["x,0x10\n1,2", "x,1_000\n1,2", "x,12 km\n1,2", "x,1e\n1,2"])
  func whatIsNotQuiteANumberIsAHeader(text: String) throws {
    #expect(try table(text).hasHeader)
  }

  @Test func anEmptyHeaderCellIsNumbered() throws {
    #expect(try table(",b\n1,2").columnNames == ["1", "b"])
  }

  @Test func keepsTextsAsTheyAre() throws {
    #expect(try texts(table("a\n x \nñandú\n🐝\n")) == [[" x "], ["ñandú"], ["🐝"]])
  }

  @Test func readsManyCells() throws {
    var text = "a,b,c,d\n"
    for row in 0..<25_000 { text += "\(row),\(row * 2),0.5,\"t\(row % 7)\"\n" }
    let table = try table(text)
    #expect(table.rows.count == 25_000)
    #expect(table.rows[24_999].map(\.text) == ["24999", "49998", "0.5", "t2"])
    #expect(try table.kind(ofColumn: 1) == .numeric)
    #expect(try table.categoryValues(ofColumn: 3).count == 7)
  }
}
