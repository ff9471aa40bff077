import Foundation
import MidgeModel
import MidgeTestSupport
import Testing

/// Fifty steps of every optimizer, with and without regularisation, and of every schedule, beside PyTorch's.
struct OptimizerGoldenTests {
  @Test func fiftyStepsReproducePyTorch() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "optimizers.json"))
    let file = try JSONDecoder().decode(OptimizerFile.self, from: data)
    try check(file.cases.count > 90, "\(file.cases.count) cases")
    try check(Set(file.cases.map(\.optimizer)).count == OptimizerKind.allCases.count, "an optimizer is missing")
    try withEvery("case", file.cases) { golden in
      if golden.dtype == "float32" {
        try reproduce(PortableShared<Float>.self, file, golden, tolerance: 1e-5)
      } else {
        try reproduce(PortableShared<Double>.self, file, golden, tolerance: 1e-9)
      }
    }
  }

  private func reproduce<A: Arithmetic>(
    _ arithmetic: A.Type, _ file: OptimizerFile, _ golden: OptimizerCase, tolerance: Double
  ) throws {
    let sizes = file.sizes
    let layers: [LayerShape] = [
      .dense(sizes[0], sizes[1], .tanh), .dense(sizes[1], sizes[2], .sigmoid), .dense(sizes[2], sizes[3]),
    ]
    let regularization = Regularization(
      l2: golden.l2 ?? 0, clipValue: golden.clipValue ?? .infinity, clipNorm: golden.clipNorm ?? .infinity)
    var trainer = try Trainer<LayerStack, Loss, Tuned<OptimizerChoice>, A>(
      owning: layers.span, loss: .meanSquaredError,
      optimizer: Tuned(golden.rule(), regularization, schedule: golden.course()), reduction: .mean, seed: 1,
      initializer: .automatic, rowCapacity: 4)
    let places = tensorPlaces(layers)
    for (tensor, places) in zip(file.initial.flatMap { [$0.weight, $0.bias] }, places) {
      trainer.withMutableParameters { for (value, place) in zip(tensor, places) { $0[place] = A.Scalar(value) } }
    }
    let inputs = file.inputs.map { A.Scalar($0) }, targets = file.targets.map { A.Scalar($0) }
    for (step, expected) in golden.losses.enumerated() {
      let loss = Double(trainer.step(inputs.span, targets.span))
      let error = relativeError(loss, expected, floor: 0)
      try check(error <= tolerance, "step \(step): loss \(loss), PyTorch's \(expected), relative error \(error)")
      if !golden.rates.isEmpty {
        let rate = trainer.optimizer.learningRate
        try check(
          abs(rate - golden.rates[step]) <= 1e-13, "step \(step): rate \(rate), PyTorch's \(golden.rates[step])")
      }
    }
    for (tensor, places) in zip(golden.final.flatMap { [$0.weight, $0.bias] }, places) {
      let found = trainer.withParameters { parameters in places.map { Double(parameters[$0]) } }
      let largest = tensor.map { abs($0) }.max()!
      for (a, b) in zip(found, tensor) { try check(abs(a - b) <= tolerance * largest, "\(a), PyTorch's \(b)") }
    }
  }
}

struct OptimizerFile: Decodable {
  let sizes: [Int], inputs: [Double], targets: [Double], initial: [Trajectory.Tensors], cases: [OptimizerCase]
}

struct OptimizerCase: Decodable, CustomStringConvertible {
  let optimizer: String, variant: String, schedule: String, dtype: String
  let l2: Double?, clipNorm: Double?, clipValue: Double?
  let losses: [Double], rates: [Double], final: [Trajectory.Tensors]

  var description: String { "\(optimizer) \(variant) \(schedule) \(dtype)" }

  /// As make_optimizers.py makes it.
  func rule() throws -> OptimizerChoice {
    guard let kind = OptimizerKind.allCases.first(where: { $0.name == optimizer }) else {
      throw Failure(message: "optimizer \(optimizer)", location: #fileID)
    }
    return switch kind {
    case .sgd: kind.choice(learningRate: 0.1)
    case .momentum, .nesterov, .adaGrad: kind.choice(learningRate: 0.05)
    case .rmsProp, .centredRMSProp: kind.choice(learningRate: 0.002)
    case .adaDelta: kind.choice(learningRate: 1)
    case .amsGrad: .amsGrad(AMSGrad(learningRate: 0.01, beta2: 0.9))
    case .adamW: kind.choice(learningRate: 0.01, weightDecay: 0.1)
    case .adam, .rProp: kind.choice(learningRate: 0.01)
    }
  }

  func course() throws -> Schedule? {
    let least = 0.001, name = schedule.split(separator: " ").last.map(String.init) ?? ""
    let course: Schedule.Course =
      switch name {
      case "": .constant
      case "constant": .constant
      case "step": .step(period: 10, factor: 0.5)
      case "multi-step": .multiStep(milestones: Milestones([7, 20, 33]), factor: 0.3)
      case "exponential": .exponential(factor: 0.95)
      case "inverse-time": .inverseTime(decay: 0.1)
      case "cosine": .cosine(period: 30, least: least)
      case "cosine-restarts": .cosineRestarts(period: 8, growth: 2, least: least)
      case "one-cycle": .oneCycle(stepCount: 50, rise: 0.3)
      default: throw Failure(message: "schedule \(schedule)", location: #fileID)
      }
    if name.isEmpty { return nil }
    return Schedule(rate: 0.1, course, warmUpStepCount: schedule.hasPrefix("warm-up") ? 5 : 0)
  }
}
