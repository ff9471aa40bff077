/// Numbers for tests, the same on every run: Knuth's linear congruential generator, which no source of ours uses.
public struct TestNumbers {
  @usableFromInline var state: UInt64

  @inlinable
  public init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9 &+ 12345 }

  @inlinable
  mutating func next() -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33)
  }

  @inlinable
  public mutating func index(below count: Int) -> Int { next() % count }

  /// From -2 to 2 in sixteenths: sums of a few thousand products of two are exact in `Float`, so sums can be compared with ==.
  @inlinable
  public mutating func dyadic() -> Double { Double(next() % 65 - 32) / 16 }

  /// From `low` to `high`; a `Float`, so that both precisions start from the same number.
  @inlinable
  public mutating func uniform(_ low: Double = -1, _ high: Double = 1) -> Double {
    Double(Float(low + (high - low) * Double(next()) / 0x1p31))
  }

  @inlinable
  public mutating func list(_ count: Int, _ low: Double = -1, _ high: Double = 1) -> [Double] {
    (0..<count).map { _ in uniform(low, high) }
  }
}
