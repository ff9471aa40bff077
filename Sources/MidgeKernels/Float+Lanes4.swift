/// The compiler's own vector operations on 4 lanes, where it lets us name them.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func repeated(_ x: Float) -> SIMD4<Float> {
      let zero = SIMD4<Float>()._storage._value, index = (0 as Int32)._value
      let first = Builtin.insertelement_Vec4xFPIEEE32_FPIEEE32_Int32(zero, x._value, index)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec4xFPIEEE32_Vec4xInt32(first, zero, SIMD4<Int32>()._storage._value),
        to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func copySign(of b: SIMD4<Float>, to a: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(
        Builtin.int_copysign_Vec4xFPIEEE32(a._storage._value, b._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func sum(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(Builtin.fadd_Vec4xFPIEEE32(a._storage._value, b._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func difference(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(Builtin.fsub_Vec4xFPIEEE32(a._storage._value, b._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func product(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(Builtin.fmul_Vec4xFPIEEE32(a._storage._value, b._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func quotient(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(Builtin.fdiv_Vec4xFPIEEE32(a._storage._value, b._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func fusedMultiplyAdd(_ a: SIMD4<Float>, _ b: SIMD4<Float>, _ c: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(
        Builtin.int_fma_Vec4xFPIEEE32(a._storage._value, b._storage._value, c._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func root(_ a: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(Builtin.int_sqrt_Vec4xFPIEEE32(a._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsShiftedIntoExponent(_ a: SIMD4<Float>) -> SIMD4<Float> {
      let shift = SIMD4<Int32>(repeating: 23)
      return unsafe unsafeBitCast(
        Builtin.shl_Vec4xInt32(a.bits._storage._value, shift._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsHalved(_ a: SIMD4<Float>) -> SIMD4<Float> {
      let shift = SIMD4<Int32>(repeating: 1)
      return unsafe unsafeBitCast(
        Builtin.ashr_Vec4xInt32(a.bits._storage._value, shift._storage._value), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitDifference(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
      unsafe unsafeBitCast(
        Builtin.sub_Vec4xInt32(a.bits._storage._value, b.bits._storage._value), to: SIMD4<Float>.self)
    }
  }
#endif

extension Float {
  @inlinable @inline(__always)
  public static func select(where a: SIMD4<Float>, exceeds b: SIMD4<Float>, then x: SIMD4<Float>, else y: SIMD4<Float>)
    -> SIMD4<Float>
  {
    #if hasFeature(BuiltinModule)
      let above = Builtin.fcmp_ogt_Vec4xFPIEEE32(a._storage._value, b._storage._value)
      let chosen = Builtin.select_Vec4xInt1_Vec4xFPIEEE32(above, x._storage._value, y._storage._value)
      return unsafe unsafeBitCast(chosen, to: SIMD4<Float>.self)
    #else
      return y.replacing(with: x, where: a .> b)
    #endif
  }
}
