import MidgeCore
import MidgeTestSupport
import Testing

struct GeneratorTests {
  /// splitmix64's published sequence for seed 1234567.
  @Test func stateIsFilledBySplitmix64() throws {
    let state = SeededGenerator(seed: 1_234_567).state
    let found = [state.0, state.1, state.2, state.3]
    let published: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
    ]
    try check(found == published, "state \(found)")
  }

  @Test func numbersAreThoseOfXoshiro256PlusPlus() throws {
    // The published sequence from state 1, 2, 3, 4 tests the oracle; the oracle tests the generator, which takes only seeds.
    var oracle = Xoshiro(state: [1, 2, 3, 4])
    let published: [UInt64] = [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]
    try check((0..<4).map { _ in oracle.next() } == published, "the oracle itself")
    try withEvery("seed", [0, 1, 42, UInt64.max]) { seed in
      var generator = SeededGenerator(seed: seed)
      let state = generator.state
      oracle = Xoshiro(state: [state.0, state.1, state.2, state.3])
      for index in 0..<1000 { try check(generator.next() == oracle.next(), "number \(index)") }
    }
  }

  @Test func unitNumbersFillTheirRangeEvenly() throws {
    var generator = SeededGenerator(seed: 5), sum = 0.0, squares = 0.0
    let count = 100_000
    for _ in 0..<count {
      let x = generator.nextUnit()
      try check(x >= 0 && x < 1, "\(x) is outside [0, 1)")
      sum += x
      squares += x * x
    }
    // Five standard errors of mean and mean square.
    try check(abs(sum / Double(count) - 0.5) < 5 * 0.2887 / 316, "mean \(sum / Double(count))")
    try check(abs(squares / Double(count) - 1.0 / 3) < 5 * 0.2982 / 316, "mean square \(squares / Double(count))")
  }

  @Test func normalNumbersHaveTheMomentsOfANormal() throws {
    var generator = SeededGenerator(seed: 6), sums = [0.0, 0, 0, 0]
    let count = 100_000
    for _ in 0..<count {
      let x = generator.nextNormal()
      for (power, value) in [x, x * x, x * x * x, x * x * x * x].enumerated() { sums[power] += value / Double(count) }
    }
    // Moments 0, 1, 0, 3; five standard errors, whose squares are 1, 2, 15 and 96 over the count.
    for (moment, (expected, variance)) in [(0.0, 1.0), (1, 2), (0, 15), (3, 96)].enumerated() {
      let bound = 5 * (variance / Double(count)).squareRoot()
      try check(abs(sums[moment] - expected) < bound, "moment \(moment + 1) is \(sums[moment])")
    }
  }
}

/// xoshiro256++ as its authors' C code has it.
struct Xoshiro {
  var state: [UInt64]

  mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(state[0] &+ state[3], 23) &+ state[0], t = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= t
    state[3] = rotated(state[3], 45)
    return result
  }
}
