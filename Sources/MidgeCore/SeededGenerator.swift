/// xoshiro256++ (Blackman and Vigna, 2019), its state filled from a seed by splitmix64. The same seed gives the same numbers on
/// every platform.
public struct SeededGenerator: RandomNumberGenerator, Equatable, Sendable {
  public private(set) var state: (UInt64, UInt64, UInt64, UInt64)

  public init(seed: UInt64) {
    var x = seed
    state = (mix64(&x), mix64(&x), mix64(&x), mix64(&x))
  }

  public mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = ((sum << 23) | (sum >> 41)) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// Uniform in [0, 1): a multiple of 2^-53.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Standard normal, by Marsaglia's polar method; one of the pair is dropped, so that no state hides.
  public mutating func nextNormal() -> Double {
    while true {
      let u = nextUnit() * 2 - 1, v = nextUnit() * 2 - 1, square = u * u + v * v
      if square > 0x1p-1000 && square < 1 {
        let logarithm = Portable<Double>.Vector4.logarithm(Portable<Double>.Vector4(repeating: square)).lane(0)
        return u * (-2 * logarithm / square).squareRoot()
      }
    }
  }

  public static func == (a: SeededGenerator, b: SeededGenerator) -> Bool { a.state == b.state }
}

/// splitmix64: one step of its sequence.
func mix64(_ x: inout UInt64) -> UInt64 {
  x &+= SplitMix.increment
  return SplitMix.mixed(x)
}
