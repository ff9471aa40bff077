/// A permutation of 0 ..< count that needs no memory: a six-round Feistel network over the next even number of bits, walked until it
/// lands below `count` (Black and Rogaway, 2002). A position and the key are all there is to save.
///
/// Six rounds, because with four over so few bits some neighbours are half as frequent again as others.
public struct Shuffle: Equatable, Sendable {
  public let count: Int
  let halfBits: UInt64
  let keys: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)

  /// The permutation that a seed gives in an epoch.
  public init(count: Int, seed: UInt64, epoch: Int) {
    self.count = count
    var bits = 2
    while 1 << bits < count { bits += 2 }
    halfBits = UInt64(bits / 2)
    var x = seed ^ (UInt64(truncatingIfNeeded: epoch) &* 0xd1b5_4a32_d192_ed03)
    keys = (mix64(&x), mix64(&x), mix64(&x), mix64(&x), mix64(&x), mix64(&x))
  }

  /// Which element stands at `position`.
  public subscript(position: Int) -> Int {
    var x = UInt64(position)
    repeat { x = permute(x) } while x >= UInt64(count)
    return Int(x)
  }

  private func permute(_ x: UInt64) -> UInt64 {
    let mask: UInt64 = (1 << halfBits) - 1
    var left = x >> halfBits, right = x & mask
    left ^= round(right, keys.0) & mask
    right ^= round(left, keys.1) & mask
    left ^= round(right, keys.2) & mask
    right ^= round(left, keys.3) & mask
    left ^= round(right, keys.4) & mask
    right ^= round(left, keys.5) & mask
    return left << halfBits | right
  }

  @inline(__always)
  private func round(_ half: UInt64, _ key: UInt64) -> UInt64 {
    var x = half ^ key
    return mix64(&x)
  }

  public static func == (a: Shuffle, b: Shuffle) -> Bool { a.count == b.count && a.keys == b.keys }
}
