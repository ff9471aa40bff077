extension LaneOperations {
  @inlinable @inline(__always)
  public static func kept(_ a: SIMD4<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD4<Self> {
    var kept = a
    for lane in 0..<4 where !row.keeps(unit &+ lane) { kept[lane] = 0 }
    return kept
  }
  @inlinable @inline(__always)
  public static func kept(_ a: SIMD8<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD8<Self> {
    var kept = a
    for lane in 0..<8 where !row.keeps(unit &+ lane) { kept[lane] = 0 }
    return kept
  }
  @inlinable @inline(__always)
  public static func kept(_ a: SIMD16<Self>, by row: DropoutMask.Row, from unit: Int) -> SIMD16<Self> {
    var kept = a
    for lane in 0..<16 where !row.keeps(unit &+ lane) { kept[lane] = 0 }
    return kept
  }
}

/// The hash of `DropoutMask.Row`, in the compiler's own vector operations, where it lets us name them.
#if hasFeature(BuiltinModule)
  import Builtin

  extension Float {
    @inlinable @inline(__always)
    public static func kept(_ a: SIMD4<Float>, by row: DropoutMask.Row, from unit: Int) -> SIMD4<Float> {
      typealias V = SIMD4<UInt32>
      let start = V(repeating: UInt32(truncatingIfNeeded: unit) &+ row.first)
      let shifts = (V(repeating: 16)._storage._value, V(repeating: 15)._storage._value)
      let factors = (
        V(repeating: DropoutMask.Row.firstFactor)._storage._value,
        V(repeating: DropoutMask.Row.secondFactor)._storage._value
      )
      let x = (V(0, 1, 2, 3) &+ start)._storage._value
      let y = Builtin.mul_Vec4xInt32(Builtin.xor_Vec4xInt32(x, Builtin.lshr_Vec4xInt32(x, shifts.0)), factors.0)
      let z = Builtin.xor_Vec4xInt32(Builtin.lshr_Vec4xInt32(y, shifts.1), V(repeating: row.second)._storage._value)
      let hash = Builtin.mul_Vec4xInt32(Builtin.xor_Vec4xInt32(y, z), factors.1)
      let isKept = Builtin.cmp_uge_Vec4xInt32(hash, V(repeating: row.threshold)._storage._value)
      let zero = SIMD4<Float>(repeating: 0)._storage._value
      return unsafe unsafeBitCast(
        Builtin.select_Vec4xInt1_Vec4xFPIEEE32(isKept, a._storage._value, zero), to: SIMD4<Float>.self)
    }
    @inlinable @inline(__always)
    public static func kept(_ a: SIMD8<Float>, by row: DropoutMask.Row, from unit: Int) -> SIMD8<Float> {
      typealias V = SIMD8<UInt32>
      let start = V(repeating: UInt32(truncatingIfNeeded: unit) &+ row.first)
      let shifts = (V(repeating: 16)._storage._value, V(repeating: 15)._storage._value)
      let factors = (
        V(repeating: DropoutMask.Row.firstFactor)._storage._value,
        V(repeating: DropoutMask.Row.secondFactor)._storage._value
      )
      let x = (V(0, 1, 2, 3, 4, 5, 6, 7) &+ start)._storage._value
      let y = Builtin.mul_Vec8xInt32(Builtin.xor_Vec8xInt32(x, Builtin.lshr_Vec8xInt32(x, shifts.0)), factors.0)
      let z = Builtin.xor_Vec8xInt32(Builtin.lshr_Vec8xInt32(y, shifts.1), V(repeating: row.second)._storage._value)
      let hash = Builtin.mul_Vec8xInt32(Builtin.xor_Vec8xInt32(y, z), factors.1)
      let isKept = Builtin.cmp_uge_Vec8xInt32(hash, V(repeating: row.threshold)._storage._value)
      let zero = SIMD8<Float>(repeating: 0)._storage._value
      return unsafe unsafeBitCast(
        Builtin.select_Vec8xInt1_Vec8xFPIEEE32(isKept, a._storage._value, zero), to: SIMD8<Float>.self)
    }
    @inlinable @inline(__always)
    public static func kept(_ a: SIMD16<Float>, by row: DropoutMask.Row, from unit: Int) -> SIMD16<Float> {
      typealias V = SIMD16<UInt32>
      let start = V(repeating: UInt32(truncatingIfNeeded: unit) &+ row.first)
      let shifts = (V(repeating: 16)._storage._value, V(repeating: 15)._storage._value)
      let factors = (
        V(repeating: DropoutMask.Row.firstFactor)._storage._value,
        V(repeating: DropoutMask.Row.secondFactor)._storage._value
      )
      let x = (V(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) &+ start)._storage._value
      let y = Builtin.mul_Vec16xInt32(Builtin.xor_Vec16xInt32(x, Builtin.lshr_Vec16xInt32(x, shifts.0)), factors.0)
      let z = Builtin.xor_Vec16xInt32(Builtin.lshr_Vec16xInt32(y, shifts.1), V(repeating: row.second)._storage._value)
      let hash = Builtin.mul_Vec16xInt32(Builtin.xor_Vec16xInt32(y, z), factors.1)
      let isKept = Builtin.cmp_uge_Vec16xInt32(hash, V(repeating: row.threshold)._storage._value)
      let zero = SIMD16<Float>(repeating: 0)._storage._value
      return unsafe unsafeBitCast(
        Builtin.select_Vec16xInt1_Vec16xFPIEEE32(isKept, a._storage._value, zero), to: SIMD16<Float>.self)
    }
  }
#endif
