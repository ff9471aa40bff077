/// Dropout by its definition, a number at a time, with the mask's hash written out.
public struct ReferenceDropout {
  public let seed: UInt64
  public let layer: Int
  public let probability: Double

  public init(seed: UInt64, layer: Int, probability: Double) {
    (self.seed, self.layer, self.probability) = (seed, layer, probability)
  }

  /// What a number is multiplied by: 0 or 1 / (1 - p). The sample's number counts those trained on before it.
  public func factor(sample: Int, unit: Int) -> Double {
    let golden: UInt64 = 0x9e37_79b9_7f4a_7c15
    let stream = ReferenceDropout.mixed(~seed &+ golden &* UInt64(layer))
    let key = ReferenceDropout.mixed(stream &+ golden &* UInt64(sample))
    var h = (UInt64(unit) + (key & 0xffff_ffff)) & 0xffff_ffff
    h = ((h ^ (h >> 16)) &* 0x21f0_aaad) & 0xffff_ffff
    h = ((h ^ (h >> 15) ^ (key >> 32)) &* 0xd35a_2d97) & 0xffff_ffff
    return Double(h) < (probability * 0x1p32).rounded(.down) ? 0 : 1 / (1 - probability)
  }

  static func mixed(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
