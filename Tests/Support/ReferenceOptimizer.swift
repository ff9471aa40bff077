/// Optimizers as PyTorch's documentation writes them down.
public struct ReferenceOptimizer {
  public enum Rule: Equatable, Sendable {
    case sgd(learningRate: Double)
    case momentum(learningRate: Double, momentum: Double)
    case adam(learningRate: Double, beta1: Double, beta2: Double, epsilon: Double)
  }

  public let rule: Rule
  private var step = 0
  private var first: [Double]
  private var second: [Double]

  public init(_ rule: Rule, count: Int) {
    self.rule = rule
    first = .init(repeating: 0, count: count)
    second = first
  }

  public mutating func update(_ parameters: inout [Double], _ gradients: [Double]) {
    step += 1
    for index in parameters.indices {
      let gradient = gradients[index]
      switch rule {
      case .sgd(let learningRate): parameters[index] -= learningRate * gradient
      case .momentum(let learningRate, let momentum):
        first[index] = momentum * first[index] + gradient
        parameters[index] -= learningRate * first[index]
      case .adam(let learningRate, let beta1, let beta2, let epsilon):
        first[index] = beta1 * first[index] + (1 - beta1) * gradient
        second[index] = beta2 * second[index] + (1 - beta2) * gradient * gradient
        let mean = first[index] / (1 - power(beta1, step)), square = second[index] / (1 - power(beta2, step))
        parameters[index] -= learningRate * mean / (square.squareRoot() + epsilon)
      }
    }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
