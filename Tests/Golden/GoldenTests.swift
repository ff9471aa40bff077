import Foundation
import MidgeModel
import MidgeTestSupport
import Testing

/// Ten training steps beside PyTorch's. Tolerances are those of README.md in this folder.
struct GoldenTests {
  @Test func tenStepsReproducePyTorch() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "trajectories.json"))
    let file = try JSONDecoder().decode(Trajectories.self, from: data)
    try check(file.cases.count == 26, "\(file.cases.count) cases")
    try withEvery("case", file.cases) { trajectory in
      switch trajectory.dtype {
      case "float32": try reproduce(PortableShared<Float>.self, trajectory, tolerance: 1e-5)
      case "float64": try reproduce(PortableShared<Double>.self, trajectory, tolerance: 1e-9)
      default: try check(false, "dtype \(trajectory.dtype)")
      }
    }
  }

  private func reproduce<A: Arithmetic>(_ arithmetic: A.Type, _ golden: Trajectory, tolerance: Double) throws {
    let layers = try golden.shapes()
    var trainer = try Trainer<LayerStack, Loss, OptimizerChoice, A>(
      owning: layers.span, loss: golden.lossKind(), optimizer: golden.optimizer.rule(),
      reduction: golden.reductionKind(),
      seed: 1, initializer: .automatic, rowCapacity: 32)
    let places = tensorPlaces(layers)
    for (tensor, places) in zip(golden.initial.flatMap(\.tensors), places) {
      try check(tensor.count == places.count, "a tensor of \(tensor.count) for \(places.count) parameters")
      trainer.withMutableParameters { for (value, place) in zip(tensor, places) { $0[place] = A.Scalar(value) } }
    }
    for (step, expected) in golden.losses.enumerated() {
      let inputs = golden.inputs[step].map { A.Scalar($0) }, targets = golden.targets[step].map { A.Scalar($0) }
      let loss = Double(trainer.step(inputs.span, targets.span))
      let error = relativeError(loss, expected, floor: 0)
      try check(error <= tolerance, "step \(step): loss \(loss), PyTorch's \(expected), relative error \(error)")
    }
    for (index, (tensor, places)) in zip(golden.final.flatMap(\.tensors), places).enumerated() {
      let found = trainer.withParameters { parameters in places.map { Double(parameters[$0]) } }
      try compare(found, tensor, tolerance, "tensor \(index)")
    }
    let inputs = golden.inputs[0].map { A.Scalar($0) }
    var outputs = [A.Scalar](repeating: .nan, count: golden.outputs.count)
    trainer.predict(inputs.span, into: outputs.mutableSpan)
    try compare(outputs.map { Double($0) }, golden.outputs, tolerance, "outputs")
  }

  /// Off by no more than a share of the tensor's largest.
  private func compare(_ found: [Double], _ expected: [Double], _ tolerance: Double, _ name: String) throws {
    let largest = expected.map { abs($0) }.max()!
    for (index, (a, b)) in zip(found, expected).enumerated() {
      try check(abs(a - b) <= tolerance * largest, "\(name), number \(index): \(a), PyTorch's \(b)")
    }
  }
}
