/// Lanes of two vectors in a fixed pattern, one overload a width.
public protocol ShuffleOperations: KernelScalarBase {
  /// In each quad of lanes, the first two of a and of b in turn.
  static func low(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  /// In each quad of lanes, the last two of a and of b in turn.
  static func high(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  /// In each quad, the first two of a, then of b.
  static func firstPairs(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  /// In each quad, the last two of a, then of b.
  static func lastPairs(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  /// In each quad, lanes 0 and 2 of a, then of b.
  static func evenLanes(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  /// In each quad, lanes 1 and 3 of a, then of b.
  static func oddLanes(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self>
  static func low(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func high(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func firstPairs(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func lastPairs(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func evenLanes(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func oddLanes(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  /// The first half of a, then of b.
  static func firstHalves(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  /// The last half of a, then of b.
  static func lastHalves(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self>
  static func low(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func high(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func firstPairs(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func lastPairs(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func evenLanes(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func oddLanes(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func firstHalves(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  static func lastHalves(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  /// Quads 0 and 2 of a, then of b.
  static func evenQuads(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
  /// Quads 1 and 3 of a, then of b.
  static func oddQuads(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self>
}

/// In plain Swift. The optimiser may merge several of these into slower instructions.
extension ShuffleOperations {
  @inlinable @inline(__always)
  public static func low(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[0], b[0], a[1], b[1])
  }
  @inlinable @inline(__always)
  public static func high(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[2], b[2], a[3], b[3])
  }
  @inlinable @inline(__always)
  public static func firstPairs(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[0], a[1], b[0], b[1])
  }
  @inlinable @inline(__always)
  public static func lastPairs(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[2], a[3], b[2], b[3])
  }
  @inlinable @inline(__always)
  public static func evenLanes(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[0], a[2], b[0], b[2])
  }
  @inlinable @inline(__always)
  public static func oddLanes(_ a: SIMD4<Self>, _ b: SIMD4<Self>) -> SIMD4<Self> {
    SIMD4(a[1], a[3], b[1], b[3])
  }
  @inlinable @inline(__always)
  public static func low(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[0], b[0], a[1], b[1], a[4], b[4], a[5], b[5])
  }
  @inlinable @inline(__always)
  public static func high(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[2], b[2], a[3], b[3], a[6], b[6], a[7], b[7])
  }
  @inlinable @inline(__always)
  public static func firstPairs(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5])
  }
  @inlinable @inline(__always)
  public static func lastPairs(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7])
  }
  @inlinable @inline(__always)
  public static func evenLanes(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[0], a[2], b[0], b[2], a[4], a[6], b[4], b[6])
  }
  @inlinable @inline(__always)
  public static func oddLanes(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[1], a[3], b[1], b[3], a[5], a[7], b[5], b[7])
  }
  @inlinable @inline(__always)
  public static func firstHalves(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3])
  }
  @inlinable @inline(__always)
  public static func lastHalves(_ a: SIMD8<Self>, _ b: SIMD8<Self>) -> SIMD8<Self> {
    SIMD8(a[4], a[5], a[6], a[7], b[4], b[5], b[6], b[7])
  }
  @inlinable @inline(__always)
  public static func low(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[0], b[0], a[1], b[1], a[4], b[4], a[5], b[5], a[8], b[8], a[9], b[9], a[12], b[12], a[13], b[13])
  }
  @inlinable @inline(__always)
  public static func high(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[2], b[2], a[3], b[3], a[6], b[6], a[7], b[7], a[10], b[10], a[11], b[11], a[14], b[14], a[15], b[15])
  }
  @inlinable @inline(__always)
  public static func firstPairs(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5], a[8], a[9], b[8], b[9], a[12], a[13], b[12], b[13])
  }
  @inlinable @inline(__always)
  public static func lastPairs(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7], a[10], a[11], b[10], b[11], a[14], a[15], b[14], b[15])
  }
  @inlinable @inline(__always)
  public static func evenLanes(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[0], a[2], b[0], b[2], a[4], a[6], b[4], b[6], a[8], a[10], b[8], b[10], a[12], a[14], b[12], b[14])
  }
  @inlinable @inline(__always)
  public static func oddLanes(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[1], a[3], b[1], b[3], a[5], a[7], b[5], b[7], a[9], a[11], b[9], b[11], a[13], a[15], b[13], b[15])
  }
  @inlinable @inline(__always)
  public static func firstHalves(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7])
  }
  @inlinable @inline(__always)
  public static func lastHalves(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[8], a[9], a[10], a[11], a[12], a[13], a[14], a[15], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15])
  }
  @inlinable @inline(__always)
  public static func evenQuads(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[0], a[1], a[2], a[3], a[8], a[9], a[10], a[11], b[0], b[1], b[2], b[3], b[8], b[9], b[10], b[11])
  }
  @inlinable @inline(__always)
  public static func oddQuads(_ a: SIMD16<Self>, _ b: SIMD16<Self>) -> SIMD16<Self> {
    SIMD16(a[4], a[5], a[6], a[7], a[12], a[13], a[14], a[15], b[4], b[5], b[6], b[7], b[12], b[13], b[14], b[15])
  }
}
