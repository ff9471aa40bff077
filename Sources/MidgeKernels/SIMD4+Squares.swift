extension SIMD4 where Scalar: KernelScalar {
  @inlinable @inline(__always)
  public static func transposed(_ quad: (Int) -> Self) -> (Self, Self, Self, Self) {
    transposedQuads(quad(0), quad(1), quad(2), quad(3))
  }

  @inlinable @inline(__always)
  public static func treeSums(ofRows row: (Int) -> Self) -> Self { treeSums(row(0), row(1), row(2), row(3)) }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let ab = sum(Scalar.firstPairs(a, b), Scalar.lastPairs(a, b))
    let cd = sum(Scalar.firstPairs(c, d), Scalar.lastPairs(c, d))
    return sum(Scalar.evenLanes(ab, cd), Scalar.oddLanes(ab, cd))
  }

  @inlinable @inline(__always)
  static func transposedQuads(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> (Self, Self, Self, Self) {
    let ab = (Scalar.low(a, b), Scalar.high(a, b)), cd = (Scalar.low(c, d), Scalar.high(c, d))
    return (
      Scalar.firstPairs(ab.0, cd.0), Scalar.lastPairs(ab.0, cd.0), Scalar.firstPairs(ab.1, cd.1),
      Scalar.lastPairs(ab.1, cd.1)
    )
  }
}
