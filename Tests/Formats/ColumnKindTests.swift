import Testing

@testable import MidgeFormats

@Suite struct ColumnKindTests {
  @Test func theFirstCellDecides() throws {
    let table = try table("n,t\n1,b\n -2.5e-3 ,10\n+.5,a\n5.,b\n")
    #expect(try table.kind(ofColumn: 0) == .numeric)
    #expect(try table.kind(ofColumn: 1) == .category(values: ["10", "a", "b"]))
  }

  @Test func categoriesAreSortedByBytesAndKeptApartByBytes() throws {
    let table = try table("t\nz\né\ne\u{301}\nZ\n🐝\n")
    guard case .category(let values) = try table.kind(ofColumn: 0) else {
      Issue.record("not a category")
      return
    }
    #expect(values.map { Array($0.utf8) } == ["Z", "e\u{301}", "z", "é", "🐝"].map { Array($0.utf8) })
  }

  @Test(arguments: [
    ("1\nx", "'x' is not a number", 3), ("1\n\"\"", "empty", 3), ("1\nnan", "not a finite", 3),
    ("1\n-Inf", "not a finite", 3), ("1\n+INFINITY", "not a finite", 3), ("1\n1e999", "not a finite", 3),
    ("NaN\n1", "not a finite", 2), ("1e999\n1", "not a finite", 2), ("\"\"\n1", "empty", 2), ("x\n\"\"", "empty", 3),
    ("x\n\" \"", "empty", 3), ("1\n0x10", "not a number", 3), ("1\n1_0", "not a number", 3),
    ("1\n1 2", "not a number", 3), ("1\n1e", "not a number", 3), ("1\n.", "not a number", 3),
    ("1\n--1", "not a number", 3),
    ("1\n١", "not a number", 3), ("1\nnan(1)", "not a number", 3),
  ])
  func cellsMustFit(data: String, word: String, line: Int) throws {
    let table = try table("k,age\n" + data.split(separator: "\n").map { "k,\($0)\n" }.joined())
    let error = formatError { () throws(FormatError) in _ = try table.kind(ofColumn: 1) }
    #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
    #expect(error?.message.contains("'age'") == true)
    #expect(error?.line == line)
    #expect(error?.column == 2)
  }

  @Test(arguments: [
    ("0", 0.0), ("-0", -0.0), ("007", 7), ("1e-999", 0), ("1E+2", 100), ("0.1", 0.1),
    ("123456789012345678901", 1.2345678901234568e20), ("4.9e-324", .leastNonzeroMagnitude),
    ("1.7976931348623157e308", 1.7976931348623157e308),
  ])
  func numbersAreReadToTheNearest(text: String, value: Double) throws {
    let cell = try table("a\n\(text)").rows[0][0]
    guard case .finite(let read) = CellNumber(cell) else {
      Issue.record("\(text) is not read as a number")
      return
    }
    #expect(read.bitPattern == value.bitPattern)
  }
}
