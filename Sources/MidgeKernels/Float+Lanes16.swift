/// The compiler's own vector operations on 16 lanes, where it lets us name them.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func repeated(_ x: Float) -> SIMD16<Float> {
      let zero = SIMD16<Float>()._storage._value, index = (0 as Int32)._value
      let first = Builtin.insertelement_Vec16xFPIEEE32_FPIEEE32_Int32(zero, x._value, index)
      return unsafe unsafeBitCast(
        Builtin.shufflevector_Vec16xFPIEEE32_Vec16xInt32(first, zero, SIMD16<Int32>()._storage._value),
        to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func copySign(of b: SIMD16<Float>, to a: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(
        Builtin.int_copysign_Vec16xFPIEEE32(a._storage._value, b._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func sum(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(Builtin.fadd_Vec16xFPIEEE32(a._storage._value, b._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func difference(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(Builtin.fsub_Vec16xFPIEEE32(a._storage._value, b._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func product(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(Builtin.fmul_Vec16xFPIEEE32(a._storage._value, b._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func quotient(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(Builtin.fdiv_Vec16xFPIEEE32(a._storage._value, b._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func fusedMultiplyAdd(_ a: SIMD16<Float>, _ b: SIMD16<Float>, _ c: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(
        Builtin.int_fma_Vec16xFPIEEE32(a._storage._value, b._storage._value, c._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func root(_ a: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(Builtin.int_sqrt_Vec16xFPIEEE32(a._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsShiftedIntoExponent(_ a: SIMD16<Float>) -> SIMD16<Float> {
      let shift = SIMD16<Int32>(repeating: 23)
      return unsafe unsafeBitCast(
        Builtin.shl_Vec16xInt32(a.bits._storage._value, shift._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitsHalved(_ a: SIMD16<Float>) -> SIMD16<Float> {
      let shift = SIMD16<Int32>(repeating: 1)
      return unsafe unsafeBitCast(
        Builtin.ashr_Vec16xInt32(a.bits._storage._value, shift._storage._value), to: SIMD16<Float>.self)
    }
    @inlinable @inline(__always)
    public static func bitDifference(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
      unsafe unsafeBitCast(
        Builtin.sub_Vec16xInt32(a.bits._storage._value, b.bits._storage._value), to: SIMD16<Float>.self)
    }
  }
#endif

extension Float {
  @inlinable @inline(__always)
  public static func select(
    where a: SIMD16<Float>, exceeds b: SIMD16<Float>, then x: SIMD16<Float>, else y: SIMD16<Float>
  ) -> SIMD16<Float> {
    #if hasFeature(BuiltinModule)
      let above = Builtin.fcmp_ogt_Vec16xFPIEEE32(a._storage._value, b._storage._value)
      let chosen = Builtin.select_Vec16xInt1_Vec16xFPIEEE32(above, x._storage._value, y._storage._value)
      return unsafe unsafeBitCast(chosen, to: SIMD16<Float>.self)
    #else
      return y.replacing(with: x, where: a .> b)
    #endif
  }
}
