/// Rows to train on, in memory of the caller's: inputs, targets, and the order in which to take them.
@unsafe public struct Samples<Scalar: KernelScalar> {
  public var inputs: Rows<Scalar>
  public var targets: Targets<Scalar>
  public var count: Int
  /// Nil: in the order in which they lie.
  public var order: Shuffle?
  /// A factor of each sample's loss; nil: 1.
  public var weights: UnsafePointer<Scalar>?

  @inlinable
  public init(
    inputs: Rows<Scalar>, targets: Targets<Scalar>, count: Int, order: Shuffle? = nil,
    weights: UnsafePointer<Scalar>? = nil
  ) {
    unsafe self.inputs = inputs
    unsafe self.targets = targets
    unsafe self.count = count
    unsafe self.order = order
    unsafe self.weights = weights
  }

  /// Copies `rows` rows, from position `first` of the order on, to where they lie together.
  #if DEBUG
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
  #endif
  @inlinable @inline(__always)
  func gather(
    _ order: Shuffle, first: Int, rows: Int, inputCount: Int, outputCount: Int,
    into inputs: MutableRows<Scalar>, _ targets: UnsafeMutablePointer<Scalar>
  ) {
    for row in 0..<rows {
      let source = order[first &+ row]
      let line = unsafe self.inputs[source]
      for column in 0..<inputCount { unsafe inputs[row][column] = line[column] }
      switch unsafe self.targets {
      case .values(let values):
        let line = unsafe values[source]
        for column in 0..<outputCount { unsafe targets[row &* outputCount &+ column] = line[column] }
      case .classes(let labels):
        unsafe UnsafeMutableRawPointer(targets).storeBytes(of: labels[source], toByteOffset: row &* 4, as: Int32.self)
      }
    }
  }

  /// The gathered targets, where `gather` has put them.
  @inlinable
  func gatheredTargets(_ targets: UnsafeMutablePointer<Scalar>, outputCount: Int) -> Targets<Scalar> {
    switch unsafe self.targets {
    case .values: unsafe .values(Rows(base: targets, stride: outputCount))
    case .classes: unsafe .classes(UnsafeRawPointer(targets).assumingMemoryBound(to: Int32.self))
    }
  }
}
