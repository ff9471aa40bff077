/// How often each class was predicted for each true class.
///
///     let matrix = ConfusionMatrix(classCount: 3, truth: labels.span, predictions: answers.span)
///     print(matrix.accuracy, matrix.macroF1)
///
/// Precision, recall and F1 are in `ConfusionMatrix+Scores.swift`.
public struct ConfusionMatrix: Sendable, Equatable {
  public let classCount: Int
  /// Row-major: rows are the truth, columns the prediction.
  private var counts: [Int]

  /// No samples yet.
  public init(classCount: Int) {
    Door.check(classCount > 0, "a confusion matrix needs classes", found: classCount, expected: 1)
    self.classCount = classCount
    counts = [Int](repeating: 0, count: classCount * classCount)
  }

  /// Counts class indices, one of each span a sample, from 0 up to `classCount`.
  public init(classCount: Int, truth: Span<Int32>, predictions: Span<Int32>) {
    self.init(classCount: classCount)
    Door.check(
      predictions.count == truth.count, "the predictions must be as many as the true classes", found: predictions.count,
      expected: truth.count)
    for row in truth.indices { add(truth: Int(truth[row]), prediction: Int(predictions[row])) }
  }

  /// Counts one more sample.
  public mutating func add(truth: Int, prediction: Int) {
    counts[place(truth, prediction)] += 1
  }

  /// Samples of class `truth` for which `prediction` was predicted.
  public subscript(truth: Int, prediction: Int) -> Int { counts[place(truth, prediction)] }

  public var sampleCount: Int { counts.reduce(0, +) }

  /// Samples whose class was found.
  public var rightCount: Int {
    var count = 0
    for label in 0..<classCount { count += self[label, label] }
    return count
  }

  /// Samples that are of a class.
  public func support(of label: Int) -> Int {
    var count = 0
    for prediction in 0..<classCount { count += self[label, prediction] }
    return count
  }

  /// Samples for which a class was predicted.
  public func predictionCount(of label: Int) -> Int {
    var count = 0
    for truth in 0..<classCount { count += self[truth, label] }
    return count
  }

  private func place(_ truth: Int, _ prediction: Int) -> Int {
    check(truth)
    check(prediction)
    return truth * classCount + prediction
  }

  private func check(_ label: Int) {
    Door.check(
      label >= 0 && label < classCount, "a class must be below the count of classes", found: label, expected: classCount
    )
  }
}
