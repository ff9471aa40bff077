extension SIMD4 where Scalar: KernelScalar {
  @inlinable @inline(__always)
  public static func transpose(_ quad: (Int, Int) -> Self, _ store: (Int, Self) -> Void) {
    let r = (quad(0, 0), quad(1, 0), quad(2, 0), quad(3, 0))
    let ab = (Scalar.low(r.0, r.1), Scalar.high(r.0, r.1)), cd = (Scalar.low(r.2, r.3), Scalar.high(r.2, r.3))
    store(0, Scalar.firstPairs(ab.0, cd.0))
    store(1, Scalar.lastPairs(ab.0, cd.0))
    store(2, Scalar.firstPairs(ab.1, cd.1))
    store(3, Scalar.lastPairs(ab.1, cd.1))
  }

  @inlinable @inline(__always)
  public static func treeSums(ofRows row: (Int) -> Self) -> Self { treeSums(row(0), row(1), row(2), row(3)) }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let ab = sum(Scalar.firstPairs(a, b), Scalar.lastPairs(a, b))
    let cd = sum(Scalar.firstPairs(c, d), Scalar.lastPairs(c, d))
    return sum(Scalar.evenLanes(ab, cd), Scalar.oddLanes(ab, cd))
  }
}
