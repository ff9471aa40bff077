/// A comparison of concrete vectors is one; of generic vectors, a loop over lanes.
extension Double {
  @inlinable @inline(__always)
  public static func select(
    where a: SIMD4<Double>, exceeds b: SIMD4<Double>, then x: SIMD4<Double>, else y: SIMD4<Double>
  ) -> SIMD4<Double> {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select(
    where a: SIMD8<Double>, exceeds b: SIMD8<Double>, then x: SIMD8<Double>, else y: SIMD8<Double>
  ) -> SIMD8<Double> {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select(
    where a: SIMD16<Double>, exceeds b: SIMD16<Double>, then x: SIMD16<Double>, else y: SIMD16<Double>
  ) -> SIMD16<Double> {
    y.replacing(with: x, where: a .> b)
  }
}
