import MidgeModel

/// Rows to train on, rows held out to validate on, and rows to test on, drawn by a seed.
struct Split {
  var training: [Int] = []
  var validation: [Int] = []
  var test: [Int] = []

  /// Holds out shares of the rows of each class; of all rows where `labels` is nil. A class keeps at least one row to train on.
  init(rowCount: Int, labels: [Int32]?, share: Double, testShare: Double = 0, seed: UInt64) {
    var groups = [[Int]](repeating: [], count: Int(labels?.max() ?? 0) + 1)
    for row in 0..<rowCount { groups[Int(labels?[row] ?? 0)].append(row) }
    // What rounding takes from one class, the next one gets: the share of the whole comes out right.
    var owed = 0.0, owedTests = 0.0
    for (index, group) in groups.enumerated() {
      let order = Shuffle(count: max(group.count, 1), seed: seed, epoch: -1 - index)
      owed += share * Double(group.count)
      let held = max(0, min(Int(owed.rounded()), group.count - 1))
      owed -= Double(held)
      owedTests += testShare * Double(group.count)
      let tests = max(0, min(Int(owedTests.rounded()), group.count - 1 - held))
      owedTests -= Double(tests)
      for position in group.indices {
        if position < held {
          validation.append(group[order[position]])
        } else if position < held + tests {
          test.append(group[order[position]])
        } else {
          training.append(group[order[position]])
        }
      }
    }
    training.sort()
    validation.sort()
    test.sort()
  }
}
