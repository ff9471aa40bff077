import MidgeKernels
import MidgeTestSupport
import Testing

struct DropoutKernelTests {
  static let probabilities: [Float] = [0, 0x1p-24, 0.1, 0.25, 0.5, 0.9, 1 - 0x1p-24]

  @Test func keptNumbersAreScaledOthersAreZeroAndNoPadIsRead() throws {
    try values(Portable<Float>.self)
    try values(Portable<Double>.self)
    try values(Fused<Float>.self)
    try values(FusedWide<Float>.self)
  }

  private func values<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 5)
    try withEvery("probability", Self.probabilities) { probability in
      try withEvery("rows", [1, 3]) { rows in
        try withEvery("count", raggedSizes) { count in
          let width = RowWidth.padded(count),
            reference = ReferenceDropout(seed: 7, layer: 2, probability: Double(probability))
          let mask = DropoutMask(seed: 7, layer: 2, firstSample: 5, probability: probability)
          let input = GuardedMatrix(rows: rows, columns: count) { _, _ in A.Scalar(numbers.uniform(-6, 6)) }
          let output = GuardedMatrix<A.Scalar>(rows: rows, columns: width)
          let place = GuardedMatrix(rows: rows, columns: width) { m, n in n < count ? input[m, n] : 0 }
          let copy = GuardedMatrix<A.Scalar>(rows: rows, columns: width)
          try drop(A.self, mask, probability, input, output, count: count)
          try drop(A.self, mask, probability, place, place, count: count)
          try drop(A.self, nil, probability, input, copy, count: count)
          for m in 0..<rows {
            for n in 0..<width {
              let x = n < count ? input[m, n] : 0
              let factor = n < count ? reference.factor(sample: 5 + m, unit: n) : 0
              let error = relativeError(Double(output[m, n]), Double(x) * factor, floor: 1e-300)
              try check(error <= 2 * Double(A.Scalar.ulpOfOne), "\(x) became \(output[m, n]) at \(m), \(n)")
              try check(place[m, n] == output[m, n], "\(place[m, n]) in place at \(m), \(n)")
              try check(copy[m, n] == x, "\(x) became \(copy[m, n]) without a mask")
              if n < count { try check(mask.keeps(row: m, unit: n) == (factor > 0), "the mask at \(m), \(n)") }
            }
          }
          try input.checkFences("input")
          try output.checkFences("output")
          try place.checkFences("in place")
        }
      }
    }
  }

  private func drop<A: Arithmetic>(
    _ arithmetic: A.Type, _ mask: DropoutMask?, _ probability: Float, _ input: GuardedMatrix<A.Scalar>,
    _ output: GuardedMatrix<A.Scalar>, count: Int
  ) throws {
    let operation = unsafe DropoutValues(
      mask: mask, probability: probability, rows: input.rows, count: count,
      input: Rows(base: input.pointer, stride: input.rowStride),
      output: MutableRows(base: output.pointer, stride: output.rowStride))
    A.perform(operation, rowWidth: RowWidth.padded(count))
  }

  /// Five standard deviations: the seeds are fixed, so that what passes once passes always.
  @Test func theShareThatIsKeptIsOneLessTheProbability() throws {
    try withEvery("probability", Self.probabilities) { probability in
      try withEvery("seed", [0, 1, 2, .max]) { (seed: UInt64) in
        let kept = keptUnits(seed: seed, layer: 1, probability: probability).reduce(0) { $0 + $1.reduce(0, +) }
        let p = Double(probability), count = Double(Self.rows * Self.units)
        let bound = 5 * (count * p * (1 - p)).squareRoot() + 1
        try check(abs(Double(kept) - count * (1 - p)) <= bound, "\(kept) of \(count) are kept")
      }
    }
  }

  /// With p = 1/2, two masks that have nothing to do with each other agree in half of all places.
  @Test func masksOfNeighboursSamplesLayersAndSeedsAreIndependent() throws {
    let mask = keptUnits(seed: 1, layer: 1, probability: 0.5)
    func agrees(_ name: String, _ other: [[Int]], shiftedBy shift: (row: Int, unit: Int) = (0, 0)) throws {
      var same = 0, count = 0
      for row in 0..<Self.rows - shift.row {
        for unit in 0..<Self.units - shift.unit {
          same += mask[row][unit] == other[row + shift.row][unit + shift.unit] ? 1 : 0
          count += 1
        }
      }
      let off = abs(Double(same) - Double(count) / 2) / (Double(count).squareRoot() / 2)
      try check(off < 5, "\(name): \(same) of \(count) agree")
    }
    try withEvery("distance", [1, 2, 3, 4, 7, 8, 16, 32, 64]) { distance in
      try agrees("units", mask, shiftedBy: (0, distance))
      try agrees("samples", mask, shiftedBy: (distance, 0))
      try agrees("both", mask, shiftedBy: (distance, distance))
    }
    try agrees("layers", keptUnits(seed: 1, layer: 2, probability: 0.5))
    try agrees("layers and samples", keptUnits(seed: 1, layer: 2, probability: 0.5), shiftedBy: (1, 0))
    try agrees("seeds", keptUnits(seed: 2, layer: 1, probability: 0.5))
  }

  /// How many units of a sample are kept is distributed as it should be: its variance over samples is n p (1 - p).
  @Test func theNumberThatIsKeptOfASampleVariesAsItShould() throws {
    try withEvery("probability", [0.1, 0.25, 0.5] as [Float]) { probability in
      let counts = keptUnits(seed: 4, layer: 3, probability: probability).map { Double($0.reduce(0, +)) }
      let p = Double(probability), expected = Double(Self.units) * p * (1 - p)
      let mean = Double(Self.units) * (1 - p)
      let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(Self.rows)
      // The variance of 512 samples is off by a sixteenth, one time in three.
      try check(abs(variance / expected - 1) < 5 / 16.0, "variance \(variance), expected \(expected)")
    }
  }

  static let rows = 512, units = 128

  private func keptUnits(seed: UInt64, layer: Int, probability: Float) -> [[Int]] {
    let mask = DropoutMask(seed: seed, layer: layer, firstSample: 0, probability: probability)
    return (0..<Self.rows).map { row in (0..<Self.units).map { mask.keeps(row: row, unit: $0) ? 1 : 0 } }
  }
}
