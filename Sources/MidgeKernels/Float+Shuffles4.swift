/// Shuffles of 4 lanes as the compiler's own, where it lets us name them. The pattern stands in each: it must be constant even when nothing is
/// optimised.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func low(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(0, 4, 1, 5)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func high(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(2, 6, 3, 7)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func firstPairs(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(0, 1, 4, 5)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func lastPairs(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(2, 3, 6, 7)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func evenLanes(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(0, 2, 4, 6)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func oddLanes(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      let p = SIMD4<Int32>(1, 3, 5, 7)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(a._storage._value, b._storage._value, p._storage._value),
        to: SIMD4<Float>.self)
    }
  }
#endif
