import MidgeModel

/// The formulas that `midge trace` prints beside the numbers. They explain; they compute nothing.
struct TraceFormulas {
  let loss: Loss
  /// ` / 2` where a mean divides by the outputs.
  private let division: String

  init(_ network: NetworkSettings) {
    loss = network.loss
    let divisor = network.reduction == .mean ? network.loss.meanDivisor(outputCount: network.outputCount) : 1
    division = divisor > 1 ? " / \(divisor)" : ""
  }

  var value: String {
    switch loss {
    case .meanSquaredError, .squaredError: "L = sum (y - t)^2\(division)"
    case .halfSquaredError: "L = sum (y - t)^2 / 2\(division)"
    case .crossEntropy: "L = - sum t log p\(division)"
    case .binaryCrossEntropy: "L = - sum (t log p + (1 - t) log (1 - p))\(division)"
    case .meanAbsoluteError, .huber: "L = \(loss.name)(y, t)"
    }
  }

  /// What the loss makes of the outputs first.
  var prediction: String? {
    loss.ownFunction.map { "p = \($0)(y)" }
  }

  /// Of the last layer.
  func outputDelta(_ activation: Activation) -> String {
    let rest = division + derivative(activation, of: "y")
    return switch loss {
    case .meanSquaredError, .squaredError: "delta = 2 (y - t)\(rest)"
    case .halfSquaredError: rest.isEmpty ? "delta = y - t" : "delta = (y - t)\(rest)"
    case .crossEntropy, .binaryCrossEntropy: rest.isEmpty ? "delta = p - t" : "delta = (p - t)\(rest)"
    case .meanAbsoluteError, .huber: "delta = dL/dy\(derivative(activation, of: "y"))"
    }
  }

  /// Of a layer before another, whose weights and delta bring the gradient back.
  func hiddenDelta(_ activation: Activation) -> String { "delta = (W'^T delta')\(derivative(activation, of: "a"))" }

  private func derivative(_ activation: Activation, of y: String) -> String {
    switch activation {
    case .identity: ""
    case .sigmoid: " \(y) (1 - \(y))"
    case .tanh: " (1 - \(y)^2)"
    case .relu: " [z > 0]"
    default: " \(activation.name)'(z)"
    }
  }
}
