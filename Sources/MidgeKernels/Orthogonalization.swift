/// Vectors in a matrix that are to be orthonormal: `count` of `length` scalars each, `elementStride` apart; a vector starts `stride` scalars after the one
/// before.
@safe public struct OrthonormalVectors<Scalar: KernelScalar> {
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  @usableFromInline let count: Int
  @usableFromInline let length: Int
  @usableFromInline let stride: Int
  @usableFromInline let elementStride: Int

  /// `count` is at most `length`.
  @inlinable @inline(__always)
  public init(base: UnsafeMutablePointer<Scalar>, count: Int, length: Int, stride: Int, elementStride: Int) {
    unsafe self.base = base
    self.count = count
    self.length = length
    self.stride = stride
    self.elementStride = elementStride
  }

  /// Draws one vector after the other from a normal distribution, and makes it orthogonal to those before; one that nearly lies in their span is drawn again.
  /// At the end all are multiplied by `gain`.
  ///
  /// - Cost: 2 count^2 length multiply-adds.
  @inline(__always)
  func fill(gain: Double, _ draw: () -> Double) {
    for index in 0..<count {
      repeat {
        for i in 0..<length { unsafe base[index &* stride &+ i &* elementStride] = Scalar(draw()) }
      } while !orthonormalize(index)
    }
    for index in 0..<count { scale(index, by: gain) }
  }

  /// Gram-Schmidt: takes from a vector what it has of those before it, and makes its length 1. Twice: what rounding leaves of them the first time is gone
  /// then (Giraud et al., 2005). False, if the vector lies in their span to within 1e-4 of its length.
  @inline(__always)
  func orthonormalize(_ index: Int) -> Bool {
    var length = dot(index, index).squareRoot()
    for _ in 0..<2 {
      for before in 0..<index { subtract(dot(before, index), times: before, from: index) }
      let rest = dot(index, index).squareRoot()
      if !(rest > 1e-4 * length) { return false }
      scale(index, by: 1 / rest)
      length = 1
    }
    return true
  }

  @inline(__always)
  func dot(_ a: Int, _ b: Int) -> Double {
    let x = unsafe base + a &* stride, y = unsafe base + b &* stride
    return FlatVectors<Scalar>.sum(length) { unsafe Double(x[$0 &* elementStride]) * Double(y[$0 &* elementStride]) }
  }

  @inline(__always)
  func subtract(_ factor: Double, times a: Int, from b: Int) {
    let x = unsafe base + a &* stride, y = unsafe base + b &* stride
    for i in 0..<length {
      unsafe y[i &* elementStride] = Scalar(Double(y[i &* elementStride]) - factor * Double(x[i &* elementStride]))
    }
  }

  @inline(__always)
  func scale(_ a: Int, by factor: Double) {
    let x = unsafe base + a &* stride
    for i in 0..<length { unsafe x[i &* elementStride] = Scalar(Double(x[i &* elementStride]) * factor) }
  }
}

/// Of each scalar, compiled here and nowhere else. Products and sums are rounded one by one, in `Double`.
extension Float {
  public static func fill(_ vectors: OrthonormalVectors<Float>, gain: Double, _ draw: () -> Double) {
    vectors.fill(gain: gain, draw)
  }
}

extension Double {
  public static func fill(_ vectors: OrthonormalVectors<Double>, gain: Double, _ draw: () -> Double) {
    vectors.fill(gain: gain, draw)
  }
}
