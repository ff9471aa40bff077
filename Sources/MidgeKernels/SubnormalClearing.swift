/// x <- 0 where x is a subnormal number, in `count` scalars, a multiple of 16; NaN stays, -0 may become 0. One pass that reads; if there is a
/// subnormal number, another that writes.
@safe public struct SubnormalClearing<Scalar: KernelScalar> {
  @usableFromInline let values: UnsafeMutablePointer<Scalar>
  @usableFromInline let count: Int

  @inlinable @inline(__always)
  public init(_ values: UnsafeMutablePointer<Scalar>, count: Int) {
    unsafe self.values = values
    self.count = count
  }

  @inlinable @inline(__always)
  public func run<V: KernelVector>(_ vector: V.Type) where V.Scalar == Scalar {
    let least = V(repeating: Scalar.leastNormalMagnitude)
    var largest = V.zero, index = 0
    while index < count {
      let size = unsafe V.absolute(V(loading: values + index))
      largest = V.select(where: least, exceeds: size, then: V.maximum(size, largest), else: largest)
      index &+= V.laneCount
    }
    if largest.treeSum() == 0 { return }
    index = 0
    while index < count {
      let x = unsafe V(loading: values + index)
      unsafe V.select(where: least, exceeds: V.absolute(x), then: V.zero, else: x).store(to: values + index)
      index &+= V.laneCount
    }
  }
}
