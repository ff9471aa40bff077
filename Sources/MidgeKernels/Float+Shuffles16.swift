/// Shuffles of 16 lanes as the compiler's own, where it lets us name them. The pattern stands in each: it must be constant even when nothing is
/// optimised.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func low(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(0, 16, 1, 17, 4, 20, 5, 21, 8, 24, 9, 25, 12, 28, 13, 29)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func high(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(2, 18, 3, 19, 6, 22, 7, 23, 10, 26, 11, 27, 14, 30, 15, 31)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func firstPairs(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func lastPairs(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func evenLanes(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(0, 2, 16, 18, 4, 6, 20, 22, 8, 10, 24, 26, 12, 14, 28, 30)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func oddLanes(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(1, 3, 17, 19, 5, 7, 21, 23, 9, 11, 25, 27, 13, 15, 29, 31)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func firstHalves(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func lastHalves(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func evenQuads(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func oddQuads(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      let p = SIMD16<Int32>(4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD16<Float>.self)
    }
  }
#endif
