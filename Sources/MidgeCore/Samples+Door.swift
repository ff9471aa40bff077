extension Door {
  /// How many rows of `rowLength` scalars `count` scalars are; traps unless they are whole rows, and at least one.
  @inlinable @inline(__always)
  static func rowCount(_ count: Int, of rowLength: Int) -> Int {
    check(
      count > 0 && count % rowLength == 0, "the inputs must be whole rows of this many scalars", found: count,
      expected: rowLength)
    return count / rowLength
  }
}

/// The door for data: spans in, samples out, checked against the network's extents.
extension Samples {
  /// Calls `use` with the samples of two spans: `inputs`, rows of the network's inputs; `targets`, as many rows of its outputs.
  @inlinable @inline(__always)
  public static func borrow<Body: NetworkBody, Result>(
    _ inputs: Span<Scalar>, _ targets: Span<Scalar>, for body: Body, _ use: (Samples<Scalar>) -> Result
  ) -> Result {
    let (inputCount, outputCount) = (body.inputCount, body.outputCount)
    let rows = Door.rowCount(inputs.count, of: inputCount)
    Door.check(
      targets.count == rows &* outputCount, "the targets must be as many rows as the inputs, in scalars",
      found: targets.count, expected: rows &* outputCount)
    return unsafe inputs.withUnsafeBufferPointer { x in
      unsafe targets.withUnsafeBufferPointer { t in
        unsafe use(
          Samples(
            inputs: Rows(base: x.baseAddress.unsafelyUnwrapped, stride: inputCount),
            targets: .values(Rows(base: t.baseAddress.unsafelyUnwrapped, stride: outputCount)), count: rows))
      }
    }
  }

  /// The same for class indices, one a row, each from 0 up to the network's outputs.
  @inlinable @inline(__always)
  public static func borrow<Body: NetworkBody, Result>(
    _ inputs: Span<Scalar>, classes: Span<Int32>, for body: Body, _ use: (Samples<Scalar>) -> Result
  ) -> Result {
    let (inputCount, outputCount) = (body.inputCount, body.outputCount)
    let rows = Door.rowCount(inputs.count, of: inputCount)
    Door.check(classes.count == rows, "the classes must be one a row", found: classes.count, expected: rows)
    for row in 0..<rows {
      let label = Int(classes[row])
      Door.check(
        label >= 0 && label < outputCount, "a class must be below the network's outputs", found: label,
        expected: outputCount)
    }
    return unsafe inputs.withUnsafeBufferPointer { x in
      unsafe classes.withUnsafeBufferPointer { labels in
        unsafe use(
          Samples(
            inputs: Rows(base: x.baseAddress.unsafelyUnwrapped, stride: inputCount),
            targets: .classes(labels.baseAddress.unsafelyUnwrapped), count: rows))
      }
    }
  }
}
