/// Scores of a classifier by its predicted classes: shares from 0 to 1, as scikit-learn defines them (`accuracy_score`,
/// `precision_recall_fscore_support`). A share of nothing, 0 / 0, is 0.
extension ConfusionMatrix {
  /// Share of samples whose class was found; NaN without samples.
  public var accuracy: Double { Double(rightCount) / Double(sampleCount) }

  /// Share that are of the class, among the samples for which it was predicted; 0 if it never was.
  public func precision(of label: Int) -> Double { share(self[label, label], of: predictionCount(of: label)) }

  /// Share that was found, among the samples of the class; 0 if there are none.
  public func recall(of label: Int) -> Double { share(self[label, label], of: support(of: label)) }

  /// Harmonic mean of precision and recall: 2 right / (predicted + true). 0 for a class that neither occurs nor is predicted.
  public func f1(of label: Int) -> Double {
    share(2 * self[label, label], of: predictionCount(of: label) + support(of: label))
  }

  public var macroPrecision: Double { macro(precision) }
  public var macroRecall: Double { macro(recall) }
  public var macroF1: Double { macro(f1) }

  /// The unweighted mean over the classes that occur in the truth or in the predictions: a class that does neither is not
  /// averaged, as in scikit-learn without `labels`. 0 without samples.
  private func macro(_ score: (Int) -> Double) -> Double {
    var sum = 0.0, count = 0
    for label in 0..<classCount where support(of: label) + predictionCount(of: label) > 0 {
      sum += score(label)
      count += 1
    }
    return count == 0 ? 0 : sum / Double(count)
  }

  private func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}
