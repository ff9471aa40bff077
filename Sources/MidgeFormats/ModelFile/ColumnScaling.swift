/// How a column of numbers is scaled: to mean 0 and standard deviation 1.
public enum ColumnScaling {
  /// Mean and population standard deviation of the values of rows from 0 on, at least one; the scale of a constant column is 1. The deviations are
  /// scaled by the largest of them so that no square leaves the range of `Double`.
  public static func fit(rowCount: Int, value: (Int) -> Double) -> (mean: Double, scale: Double) {
    let first = value(0)
    var sum = 0.0, isConstant = true
    for row in 0..<rowCount {
      sum += value(row)
      if value(row) != first { isConstant = false }
    }
    if isConstant { return (first, 1) }
    let mean = sum / Double(rowCount)
    var largest = 0.0
    for row in 0..<rowCount { largest = max(largest, abs(value(row) - mean)) }
    guard largest > 0, largest.isFinite else { return (mean, largest == 0 ? 1 : largest) }
    var squares = 0.0
    for row in 0..<rowCount {
      let deviation = (value(row) - mean) / largest
      squares += deviation * deviation
    }
    let scale = largest * (squares / Double(rowCount)).squareRoot()
    return (mean, scale > 0 ? scale : 1)
  }

  public static func scaled(_ value: Double, mean: Double, scale: Double) -> Float { Float((value - mean) / scale) }
}
