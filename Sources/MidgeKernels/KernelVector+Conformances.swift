/// The standard library's vectors of 4, 8 and 16 lanes. Halves are spelled on each: there is no name for half of a generic vector.

extension SIMD4: KernelVector, PortableVector where Scalar: KernelScalar {
  public typealias Quad = SIMD4<Scalar>
  public typealias Bits = SIMD4<Scalar.Bits>

  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(0, 1, 2, 3) }

  @inlinable @inline(__always)
  public static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self {
    Scalar.select4(where: a, exceeds: b, then: x, else: y)
  }

  @inlinable @inline(__always)
  public func treeSum() -> Scalar {
    let a = self.lowHalf + self.highHalf
    return a.x + a.y
  }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    let ab = SIMD4(lowHalf: a.lowHalf + a.highHalf, highHalf: b.lowHalf + b.highHalf)
    let cd = SIMD4(lowHalf: c.lowHalf + c.highHalf, highHalf: d.lowHalf + d.highHalf)
    return SIMD4(lowHalf: ab.evenHalf, highHalf: cd.evenHalf) + SIMD4(lowHalf: ab.oddHalf, highHalf: cd.oddHalf)
  }

  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar {
    let left = x > z ? x : z, right = y > w ? y : w
    return left > right ? left : right
  }
}

extension SIMD8: KernelVector, PortableVector where Scalar: KernelScalar {
  public typealias Quad = SIMD4<Scalar>
  public typealias Bits = SIMD8<Scalar.Bits>

  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(0, 1, 2, 3, 4, 5, 6, 7) }

  @inlinable @inline(__always)
  public static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self {
    Scalar.select8(where: a, exceeds: b, then: x, else: y)
  }

  @inlinable @inline(__always)
  public func treeSum() -> Scalar {
    let a = self.lowHalf + self.highHalf
    let b = a.lowHalf + a.highHalf
    return b.x + b.y
  }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    SIMD4.treeSums(
      a.lowHalf + a.highHalf, b.lowHalf + b.highHalf, c.lowHalf + c.highHalf, d.lowHalf + d.highHalf)
  }

  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar { SIMD4.maximum(lowHalf, highHalf).treeMaximum() }
}

extension SIMD16: KernelVector, PortableVector where Scalar: KernelScalar {
  public typealias Quad = SIMD4<Scalar>
  public typealias Bits = SIMD16<Scalar.Bits>

  @inlinable @inline(__always)
  public static var laneIndices: Self { Self(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }

  @inlinable @inline(__always)
  public static func select(where a: Self, exceeds b: Self, then x: Self, else y: Self) -> Self {
    Scalar.select16(where: a, exceeds: b, then: x, else: y)
  }

  @inlinable @inline(__always)
  public func treeSum() -> Scalar {
    let a = self.lowHalf + self.highHalf
    let b = a.lowHalf + a.highHalf
    let c = b.lowHalf + b.highHalf
    return c.x + c.y
  }

  @inlinable @inline(__always)
  public static func treeSums(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> SIMD4<Scalar> {
    SIMD8.treeSums(
      a.lowHalf + a.highHalf, b.lowHalf + b.highHalf, c.lowHalf + c.highHalf, d.lowHalf + d.highHalf)
  }

  @inlinable @inline(__always)
  public func treeMaximum() -> Scalar { SIMD8.maximum(lowHalf, highHalf).treeMaximum() }
}

extension Float {
  @inlinable @inline(__always)
  public static func select4(where a: SIMD4<Float>, exceeds b: SIMD4<Float>, then x: SIMD4<Float>, else y: SIMD4<Float>)
    -> SIMD4<Float>
  {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select8(where a: SIMD8<Float>, exceeds b: SIMD8<Float>, then x: SIMD8<Float>, else y: SIMD8<Float>)
    -> SIMD8<Float>
  {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select16(
    where a: SIMD16<Float>, exceeds b: SIMD16<Float>, then x: SIMD16<Float>, else y: SIMD16<Float>
  ) -> SIMD16<Float> {
    y.replacing(with: x, where: a .> b)
  }
}

extension Double {
  @inlinable @inline(__always)
  public static func select4(
    where a: SIMD4<Double>, exceeds b: SIMD4<Double>, then x: SIMD4<Double>, else y: SIMD4<Double>
  ) -> SIMD4<Double> {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select8(
    where a: SIMD8<Double>, exceeds b: SIMD8<Double>, then x: SIMD8<Double>, else y: SIMD8<Double>
  ) -> SIMD8<Double> {
    y.replacing(with: x, where: a .> b)
  }
  @inlinable @inline(__always)
  public static func select16(
    where a: SIMD16<Double>, exceeds b: SIMD16<Double>, then x: SIMD16<Double>, else y: SIMD16<Double>
  ) -> SIMD16<Double> {
    y.replacing(with: x, where: a .> b)
  }
}
