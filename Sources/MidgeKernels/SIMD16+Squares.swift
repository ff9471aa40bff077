extension SIMD16 where Scalar: KernelScalar {
  /// From quads, because x86-64-v4 puts those together from memory on two ports, and shuffles whole vectors on one: 0.8 of the time.
  @inlinable @inline(__always)
  public static func transposed(_ quad: (Int) -> SIMD4<Scalar>) -> (Self, Self, Self, Self) {
    @inline(__always) func rows(_ i: Int) -> Self {
      Self(
        lowHalf: SIMD8(lowHalf: quad(i), highHalf: quad(4 &+ i)),
        highHalf: SIMD8(lowHalf: quad(8 &+ i), highHalf: quad(12 &+ i)))
    }
    return transposedQuads(rows(0), rows(1), rows(2), rows(3))
  }

  @inlinable @inline(__always)
  public static func treeSums(ofRows row: (Int) -> Self) -> Self {
    let y0 = quarters(halves(row(0), row(4)), halves(row(8), row(12)))
    let y1 = quarters(halves(row(1), row(5)), halves(row(9), row(13)))
    let y2 = quarters(halves(row(2), row(6)), halves(row(10), row(14)))
    let y3 = quarters(halves(row(3), row(7)), halves(row(11), row(15)))
    return neighbours(pairs(y0, y1), pairs(y2, y3))
  }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let quads = quarters(halves(a, c), halves(b, d))
    return SIMD8<Scalar>.sumsOfPairs(SIMD8<Scalar>.pairs(quads.lowHalf, quads.highHalf))
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

  /// The sums of each vector's halves, and of the quads of each half.
  @inlinable @inline(__always)
  static func halves(_ a: Self, _ b: Self) -> Self { sum(Scalar.firstHalves(a, b), Scalar.lastHalves(a, b)) }
  @inlinable @inline(__always)
  static func quarters(_ a: Self, _ b: Self) -> Self { sum(Scalar.evenQuads(a, b), Scalar.oddQuads(a, b)) }
  /// In each quad, the sums of a's pairs and of b's.
  @inlinable @inline(__always)
  static func pairs(_ a: Self, _ b: Self) -> Self { sum(Scalar.firstPairs(a, b), Scalar.lastPairs(a, b)) }
  /// In each quad, the sums of neighbours in a and in b.
  @inlinable @inline(__always)
  static func neighbours(_ a: Self, _ b: Self) -> Self { sum(Scalar.evenLanes(a, b), Scalar.oddLanes(a, b)) }
}
