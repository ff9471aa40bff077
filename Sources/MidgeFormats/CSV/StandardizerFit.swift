extension Standardizer {
  /// Fits to rows of inputs as a `FeatureEncoder` makes them.
  ///
  /// The scale is the population standard deviation, in `Double`. A constant input gets scale 1; the inputs of a
  /// category are left alone (mean 0, scale 1).
  ///
  /// - Parameters:
  ///   - values: all rows, one after the other.
  ///   - rows: the rows to fit to, counted from 0: the training rows.
  ///   - columns: what the inputs were made from.
  /// - Throws: `FormatError` when there is no row, a row is not in `values`, or numbers are too large to average.
  public init(fitting values: [Double], rows: [Int], columns: [FeatureColumn]) throws(FormatError) {
    let width = columns.inputCount
    guard !rows.isEmpty else { throw FormatError("no rows to fit the standardizer to") }
    guard let last = rows.max(), let first = rows.min(), first >= 0, width == 0 || last < values.count / width else {
      throw FormatError("a row to fit the standardizer to does not exist")
    }
    var means = [Double](repeating: 0, count: width)
    var scales = [Double](repeating: 1, count: width)
    var input = 0
    for column in columns {
      if case .numeric = column.kind {
        let start = input
        let fitted = ColumnScaling.fit(rowCount: rows.count) { values[rows[$0] * width + start] }
        guard fitted.mean.isFinite, fitted.scale.isFinite else {
          throw FormatError("column \(excerpt(column.name)): the numbers are too large to be averaged; scale them down")
        }
        (means[input], scales[input]) = fitted
      }
      input += column.inputCount
    }
    try self.init(mean: means, scale: scales)
  }
}
