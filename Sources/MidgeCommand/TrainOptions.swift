import MidgeFiles
import MidgeModel

/// What `midge train` was asked to do. Nil: to be found from the data.
struct TrainOptions {
  var data: String
  var target: String?
  var task: Task?
  var hiddenWidths: [Int]
  var activation: Activation
  var outputActivation: String?
  var loss: Loss?
  var reduction: Reduction
  var optimizer: OptimizerChoice
  /// Nil: all training rows.
  var batchSize: Int?
  var epochs: Int
  var validationShare: Double
  var seed: UInt64
  var output: String
  var isJSON: Bool

  enum Task: String, CaseIterable { case classification, regression }

  static let options = [
    "--target", "--task", "--layers", "--activation", "--output-activation", "--loss", "--reduction", "--optimizer",
    "--learning-rate", "--momentum", "--batch", "--epochs", "--validation", "--seed", "--out",
  ]

  init(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: TrainOptions.options, flags: ["--json"])
    try arguments.require(["DATA.csv"])
    data = arguments.operands[0]
    target = arguments["--target"]
    task = try arguments.choice("--task", default: nil, among: Task.allCases.map { ($0.rawValue, $0) })
    hiddenWidths = try arguments.value("--layers", default: [32], wanted: "widths such as 64,32, or none", widths)
    activation = try arguments.choice(
      "--activation", default: .relu, among: Activation.allCases.map { ($0.name, $0) })
    outputActivation = try arguments.choice(
      "--output-activation", default: nil, among: (Activation.allCases.map(\.name) + ["softmax"]).map { ($0, $0) })
    loss = try arguments.choice("--loss", default: nil, among: Loss.allCases.map { ($0.name, $0) })
    reduction = try arguments.choice("--reduction", default: .mean, among: [("mean", .mean), ("sum", .sum)])
    optimizer = try TrainOptions.optimizer(arguments)
    batchSize = try arguments.value("--batch", default: 32, wanted: "a whole number from 1 on, or full") { text in
      text == "full" ? .some(nil) : Int(text).flatMap { $0 >= 1 ? .some($0) : nil }
    }
    epochs = try arguments.integer("--epochs", default: 50, from: 1)
    validationShare = try arguments.value("--validation", default: 0.2, wanted: "a share from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
    }
    seed = try arguments.value("--seed", default: 1, wanted: "a whole number from 0 on") { UInt64($0) }
    output = arguments["--out"] ?? "model.safetensors"
    isJSON = arguments.has("--json")
  }

  private static func optimizer(_ arguments: Arguments) throws(Failure) -> OptimizerChoice {
    let rate = try arguments.value("--learning-rate", default: 1e-2, wanted: "a number above 0") { text in
      Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }
    let momentum = try arguments.value("--momentum", default: 0.9, wanted: "a number from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
    }
    let choice = try arguments.choice(
      "--optimizer", default: OptimizerChoice.adam(Adam(learningRate: rate)),
      among: [
        ("sgd", .sgd(SGD(learningRate: rate))), ("adam", .adam(Adam(learningRate: rate))),
        ("momentum", .momentum(Momentum(learningRate: rate, momentum: momentum))),
      ])
    if case .momentum = choice {
    } else if arguments["--momentum"] != nil {
      throw .usage("--momentum goes with --optimizer momentum")
    }
    return choice
  }
}

/// `64,32`, or `none` for a linear model.
private func widths(_ text: String) -> [Int]? {
  if text == "none" { return [] }
  let widths = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  return widths.allSatisfy { (1...LayerStack.largestExtent).contains($0) } ? widths : nil
}
