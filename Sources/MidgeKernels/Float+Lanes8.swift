/// The compiler's own vector operations on 8 lanes, where it lets us name them.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func repeated(_ x: Float) -> SIMD8<Float> {
      let zero = SIMD8<Float>()._storage._value, index = (0 as Int32)._value
      let first = Builtin.insertelement_Vec8xFPIEEE32_FPIEEE32_Int32(zero, x._value, index)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec8xFPIEEE32_Vec8xInt32(first, zero, SIMD8<Int32>()._storage._value),
        to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func copySign(of b: SIMD8<Float>, to a: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(
        Builtin.int_copysign_Vec8xFPIEEE32(a._storage._value, b._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func sum(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(Builtin.fadd_Vec8xFPIEEE32(a._storage._value, b._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func difference(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(Builtin.fsub_Vec8xFPIEEE32(a._storage._value, b._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func product(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(Builtin.fmul_Vec8xFPIEEE32(a._storage._value, b._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func quotient(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(Builtin.fdiv_Vec8xFPIEEE32(a._storage._value, b._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func fusedMultiplyAdd(_ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(
        Builtin.int_fma_Vec8xFPIEEE32(a._storage._value, b._storage._value, c._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func root(_ a: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(Builtin.int_sqrt_Vec8xFPIEEE32(a._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsShiftedIntoExponent(_ a: SIMD8<Float>) -> SIMD8<Float> {
      let shift = SIMD8<Int32>(repeating: 23)
      return unsafe unsafeBitCast(
        Builtin.shl_Vec8xInt32(a.bits._storage._value, shift._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsHalved(_ a: SIMD8<Float>) -> SIMD8<Float> {
      let shift = SIMD8<Int32>(repeating: 1)
      return unsafe unsafeBitCast(
        Builtin.ashr_Vec8xInt32(a.bits._storage._value, shift._storage._value), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitDifference(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
      unsafe unsafeBitCast(
        Builtin.sub_Vec8xInt32(a.bits._storage._value, b.bits._storage._value), to: SIMD8<Float>.self)
    }
  }
#endif

extension Float {
  @inlinable @inline(__always)
  public static func select(where a: SIMD8<Float>, exceeds b: SIMD8<Float>, then x: SIMD8<Float>, else y: SIMD8<Float>)
    -> SIMD8<Float>
  {
    #if hasFeature(BuiltinModule)
      let above = Builtin.fcmp_ogt_Vec8xFPIEEE32(a._storage._value, b._storage._value)
      let chosen = Builtin.select_Vec8xInt1_Vec8xFPIEEE32(above, x._storage._value, y._storage._value)
      return unsafe unsafeBitCast(chosen, to: SIMD8<Float>.self)
    #else
      return y.replacing(with: x, where: a .> b)
    #endif
  }
}
