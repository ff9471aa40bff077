import Foundation

/// Activations by their textbook definitions, derivatives at the argument rather than from the value.
public enum ReferenceActivation: String, CaseIterable, Sendable {
  case identity, relu, leakyReLU, sigmoid, tanh, elu, gelu, silu, softplus, softmax

  /// The reference of a library's activation, by the name of its case.
  public init(naming activation: some Sendable) { self = ReferenceActivation(rawValue: "\(activation)")! }

  /// Whether the derivative jumps at 0.
  public var hasCorner: Bool { self == .relu || self == .leakyReLU }

  /// Whether the derivative has a corner at 0, or jumps: differences over it are off.
  var bends: Bool { hasCorner || self == .elu }

  /// f of a row.
  public func values(_ row: [Double]) -> [Double] {
    self == .softmax ? MidgeTestSupport.softmax(row) : row.map(value)
  }

  /// The gradient by a row x, from that by f(x).
  public func gradient(_ row: [Double], _ dy: [Double]) -> [Double] {
    if self != .softmax { return zip(row, dy).map { derivative($0) * $1 } }
    let y = values(row)
    // dy_i / dx_j = y_i ([i = j] - y_j)
    return y.indices.map { j in y.indices.reduce(0) { $0 + dy[$1] * y[$1] * (($1 == j ? 1 : 0) - y[j]) } }
  }

  /// Of those that are functions of each number by itself.
  public func value(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .relu: max(0, x)
    case .leakyReLU: x < 0 ? x / 100 : x
    case .sigmoid: 1 / (1 + exp(-x))
    case .tanh: Foundation.tanh(x)
    case .elu: x > 0 ? x : expm1(x)
    case .gelu: x * erfc(-x / 2.0.squareRoot()) / 2
    case .silu: x / (1 + exp(-x))
    case .softplus: MidgeTestSupport.softplus(x)
    case .softmax: .nan
    }
  }

  public func derivative(_ x: Double) -> Double {
    switch self {
    case .identity: 1
    case .relu: x > 0 ? 1 : 0
    case .leakyReLU: x > 0 ? 1 : 1 / 100
    case .sigmoid: 1 / (2 + exp(x) + exp(-x))
    case .tanh: 1 / (cosh(x) * cosh(x))
    case .elu: x > 0 ? 1 : exp(x)
    case .gelu: erfc(-x / 2.0.squareRoot()) / 2 + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    case .silu: (1 + exp(-x) + x * exp(-x)) / pow(1 + exp(-x), 2)
    case .softplus: 1 / (1 + exp(-x))
    case .softmax: .nan
    }
  }
}
