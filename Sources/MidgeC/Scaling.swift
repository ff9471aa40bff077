// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeFormats
import MidgeHeader

@c @implementation
public func midge_fit_scaling(
  _ values: UnsafePointer<Double>?, _ rowCount: Int, _ columnCount: Int, _ means: UnsafeMutablePointer<Double>?,
  _ deviations: UnsafeMutablePointer<Double>?
) -> midge_status {
  checked { () throws(Failure) in
    let values = try unsafe present(values, "values"), means = try unsafe present(means, "means")
    let deviations = try unsafe present(deviations, "deviations")
    _ = try table(rowCount, columnCount)
    for column in 0..<columnCount {
      let fitted = ColumnScaling.fit(rowCount: rowCount) { row in unsafe values[row * columnCount + column] }
      guard fitted.mean.isFinite, fitted.scale.isFinite else {
        throw .argument("values", ": not finite, or too large to average, in column ", column)
      }
      unsafe means[column] = fitted.mean
      unsafe deviations[column] = fitted.scale
    }
  }
}

@c @implementation
public func midge_scale(
  _ values: UnsafePointer<Double>?, _ rowCount: Int, _ columnCount: Int, _ means: UnsafePointer<Double>?,
  _ deviations: UnsafePointer<Double>?, _ inputs: UnsafeMutablePointer<Float>?
) -> midge_status {
  checked { () throws(Failure) in
    let values = try unsafe present(values, "values"), means = try unsafe present(means, "means")
    let deviations = try unsafe present(deviations, "deviations"), inputs = try unsafe present(inputs, "inputs")
    let count = try table(rowCount, columnCount)
    for column in 0..<columnCount {
      guard unsafe means[column].isFinite, unsafe deviations[column].isFinite, unsafe deviations[column] > 0 else {
        throw .argument("deviations", ": must be above 0 and finite, as the means, in column ", column)
      }
    }
    var column = 0
    for index in 0..<count {
      let value = unsafe ColumnScaling.scaled(values[index], mean: means[column], scale: deviations[column])
      guard value.isFinite else { throw .argument("values", ": out of range in column ", column) }
      unsafe inputs[index] = value
      column = column + 1 == columnCount ? 0 : column + 1
    }
  }
}

/// Values of a table with that many rows and columns.
private func table(_ rowCount: Int, _ columnCount: Int) throws(Failure) -> Int {
  guard columnCount > 0 else { throw .argument("column_count", ": must be positive, not ", columnCount) }
  return try scalarCount(rowCount, columnCount)
}

/// These calls have no network, and so no place for a text.
@inline(__always)
private func checked(_ body: () throws(Failure) -> Void) -> midge_status {
  do throws(Failure) {
    try body()
    return MIDGE_OK
  } catch {
    return error.status
  }
}
