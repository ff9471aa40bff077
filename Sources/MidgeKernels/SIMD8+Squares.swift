extension SIMD8 where Scalar: KernelScalar {
  @inlinable @inline(__always)
  public static func transposed(_ quad: (Int) -> SIMD4<Scalar>) -> (Self, Self, Self, Self) {
    @inline(__always) func rows(_ i: Int) -> Self { Self(lowHalf: quad(i), highHalf: quad(4 &+ i)) }
    return transposedQuads(rows(0), rows(1), rows(2), rows(3))
  }

  @inlinable @inline(__always)
  public static func treeSums(ofRows row: (Int) -> Self) -> Self {
    let y = (halves(row(0), row(4)), halves(row(1), row(5)), halves(row(2), row(6)), halves(row(3), row(7)))
    return neighbours(pairs(y.0, y.1), pairs(y.2, y.3))
  }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    sumsOfPairs(pairs(halves(a, c), halves(b, d)))
  }

  /// The sums of the four pairs of lanes.
  @inlinable @inline(__always)
  static func sumsOfPairs(_ a: Self) -> SIMD4<Scalar> {
    SIMD4<Scalar>.sum(Scalar.evenLanes(a.lowHalf, a.highHalf), Scalar.oddLanes(a.lowHalf, a.highHalf))
  }

  /// Four rows of quads: each square of four by four transposed.
  @inlinable @inline(__always)
  static func transposedQuads(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> (Self, Self, Self, Self) {
    let ab = (Scalar.low(a, b), Scalar.high(a, b)), cd = (Scalar.low(c, d), Scalar.high(c, d))
    return (
      Scalar.firstPairs(ab.0, cd.0), Scalar.lastPairs(ab.0, cd.0), Scalar.firstPairs(ab.1, cd.1),
      Scalar.lastPairs(ab.1, cd.1)
    )
  }

  /// The sums of each vector's halves.
  @inlinable @inline(__always)
  static func halves(_ a: Self, _ b: Self) -> Self { sum(Scalar.firstHalves(a, b), Scalar.lastHalves(a, b)) }
  /// In each quad, the sums of a's pairs and of b's.
  @inlinable @inline(__always)
  static func pairs(_ a: Self, _ b: Self) -> Self { sum(Scalar.firstPairs(a, b), Scalar.lastPairs(a, b)) }
  /// In each quad, the sums of neighbours in a and in b.
  @inlinable @inline(__always)
  static func neighbours(_ a: Self, _ b: Self) -> Self { sum(Scalar.evenLanes(a, b), Scalar.oddLanes(a, b)) }
}
