/// Shuffles of 8 lanes as the compiler's own, where it lets us name them. The pattern stands in each: it must be constant even when nothing is
/// optimised.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func low(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(0, 8, 1, 9, 4, 12, 5, 13)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func high(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(2, 10, 3, 11, 6, 14, 7, 15)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func firstPairs(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(0, 1, 8, 9, 4, 5, 12, 13)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func lastPairs(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(2, 3, 10, 11, 6, 7, 14, 15)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func evenLanes(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(0, 2, 8, 10, 4, 6, 12, 14)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func oddLanes(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(1, 3, 9, 11, 5, 7, 13, 15)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func firstHalves(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(0, 1, 2, 3, 8, 9, 10, 11)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func lastHalves(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      let p = SIMD8<Int32>(4, 5, 6, 7, 12, 13, 14, 15)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD8<Float>.self)
    }
  }
#endif
