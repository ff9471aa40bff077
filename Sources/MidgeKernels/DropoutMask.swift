/// Which numbers of a layer training drops. A hash of the seed, the layer, the sample and the unit, and of nothing else, so that no mask is kept:
/// backward makes it again, and neither vectors nor the rows that pass together show in it.
///
/// A sample's two keys are drawn by splitmix64; with them, a unit goes through two rounds of a 32-bit hash (Wellons's `prospector`, 2018).
public struct DropoutMask: Equatable, Sendable {
  @usableFromInline let stream: UInt64
  @usableFromInline let firstSample: UInt64
  /// A unit is dropped whose hash is less: the probability as a share of 2^32.
  @usableFromInline let threshold: UInt32

  /// - Parameters:
  ///   - firstSample: the number of the sample that row 0 is of.
  ///   - probability: that a unit is dropped, from 0 to below 1.
  @inlinable @inline(__always)
  public init(seed: UInt64, layer: Int, firstSample: UInt64, probability: Float) {
    stream = SplitMix.mixed(~seed &+ SplitMix.increment &* UInt64(truncatingIfNeeded: layer))
    self.firstSample = firstSample
    threshold = UInt32(probability * 0x1p32)
  }

  /// What the units of a row are hashed with.
  public struct Row: Sendable {
    @usableFromInline let first: UInt32
    @usableFromInline let second: UInt32
    @usableFromInline let threshold: UInt32
    @inlinable @inline(__always)
    static var firstFactor: UInt32 { 0x21f0_aaad }
    @inlinable @inline(__always)
    static var secondFactor: UInt32 { 0xd35a_2d97 }

    @inlinable @inline(__always)
    init(key: UInt64, threshold: UInt32) {
      first = UInt32(truncatingIfNeeded: key)
      second = UInt32(truncatingIfNeeded: key >> 32)
      self.threshold = threshold
    }

    /// The comparison looks at the high bits, which a product mixes: it needs no last shift.
    @inlinable @inline(__always)
    func keeps(_ unit: Int) -> Bool {
      var h = UInt32(truncatingIfNeeded: unit) &+ first
      h = (h ^ (h >> 16)) &* Row.firstFactor
      h = (h ^ (h >> 15) ^ second) &* Row.secondFactor
      return h >= threshold
    }
  }

  @inlinable @inline(__always)
  func row(_ row: Int) -> Row {
    let sample = firstSample &+ UInt64(truncatingIfNeeded: row)
    return Row(key: SplitMix.mixed(stream &+ SplitMix.increment &* sample), threshold: threshold)
  }

  /// Whether a unit of a row is kept.
  @inlinable @inline(__always)
  public func keeps(row: Int, unit: Int) -> Bool { self.row(row).keeps(unit) }
}
