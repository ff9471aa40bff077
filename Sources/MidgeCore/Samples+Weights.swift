/// The door for samples with a weight each.
extension Samples {
  @inlinable @inline(__always)
  public static func borrow<Body: NetworkBody, Result>(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, weights: Span<Scalar>, for body: Body,
    _ use: (Samples<Scalar>) -> Result
  ) -> Result {
    unsafe borrow(inputs, targets, for: body) { samples in
      unsafe weighted(samples, weights, use)
    }
  }

  @inlinable @inline(__always)
  public static func borrow<Body: NetworkBody, Result>(
    _ inputs: Span<Scalar>, classes: Span<Int32>, weights: Span<Scalar>, for body: Body,
    _ use: (Samples<Scalar>) -> Result
  ) -> Result {
    unsafe borrow(inputs, classes: classes, for: body) { samples in
      unsafe weighted(samples, weights, use)
    }
  }

  @inlinable @inline(__always)
  static func weighted<Result>(
    _ samples: Samples<Scalar>, _ weights: Span<Scalar>, _ use: (Samples<Scalar>) -> Result
  ) -> Result {
    unsafe Door.check(
      weights.count == samples.count, "the weights must be one a row", found: weights.count, expected: samples.count)
    return unsafe weights.withUnsafeBufferPointer { place in
      var samples = unsafe samples
      unsafe samples.weights = place.baseAddress
      return unsafe use(samples)
    }
  }
}
