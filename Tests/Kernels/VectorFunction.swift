import Foundation
import MidgeKernels

/// A function of `KernelVector+Functions.swift`: its oracles, and the bound that its comment states.
enum VectorFunction: CaseIterable {
  case exponential, exponentialOrZero, hyperbolicTangent, sigmoid, logarithm, logarithmOfOnePlus

  /// In units in the last place.
  func bound<Scalar: KernelScalar>(_ type: Scalar.Type) -> Double {
    switch self {
    case .exponential, .exponentialOrZero: 1.5
    case .hyperbolicTangent: type == Float.self ? 4 : 3.5
    case .sigmoid: type == Float.self ? 5.5 : 2.5
    case .logarithm: 2
    case .logarithmOfOnePlus: 2
    }
  }

  /// Whether the bound holds at x. Below -87 the sigmoid of a `Float` stands still: SpecialValueTests.
  func accepts<Scalar: KernelScalar>(_ x: Scalar) -> Bool {
    switch self {
    case .exponential, .hyperbolicTangent: !x.isNaN
    case .exponentialOrZero: x <= 0
    case .sigmoid: Scalar.self == Float.self ? x >= -87 : !x.isNaN
    case .logarithm: x.isNormal && x > 0
    case .logarithmOfOnePlus: x >= 0 && x <= 1
    }
  }

  func exact(_ x: Double) -> Double {
    switch self {
    case .exponential: exp(x)
    case .exponentialOrZero: x < -60 ? 0 : exp(x)
    case .hyperbolicTangent: tanh(x)
    case .sigmoid: 1 / (1 + exp(-x))
    case .logarithm: log(x)
    case .logarithmOfOnePlus: log1p(x)
    }
  }

  #if arch(x86_64)
    func exact(_ x: Float80) -> Float80 {
      switch self {
      case .exponential: exp(x)
      case .exponentialOrZero: x < -60 ? 0 : exp(x)
      case .hyperbolicTangent: tanh(x)
      case .sigmoid: 1 / (1 + exp(-x))
      case .logarithm: log(x)
      case .logarithmOfOnePlus: log1p(x)
      }
    }
  #endif
}
