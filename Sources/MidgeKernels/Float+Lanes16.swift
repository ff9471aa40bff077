/// The compiler's own vector operations on 16 lanes, where it lets us name them.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
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
    /// Where the exponent's bits are 0, so is the number.
    @inlinable @inline(__always)
    public static func normalOrZero(_ a: SIMD16<Float>) -> SIMD16<Float> {
      let exponents = SIMD16<Int32>(repeating: 0x7f80_0000), zero = SIMD16<Float>(repeating: 0)
      let exponent = Builtin.and_Vec16xInt32(a.bits._storage._value, exponents._storage._value)
      let isZero = Builtin.cmp_eq_Vec16xInt32(exponent, zero.bits._storage._value)
      let chosen = Builtin.select_Vec16xInt1_Vec16xFPIEEE32(isZero, zero._storage._value, a._storage._value)
      return unsafe unsafeBitCast(chosen, to: SIMD16<Float>.self)
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
