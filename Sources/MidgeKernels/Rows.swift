/// Rows of scalars in memory that somebody else owns: a matrix whose rows start `stride` scalars apart.
@unsafe public struct Rows<Scalar: KernelScalar> {
  public var base: UnsafePointer<Scalar>
  public var stride: Int

  @inlinable @inline(__always)
  public init(base: UnsafePointer<Scalar>, stride: Int) {
    unsafe self.base = base
    unsafe self.stride = stride
  }

  @inlinable @inline(__always)
  public subscript(row: Int) -> UnsafePointer<Scalar> { unsafe base + row &* stride }
}

/// `Rows` that can be written.
@unsafe public struct MutableRows<Scalar: KernelScalar> {
  public var base: UnsafeMutablePointer<Scalar>
  public var stride: Int

  @inlinable @inline(__always)
  public init(base: UnsafeMutablePointer<Scalar>, stride: Int) {
    unsafe self.base = base
    unsafe self.stride = stride
  }

  @inlinable @inline(__always)
  public subscript(row: Int) -> UnsafeMutablePointer<Scalar> { unsafe base + row &* stride }

  @inlinable @inline(__always)
  public var readOnly: Rows<Scalar> { unsafe Rows(base: base, stride: stride) }
}
