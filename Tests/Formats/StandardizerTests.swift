import MidgeFormats
import Testing

@Suite struct StandardizerTests {
  let columns = [
    FeatureColumn(name: "x", kind: .numeric), FeatureColumn(name: "c", kind: .category(values: ["a", "b"])),
    FeatureColumn(name: "k", kind: .numeric),
  ]

  @Test func fitsPopulationDeviationOverTheGivenRows() throws {
    let values = [2.0, 1, 0, 0.1, 4, 0, 1, 0.1, 6, 0, 1, 0.1, 1000, 1, 0, 5]
    let standardizer = try Standardizer(fitting: values, rows: [2, 0, 1], columns: columns)
    #expect(standardizer.mean == [4, 0, 0, 0.1])
    #expect(abs(standardizer.scale[0] - (8.0 / 3).squareRoot()) < 1e-15)
    #expect(standardizer.scale[1...] == [1, 1, 1])
  }

  @Test func appliesInDoubleAndRoundsOnce() throws {
    let standardizer = try Standardizer(mean: [100_000_000.25, 0], scale: [0.5, 3])
    var output: [Float] = [9]
    try standardizer.append([100_000_000.5, 1, 100_000_000.25, 6], to: &output)
    #expect(output == [9, 0.5, Float(1.0 / 3), 0, 2])
  }

  @Test(arguments: [1e-200, 1, 1e200]) func neitherOverflowsNorVanishes(unit: Double) throws {
    let standardizer = try Standardizer(fitting: [-unit, unit], rows: [0, 1], columns: [columns[0]])
    #expect(standardizer.mean == [0])
    #expect(abs(standardizer.scale[0] / unit - 1) < 1e-15)
  }

  @Test(arguments: [([0.0], []), ([0], [0]), ([0], [-1]), ([.nan], [1]), ([0], [.infinity])])
  func refusesNumbersItCannotUse(mean: [Double], scale: [Double]) {
    #expect(formatError { () throws(FormatError) in _ = try Standardizer(mean: mean, scale: scale) } != nil)
  }

  @Test(arguments: [([], []), ([1.0], [1]), ([1], [-1]), ([.greatestFiniteMagnitude, 1.5e308], [0, 1])])
  func refusesRowsItCannotFitTo(values: [Double], rows: [Int]) {
    #expect(
      formatError { () throws(FormatError) in
        _ = try Standardizer(fitting: values, rows: rows, columns: [columns[0]])
      } != nil)
  }

  @Test func refusesRowsCutShortAndResultsBeyondFloat() throws {
    let standardizer = try Standardizer(mean: [0, 0], scale: [1, 1])
    var output: [Float] = [9]
    #expect(formatError { () throws(FormatError) in try standardizer.append([1, 2, 3], to: &output) } != nil)
    let error = formatError { () throws(FormatError) in try standardizer.append([1, 1e300], to: &output) }
    #expect(error?.column == 2)
    #expect(output == [9])
  }
}
