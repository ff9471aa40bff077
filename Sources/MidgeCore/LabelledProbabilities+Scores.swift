/// Scores that read how sure a classifier is. Definitions are scikit-learn's; a difference is stated.
extension LabelledProbabilities {
  /// Mean over samples of -ln p, p the probability of the true class (`log_loss`). p counts as no less than the scalar's
  /// `ulpOfOne` and no more than 1 less that, so that one sure mistake is not infinitely wrong. NaN if such a p is NaN.
  public var logLoss: Double {
    var sum = 0.0
    for row in truth.indices {
      let value = self[row, Int(truth[row])]
      if value.isNaN { return .nan }
      sum -= naturalLogarithm(min(max(value, epsilon), 1 - epsilon))
    }
    return sum / Double(sampleCount)
  }

  /// Share of samples, 0 to 1, whose true class is among the `k` most probable (`top_k_accuracy_score`). Equal probabilities
  /// rank by class, the lower first, so that `topKAccuracy(1)` is the accuracy; scikit-learn ranks the higher first. NaN is
  /// never among them.
  public func topKAccuracy(_ k: Int) -> Double {
    Door.check(k > 0, "top-k needs a k of at least 1", found: k, expected: 1)
    var found = 0
    for row in truth.indices {
      let label = Int(truth[row]), value = self[row, label]
      var ahead = 0
      for other in 0..<classCount where self[row, other] > value || (self[row, other] == value && other < label) {
        ahead += 1
      }
      if ahead < k && !value.isNaN { found += 1 }
    }
    return Double(found) / Double(sampleCount)
  }

  /// Of two classes: the area under the curve of the second. Of more: the unweighted mean over all classes, each against the
  /// rest (`roc_auc_score` with `multi_class="ovr"`). Nil where a class is missing in the truth, or holds all of it.
  public var rocAUC: Double? {
    if classCount == 2 { return rocAUC(of: 1) }
    var sum = 0.0
    for label in 0..<classCount {
      guard let area = rocAUC(of: label) else { return nil }
      sum += area
    }
    return sum / Double(classCount)
  }

  /// The area under the curve of one class against the rest; nil where the truth has no sample of the class, or no other.
  public func rocAUC(of label: Int) -> Double? {
    var scores: [Double] = [], arePositive: [Bool] = []
    for row in truth.indices {
      scores.append(self[row, label])
      arePositive.append(Int(truth[row]) == label)
    }
    return RankingMetrics.rocAUC(scores.span, arePositive: arePositive.span)
  }
}

/// ln x of a normal x > 0. The kernels' own: libm's differs from system to system.
private func naturalLogarithm(_ x: Double) -> Double {
  typealias Vector = Portable<Double>.Vector4
  return Vector.logarithm(Vector(repeating: x)).sixteenLanes[0]
}
