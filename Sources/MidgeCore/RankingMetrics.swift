/// Scores of an order: whether what should come last does.
public enum RankingMetrics {
  /// Area under the receiver operating characteristic: the chance, 0 to 1, that a positive sample scores above a negative
  /// one, where a tie counts half. One score and one flag a sample. Nil unless there are samples of both kinds, and where a
  /// score is not a number.
  ///
  /// By the ranks of the positives (Mann and Whitney, 1947), equal scores sharing the middle of their ranks: what the
  /// trapezoids of scikit-learn's `roc_auc_score` sum to. The ranks are counted exactly.
  public static func rocAUC<Scalar: KernelScalar>(_ scores: Span<Scalar>, arePositive: Span<Bool>) -> Double? {
    Door.check(
      arePositive.count == scores.count, "the flags must be as many as the scores", found: arePositive.count,
      expected: scores.count)
    var samples: [(score: Scalar, isPositive: Bool)] = []
    samples.reserveCapacity(scores.count)
    for index in scores.indices {
      if scores[index].isNaN { return nil }
      samples.append((scores[index], arePositive[index]))
    }
    samples.sort { $0.score < $1.score }
    // Twice the pairs of a positive above a negative: a tie is 1.
    var twicePairs = 0, negativesBelow = 0, positiveCount = 0, start = 0
    while start < samples.count {
      var end = start, positives = 0
      while end < samples.count, samples[end].score == samples[start].score {
        if samples[end].isPositive { positives += 1 }
        end += 1
      }
      let negatives = end - start - positives
      twicePairs += positives * (2 * negativesBelow + negatives)
      positiveCount += positives
      negativesBelow += negatives
      start = end
    }
    guard positiveCount > 0, negativesBelow > 0 else { return nil }
    return Double(twicePairs) / (2 * Double(positiveCount) * Double(negativesBelow))
  }
}
