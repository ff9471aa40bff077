import MidgeCore
import MidgeTestSupport
import Testing

struct ShuffleTests {
  @Test func everyShuffleIsAPermutation() throws {
    let counts = Array(1...70) + [127, 128, 129, 255, 256, 257, 1000, 1023, 1024, 1025, 4097]
    try withEvery("count", counts) { count in
      try withEvery("seed", [0, 1, 2, UInt64.max]) { seed in
        try withEvery("epoch", [0, 1, 1000]) { epoch in
          let shuffle = Shuffle(count: count, seed: seed, epoch: epoch)
          var seen = [Bool](repeating: false, count: count)
          for position in 0..<count {
            let index = shuffle[position]
            try check(index >= 0 && index < count && !seen[index], "position \(position) gives \(index)")
            seen[index] = true
          }
        }
      }
    }
  }

  @Test func ordersDifferByEpochAndBySeedAndRepeat() throws {
    let order = { (seed: UInt64, epoch: Int) in
      let shuffle = Shuffle(count: 100, seed: seed, epoch: epoch)
      return (0..<100).map { shuffle[$0] }
    }
    try check(order(1, 0) == order(1, 0), "the same seed and epoch give the same order")
    var orders: Set<[Int]> = []
    for seed in 0..<10 { for epoch in 0..<10 { orders.insert(order(UInt64(seed), epoch)) } }
    try check(orders.count == 100, "100 seeds and epochs gave \(orders.count) orders")
  }

  /// Every index is as likely at every position, and every index as likely to follow every other.
  @Test func placesAndNeighboursAreEven() throws {
    try withEvery("count", [2, 3, 4, 5, 10, 16, 30, 64]) { count in
      let draws = 3000 * count
      var places = [Int](repeating: 0, count: count * count), pairs = places
      for draw in 0..<draws {
        let shuffle = Shuffle(count: count, seed: UInt64(draw / 100), epoch: draw % 100)
        let order = (0..<count).map { shuffle[$0] }
        for position in 0..<count { places[position * count + order[position]] += 1 }
        for position in 1..<count { pairs[order[position - 1] * count + order[position]] += 1 }
      }
      try checkEven(places, "places")
      let neighbours = pairs.indices.filter { $0 / count != $0 % count }.map { pairs[$0] }
      try checkEven(neighbours, "neighbours")
    }
  }

  /// Within six standard deviations, and the tenth that six rounds over a few bits may keep.
  private func checkEven(_ counts: [Int], _ name: String) throws {
    let expected = Double(counts.reduce(0, +)) / Double(counts.count)
    let worst = counts.map { abs(Double($0) - expected) }.max()!
    try check(worst < 6 * expected.squareRoot() + 0.1 * expected, "\(name): \(worst) from \(expected)")
  }
}
