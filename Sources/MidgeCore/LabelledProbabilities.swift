/// What a classifier says of samples, beside their true classes: what log loss, top-k accuracy and ROC AUC are read from.
///
///     trainer.probabilities(inputs.span, into: outputs.mutableSpan)
///     let scored = LabelledProbabilities(outputs.span, classCount: 10, truth: labels.span)
///     print(scored.logLoss, scored.topKAccuracy(3), scored.rocAUC ?? .nan)
///
/// It copies what it is given: it is for reports, not for steps.
public struct LabelledProbabilities: Sendable {
  public let classCount: Int
  /// One a sample.
  public let truth: [Int32]
  /// Row-major, a row of `classCount` a sample.
  @usableFromInline let values: [Double]
  /// Log loss keeps this far from 0 and from 1: the scalar's distance from 1 to the next number.
  @usableFromInline let epsilon: Double

  /// Takes rows of `classCount` probabilities, one row a sample, and as many class indices. Of two classes, one number a sample
  /// may be given: the probability of the second.
  @inlinable
  public init<Scalar: KernelScalar>(_ probabilities: Span<Scalar>, classCount: Int, truth: Span<Int32>) {
    let rowCount = truth.count, isSecondOnly = classCount == 2 && probabilities.count == rowCount
    Door.check(classCount > 1, "a classifier has at least two classes", found: classCount, expected: 2)
    Door.check(
      isSecondOnly || probabilities.count == rowCount * classCount,
      "the probabilities must be a row of all classes for each true class, in scalars", found: probabilities.count,
      expected: rowCount * classCount)
    Door.check(rowCount > 0, "scores need at least one sample", found: rowCount, expected: 1)
    var values: [Double] = [], labels: [Int32] = []
    values.reserveCapacity(rowCount * classCount)
    for index in probabilities.indices {
      let value = Double(probabilities[index])
      if isSecondOnly { values.append(1 - value) }
      values.append(value)
    }
    for row in truth.indices {
      Door.check(
        truth[row] >= 0 && truth[row] < classCount, "a class must be below the count of classes",
        found: Int(truth[row]), expected: classCount)
      labels.append(truth[row])
    }
    self.classCount = classCount
    self.truth = labels
    self.values = values
    epsilon = Double(Scalar.ulpOfOne)
  }

  public var sampleCount: Int { truth.count }

  public subscript(row: Int, label: Int) -> Double { values[row * classCount + label] }

  /// The most probable class of a sample.
  public func prediction(ofRow row: Int) -> Int {
    Self.prediction(of: values.span.extracting(row * classCount..<(row + 1) * classCount))
  }

  /// The most probable class of a row of outputs; the first of equals.
  @inlinable
  public static func prediction<Scalar: KernelScalar>(of outputs: Span<Scalar>) -> Int {
    var best = 0
    for label in outputs.indices where outputs[label] > outputs[best] { best = label }
    return best
  }

  /// The most probable classes beside the true ones.
  public var confusion: ConfusionMatrix {
    var matrix = ConfusionMatrix(classCount: classCount)
    for row in truth.indices { matrix.add(truth: Int(truth[row]), prediction: prediction(ofRow: row)) }
    return matrix
  }
}
