extension SIMD16 where Scalar: KernelScalar {
  @inlinable @inline(__always)
  public static func transpose(_ load: (Int) -> Self, _ store: (Int, Self) -> Void) {
    let a = transposedQuads(load(0), load(1), load(2), load(3))
    let b = transposedQuads(load(4), load(5), load(6), load(7))
    let c = transposedQuads(load(8), load(9), load(10), load(11))
    let d = transposedQuads(load(12), load(13), load(14), load(15))
    stored(0, a.0, b.0, c.0, d.0, store)
    stored(1, a.1, b.1, c.1, d.1, store)
    stored(2, a.2, b.2, c.2, d.2, store)
    stored(3, a.3, b.3, c.3, d.3, store)
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

  /// Columns i, 4 + i, 8 + i and 12 + i: their quads lie in a, b, c and d.
  @inlinable @inline(__always)
  static func stored(_ i: Int, _ a: Self, _ b: Self, _ c: Self, _ d: Self, _ store: (Int, Self) -> Void) {
    let evenAB = Scalar.evenQuads(a, b), evenCD = Scalar.evenQuads(c, d)
    let oddAB = Scalar.oddQuads(a, b), oddCD = Scalar.oddQuads(c, d)
    store(i, Scalar.evenQuads(evenAB, evenCD))
    store(4 &+ i, Scalar.evenQuads(oddAB, oddCD))
    store(8 &+ i, Scalar.oddQuads(evenAB, evenCD))
    store(12 &+ i, Scalar.oddQuads(oddAB, oddCD))
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
