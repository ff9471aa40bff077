import MidgeFiles
import MidgeModel

/// Factors of the losses of classes, as `--class-weights` gives them.
enum ClassWeights {
  /// Rows over classes times rows of the class: scikit-learn's "balanced".
  case balanced
  case given([Float])

  init?(_ text: String) {
    if text == "balanced" {
      self = .balanced
      return
    }
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) ?? 0 }
    guard numbers.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    self = .given(numbers)
  }

  func weights(of rows: LabelledRows, classes: [String]?) throws(Failure) -> [Float] {
    guard let classes else {
      throw .usage("--class-weights needs classes to predict; the target is a number (see --task)")
    }
    switch self {
    case .given(let weights):
      guard weights.count == classes.count else {
        throw .usage("--class-weights has \(weights.count) numbers; there are \(classes.count) classes")
      }
      return weights
    case .balanced:
      var counts = [Int](repeating: 0, count: classes.count)
      for label in rows.classes { counts[Int(label)] += 1 }
      return counts.map { Float(rows.count) / Float(classes.count * max(1, $0)) }
    }
  }
}
