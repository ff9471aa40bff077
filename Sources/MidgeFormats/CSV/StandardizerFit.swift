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
        let fitted = moments(of: values, rows: rows, start: input, stride: width)
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

/// Mean and population standard deviation; the deviations are scaled by the largest of them so that no square
/// leaves the range of `Double`.
private func moments(of values: [Double], rows: [Int], start: Int, stride: Int) -> (mean: Double, scale: Double) {
  let first = values[rows[0] * stride + start]
  guard rows.contains(where: { values[$0 * stride + start] != first }) else { return (first, 1) }
  var sum = 0.0
  for row in rows { sum += values[row * stride + start] }
  let mean = sum / Double(rows.count)
  var largest = 0.0
  for row in rows { largest = max(largest, abs(values[row * stride + start] - mean)) }
  guard largest > 0, largest.isFinite else { return (mean, largest == 0 ? 1 : largest) }
  var squares = 0.0
  for row in rows {
    let deviation = (values[row * stride + start] - mean) / largest
    squares += deviation * deviation
  }
  let scale = largest * (squares / Double(rows.count)).squareRoot()
  return (mean, scale > 0 ? scale : 1)
}
