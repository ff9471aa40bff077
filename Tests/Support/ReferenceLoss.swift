import Foundation

/// Losses of one row, and their gradients, by definition.
public enum ReferenceLoss: String, CaseIterable, Sendable {
  case meanSquaredError, crossEntropy, binaryCrossEntropy, meanAbsoluteError, huber, squaredError, halfSquaredError

  /// The reference of a library's loss, by the name of its case.
  public init(naming loss: some Sendable) { self = ReferenceLoss(rawValue: "\(loss)")! }

  /// By what PyTorch's "mean" divides besides the rows.
  public func meanDivisor(outputCount: Int) -> Int {
    [.crossEntropy, .squaredError, .halfSquaredError].contains(self) ? 1 : outputCount
  }

  public func value(_ outputs: [Double], _ targets: [Double]) -> Double {
    switch self {
    case .meanSquaredError, .squaredError: zip(outputs, targets).map { pow($0 - $1, 2) }.reduce(0, +)
    case .halfSquaredError: zip(outputs, targets).map { pow($0 - $1, 2) / 2 }.reduce(0, +)
    case .meanAbsoluteError: zip(outputs, targets).map { abs($0 - $1) }.reduce(0, +)
    case .huber:
      zip(outputs, targets).map { huberOf(abs($0 - $1)) }.reduce(0, +)
    case .crossEntropy: zip(logarithmsOfSoftmax(outputs), targets).map { -$0 * $1 }.reduce(0, +)
    case .binaryCrossEntropy:
      zip(outputs, targets).map { $1 * softplus(-$0) + (1 - $1) * softplus($0) }.reduce(0, +)
    }
  }

  public func gradient(_ outputs: [Double], _ targets: [Double]) -> [Double] {
    switch self {
    case .meanSquaredError, .squaredError: return zip(outputs, targets).map { 2 * ($0 - $1) }
    case .halfSquaredError: return zip(outputs, targets).map { $0 - $1 }
    case .meanAbsoluteError: return zip(outputs, targets).map { $0 > $1 ? 1 : $0 < $1 ? -1 : 0 }
    case .huber: return zip(outputs, targets).map { max(-1, min(1, $0 - $1)) }
    case .crossEntropy:
      let total = targets.reduce(0, +)
      return zip(softmax(outputs), targets).map { $0 * total - $1 }
    case .binaryCrossEntropy:
      return zip(outputs, targets).map { ReferenceActivation.sigmoid.value($0) - $1 }
    }
  }

  /// What a user reads: probabilities of logits.
  public func prediction(_ outputs: [Double]) -> [Double] {
    switch self {
    case .meanSquaredError, .squaredError, .halfSquaredError, .meanAbsoluteError, .huber: outputs
    case .crossEntropy: softmax(outputs)
    case .binaryCrossEntropy: outputs.map(ReferenceActivation.sigmoid.value)
    }
  }
}

func huberOf(_ size: Double) -> Double { size <= 1 ? size * size / 2 : size - 0.5 }

public func softmax(_ logits: [Double]) -> [Double] { logarithmsOfSoftmax(logits).map { exp($0) } }

func logarithmsOfSoftmax(_ logits: [Double]) -> [Double] {
  let largest = logits.max()!
  let logarithm = log(logits.map { exp($0 - largest) }.reduce(0, +))
  return logits.map { ($0 - largest) - logarithm }
}

func softplus(_ x: Double) -> Double { x > 0 ? x + log1p(exp(-x)) : log1p(exp(x)) }
