/// Whether all of `count` scalars, a multiple of 16, are finite: x 0 is 0 then, else not a number. One pass.
@safe public struct FiniteCheck<Scalar: KernelScalar> {
  @usableFromInline let values: UnsafePointer<Scalar>
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  public init(_ values: UnsafePointer<Scalar>, count: Int) {
    unsafe self.values = values
    self.count = count
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) -> Bool where V.Scalar == Scalar {
    var sums = V.zero, index = 0
    while index < count {
      sums = unsafe V.multiplyAdd(V(loading: values + index), V.zero, sums)
      index &+= V.laneCount
    }
    return sums.treeSum() == 0
  }
}
