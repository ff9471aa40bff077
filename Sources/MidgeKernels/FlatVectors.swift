/// Sums over flat vectors of any length, in `Double`: eight running sums, element i in sum i mod 8, added in a fixed tree; what is left over goes to the
/// first. Products are rounded before they are added, so that all instruction sets give the same bits.
///
/// Inlined: the names tell no arithmetic.
public enum FlatVectors<Scalar: KernelScalar> {
  /// a . b
  @inlinable @inline(__always)
  public static func dot(_ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>, count: Int) -> Double {
    sum(count) { unsafe Double(a[$0]) * Double(b[$0]) }
  }

  /// Sum of |a|; NaN where a number is.
  @inlinable @inline(__always)
  public static func magnitudeSum(_ a: UnsafePointer<Scalar>, count: Int) -> Double {
    sum(count) { unsafe Double(abs(a[$0])) }
  }

  @inlinable @inline(__always)
  static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    var s0 = 0.0, s1 = 0.0, s2 = 0.0, s3 = 0.0, s4 = 0.0, s5 = 0.0, s6 = 0.0, s7 = 0.0, i = 0
    while i &+ 8 <= count {
      s0 += term(i)
      s1 += term(i &+ 1)
      s2 += term(i &+ 2)
      s3 += term(i &+ 3)
      s4 += term(i &+ 4)
      s5 += term(i &+ 5)
      s6 += term(i &+ 6)
      s7 += term(i &+ 7)
      i &+= 8
    }
    while i < count {
      s0 += term(i)
      i &+= 1
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7))
  }

  /// The largest |a|; of no use when a number is NaN.
  @inlinable @inline(__always)
  public static func largestMagnitude(_ a: UnsafePointer<Scalar>, count: Int) -> Double {
    var largest: Scalar = 0
    for i in 0..<count {
      let magnitude = unsafe abs(a[i])
      if magnitude > largest { largest = magnitude }
    }
    return Double(largest)
  }

  /// y <- x + a d; y may be x or d.
  @inlinable @inline(__always)
  public static func add(
    _ a: Scalar, times d: UnsafePointer<Scalar>, to x: UnsafePointer<Scalar>, into y: UnsafeMutablePointer<Scalar>,
    count: Int
  ) {
    for i in 0..<count { unsafe y[i] = x[i] + a * d[i] }
  }

  /// y <- a x; y may be x.
  @inlinable @inline(__always)
  public static func scale(
    _ x: UnsafePointer<Scalar>, by a: Scalar, into y: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    for i in 0..<count { unsafe y[i] = a * x[i] }
  }
}
