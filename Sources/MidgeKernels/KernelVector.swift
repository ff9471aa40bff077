/// A short vector of floating-point numbers: what the kernels are generic over.
///
/// The lane count is a property of the type, not of the processor: sixteen lanes are one register with AVX-512, two with AVX2 and
/// four with SSE, and give the same bits on all of them. `LaneVector` is the one there is.
public protocol KernelVector: Sendable {
  associatedtype Scalar: KernelScalar
  /// Four lanes of the same kind.
  associatedtype Quad: KernelVector where Quad.Scalar == Scalar, Quad.Quad == Quad

  static var laneCount: Int { get }
  init(repeating value: Scalar)
  /// Reads `laneCount` scalars; no alignment is needed beyond the scalar's own.
  init(loading source: UnsafePointer<Scalar>)
  /// Reads the first `count` scalars; the other lanes are 0, and the memory behind them is not touched.
  init(loading source: UnsafePointer<Scalar>, count: Int)
  /// The first lanes of sixteen; and these lanes, followed by 0 up to sixteen.
  init(firstOf lanes: SIMD16<Scalar>)
  var sixteenLanes: SIMD16<Scalar> { get }
  /// Writes `laneCount` scalars.
  func store(to destination: UnsafeMutablePointer<Scalar>)

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static var fusesMultiplyAdd: Bool { get }
  /// See `TilePlan`.
  static var finishesBeside: Bool { get }
  /// a * b + c: rounded once by a fused type, twice by a portable one. The promise belongs to the type, so the bits do too.
  static func multiplyAdd(_ a: Self, _ b: Self, _ c: Self) -> Self
  func squareRoot() -> Self
  /// Where a > b, x; elsewhere, also where a or b is NaN, y.
  static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self
  /// |a| with the sign bit of b.
  static func copySign(of b: Self, to a: Self) -> Self
  /// a * 2^k, where biased = k + `roundingBias`; subnormal results are rounded once.
  static func scale(_ a: Self, byBiasedExponent biased: Self) -> Self
  /// The bits as integers: shifted left by the digits of a significand; shifted right by one, the sign kept; subtracted.
  func bitsShiftedIntoExponent() -> Self
  func bitsHalved() -> Self
  static func bitDifference(_ a: Self, _ b: Self) -> Self
  /// For a normal a > 0: the m in [1, 2) and the integral k with a = m * 2^k.
  static func splitExponent(of a: Self) -> (significand: Self, exponent: Self)

  /// The lanes that a mask keeps, of which the first stands for number `unit` of a row; 0 in the others.
  static func kept(_ a: Self, by row: DropoutMask.Row, from unit: Int) -> Self

  func lane(_ index: Int) -> Scalar
  /// 0, 1, 2, ...
  static var laneIndices: Self { get }
  /// Sum of the lanes in a fixed tree: halves are added until one lane is left.
  func treeSum() -> Scalar
  /// The tree sums of four vectors, and of as many as there are lanes.
  static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Quad
  static func treeSums(ofRows row: (Int) -> Self) -> Self
  /// As many quads as there are lanes, transposed: their first lanes, their second ones, and so on.
  static func transposed(_ quad: (Int) -> Quad) -> (Self, Self, Self, Self)
  /// Largest lane; of no use when a lane is NaN.
  func treeMaximum() -> Scalar
}

extension KernelVector {
  /// The lanes of a row of `count` scalars from `column` on; 0 beyond its end, whose memory is not touched.
  @inlinable @inline(__always)
  public static func load(_ row: UnsafePointer<Scalar>, column: Int, count: Int) -> Self {
    column &+ laneCount <= count
      ? unsafe Self(loading: row + column) : unsafe Self(loading: row + column, count: count &- column)
  }

  /// Copies `count` scalars, a vector at a time as far as they go; no other memory is touched.
  @inlinable @inline(__always)
  public static func copy(_ source: UnsafePointer<Scalar>, to destination: UnsafeMutablePointer<Scalar>, count: Int) {
    var column = 0
    while column &+ laneCount <= count {
      unsafe Self(loading: source + column).store(to: destination + column)
      column &+= laneCount
    }
    while column < count {
      unsafe destination[column] = source[column]
      column &+= 1
    }
  }

  @inlinable @inline(__always)
  public static var zero: Self { Self(repeating: 0) }

  @inlinable @inline(__always)
  public static func maximum(_ a: Self, _ b: Self) -> Self { select(where: a, exceeds: b, then: a, else: b) }

  /// The first `count` lanes of a, and `filler` in the others.
  @inlinable @inline(__always)
  public static func keepFirst(_ count: Int, of a: Self, filler: Self) -> Self {
    select(where: Self(repeating: Scalar(count)), exceeds: laneIndices, then: a, else: filler)
  }

  /// A square of scalars in rows of one stride, transposed. Reads and writes all of them; `target` may not alias `source`.
  @inlinable @inline(__always)
  public static func transpose(_ source: Rows<Scalar>, into target: MutableRows<Scalar>) {
    for column in stride(from: 0, to: laneCount, by: 4) {
      let columns = transposed { unsafe Quad(loading: source[$0] + column) }
      unsafe columns.0.store(to: target[column])
      unsafe columns.1.store(to: target[column &+ 1])
      unsafe columns.2.store(to: target[column &+ 2])
      unsafe columns.3.store(to: target[column &+ 3])
    }
  }

  /// The first `count` lanes, if there are so many; 0 in the others.
  @inlinable @inline(__always)
  public static func pad(_ a: Self, from count: Int) -> Self {
    count >= laneCount ? a : keepFirst(count, of: a, filler: zero)
  }

  @inlinable @inline(__always)
  public static func absolute(_ a: Self) -> Self { copySign(of: Self(repeating: 1), to: a) }
}
