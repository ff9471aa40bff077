import MidgeModel
import MidgeTestSupport

/// trajectories.json, as README.md in this folder describes it.
struct Trajectories: Decodable {
  let cases: [Trajectory]
}

struct Trajectory: Decodable, CustomStringConvertible {
  let name: String, dtype: String, layers: [Layer], loss: String, optimizer: Rule, reduction: String
  let inputs: [[Double]], targets: [[Double]], initial: [Tensors], losses: [Double], final: [Tensors], outputs: [Double]

  struct Layer: Decodable {
    let inputs: Int, outputs: Int, activation: String
  }

  struct Tensors: Decodable {
    let weight: [Double], bias: [Double]
    var tensors: [[Double]] { [weight, bias] }
  }

  struct Rule: Decodable {
    let name: String, learningRate: Double, momentum: Double, beta1: Double, beta2: Double, epsilon: Double

    func rule() throws -> OptimizerChoice {
      switch name {
      case "sgd": .sgd(SGD(learningRate: learningRate))
      case "momentum": .momentum(Momentum(learningRate: learningRate, momentum: momentum))
      case "adam": .adam(Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon))
      default: throw Failure(message: "optimizer \(name)", location: #fileID)
      }
    }
  }

  var description: String { "\(name) \(dtype)" }

  func shapes() throws -> [LayerShape] {
    try layers.map { layer in
      guard let activation = Activation.allCases.first(where: { "\($0.name)" == layer.activation }) else {
        throw Failure(message: "activation \(layer.activation)", location: #fileID)
      }
      return .dense(layer.inputs, layer.outputs, activation)
    }
  }

  func lossKind() throws -> Loss {
    guard let kind = Loss.allCases.first(where: { "\($0.name)" == loss }) else {
      throw Failure(message: "loss \(loss)", location: #fileID)
    }
    return kind
  }

  func reductionKind() throws -> Reduction {
    guard let kind = Reduction.allCases.first(where: { "\($0)" == reduction }) else {
      throw Failure(message: "reduction \(reduction)", location: #fileID)
    }
    return kind
  }
}

/// For each tensor, weight and bias of one layer after another, where its numbers stand.
func tensorPlaces(_ layers: [LayerShape]) -> [[Int]] {
  var offset = 0
  return layers.flatMap { shape in
    let start = offset
    offset += shape.parameterCount
    return [
      (0..<shape.weightCount).map { start + shape.weightOffset($0) },
      (0..<shape.biasCount).map { start + shape.biasOffset($0) },
    ]
  }
}
