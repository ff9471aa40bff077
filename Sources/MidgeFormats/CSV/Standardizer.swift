/// Shifts and scales inputs so that each numeric one has mean 0 and standard deviation 1 over the rows it was
/// fitted to.
public struct Standardizer: Equatable, Sendable {
  /// What is subtracted from each input.
  public let mean: [Double]

  /// What each input is divided by afterwards; finite and above 0.
  public let scale: [Double]

  /// Takes over numbers fitted earlier.
  ///
  /// - Throws: `FormatError` when the lengths differ, a mean is not finite or a scale is not finite and above 0.
  public init(mean: [Double], scale: [Double]) throws(FormatError) {
    guard mean.count == scale.count else {
      throw FormatError("the standardizer has \(mean.count) means but \(scale.count) scales")
    }
    for index in mean.indices {
      guard mean[index].isFinite, scale[index].isFinite, scale[index] > 0 else {
        throw FormatError("the standardizer's mean and scale of input \(index + 1) are not usable numbers")
      }
    }
    self.mean = mean
    self.scale = scale
  }

  /// Standardises whole rows, one after the other, and appends them to `output`: `Float((value - mean) / scale)`.
  ///
  /// - Throws: `FormatError` when the length of `values` is no multiple of the row's, or a result is beyond
  ///   `Float`; `output` is then what it was before. The error's column is the number of the input.
  public func append(_ values: [Double], to output: inout [Float]) throws(FormatError) {
    guard mean.isEmpty ? values.isEmpty : values.count % mean.count == 0 else {
      throw FormatError("\(values.count) values are not whole rows of \(mean.count)")
    }
    let count = output.count
    var input = 0
    for value in values {
      let result = ColumnScaling.scaled(value, mean: mean[input], scale: scale[input])
      guard result.isFinite else {
        output.removeSubrange(count...)
        throw FormatError("\(value) is too far from the training data to be computed with", column: input + 1)
      }
      output.append(result)
      input = input + 1 == mean.count ? 0 : input + 1
    }
  }
}
