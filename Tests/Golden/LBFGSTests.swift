import Foundation
import MidgeModel
import MidgeTestSupport
import Testing

/// Fits by L-BFGS beside PyTorch's: as many evaluations of the loss in each call, and the losses and parameters that they lead to.
///
/// Tolerance: 1e-9 relative of a loss, 1e-8 of its tensor's largest for a parameter. A step amplifies differences of rounding: within the flat ends of
/// these fits by a thousand in all.
struct LBFGSGoldenTests {
  @Test func fitsReproducePyTorch() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "lbfgs.json"))
    let file = try JSONDecoder().decode(LBFGSFile.self, from: data)
    try check(file.cases.count == 7, "\(file.cases.count) cases")
    try withEvery("case", file.cases) { try reproduce(file, $0) }
  }

  private func reproduce(_ file: LBFGSFile, _ golden: LBFGSCase) throws {
    let sizes = file.sizes
    let layers: [LayerShape] = [
      .dense(sizes[0], sizes[1], .tanh), .dense(sizes[1], sizes[2], .sigmoid), .dense(sizes[2], sizes[3]),
    ]
    var trainer = try Trainer<LayerStack, Loss, Tuned<SGD>, PortableShared<Double>>(
      owning: layers.span, loss: .meanSquaredError,
      optimizer: Tuned(SGD(learningRate: 1), Regularization(l2: golden.l2)), reduction: .mean, seed: 1,
      initializer: .automatic, rowCapacity: 4)
    let places = tensorPlaces(layers)
    for (tensor, places) in zip(file.initial.flatMap(\.tensors), places) {
      trainer.withMutableParameters { for (value, place) in zip(tensor, places) { $0[place] = value } }
    }
    let rule = LBFGS(
      learningRate: golden.learningRate, iterationCount: golden.iterations, evaluationCount: golden.evaluationLimit,
      historySize: golden.history)
    var fitter = trainer.fitter(rule)
    for (call, evaluations) in golden.evaluations.enumerated() {
      let report = trainer.fit(file.inputs.span, file.targets.span, by: &fitter)
      try check(
        report.evaluationCount == evaluations, "call \(call): \(report.evaluationCount) evaluations, not \(evaluations)"
      )
      let error = relativeError(report.loss, golden.losses[call + 1], floor: 0)
      try check(
        error <= 1e-9, "call \(call): loss \(report.loss), PyTorch's \(golden.losses[call + 1]), off by \(error)")
    }
    for (tensor, places) in zip(golden.final.flatMap(\.tensors), places) {
      let found = trainer.withParameters { parameters in places.map { parameters[$0] } }
      let scale = tensor.map { abs($0) }.max()!
      for (a, b) in zip(found, tensor) { try check(abs(a - b) <= 1e-8 * scale, "\(a), PyTorch's \(b)") }
    }
  }
}

struct LBFGSFile: Decodable {
  let sizes: [Int], inputs: [Double], targets: [Double], initial: [Trajectory.Tensors], cases: [LBFGSCase]
}

struct LBFGSCase: Decodable, CustomStringConvertible {
  let name: String, learningRate: Double, iterations: Int, evaluationLimit: Int, history: Int, l2: Double
  let losses: [Double], evaluations: [Int], final: [Trajectory.Tensors]

  var description: String { name }
}
