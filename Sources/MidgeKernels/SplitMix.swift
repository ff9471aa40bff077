/// The function of splitmix64 (Steele, Lea and Flood, 2014): what all seeds go through.
public enum SplitMix {
  /// What its state grows by.
  @inlinable @inline(__always)
  public static var increment: UInt64 { 0x9e37_79b9_7f4a_7c15 }

  /// What it makes of a state: a permutation.
  @inlinable @inline(__always)
  public static func mixed(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
