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
  var training: TrainingOptions
  /// Nil: all training rows.
  var batchSize: Int?
  var epochs: Int
  var validationShare: Double
  var testShare: Double
  var seed: UInt64
  var output: String
  var isJSON: Bool
  var diagnoses: Bool
  var rollsBack: Bool
  /// Steps from one look at all parameters to the next.
  var scanSteps: Int

  enum Task: String, CaseIterable { case classification, regression }

  static let options = [
    "--target", "--task", "--layers", "--activation", "--output-activation", "--loss", "--reduction", "--batch",
    "--epochs", "--validation", "--test", "--seed", "--out", "--scan-steps",
  ]

  init(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(
      words, options: TrainOptions.options + TrainingOptions.options,
      flags: ["--json", "--diagnostics", "--rollback"])
    try arguments.require(["DATA.csv"])
    data = arguments.operands[0]
    target = arguments["--target"]
    task = try arguments.choice("--task", default: nil, among: Task.allCases.map { ($0.rawValue, $0) })
    hiddenWidths = try arguments.value("--layers", default: [32], wanted: "widths such as 64,32, or none", widths)
    activation = try arguments.choice(
      "--activation", default: .relu, among: Activation.allCases.map { ($0.name, $0) })
    outputActivation = try arguments.choice(
      "--output-activation", default: nil, among: Activation.allCases.map { ($0.name, $0.name) })
    loss = try arguments.choice("--loss", default: nil, among: Loss.allCases.map { ($0.name, $0) })
    reduction = try arguments.choice("--reduction", default: .mean, among: [("mean", .mean), ("sum", .sum)])
    training = try TrainingOptions(arguments)
    batchSize = try arguments.value("--batch", default: 32, wanted: "a whole number from 1 on, or full") { text in
      text == "full" ? .some(nil) : Int(text).flatMap { $0 >= 1 ? .some($0) : nil }
    }
    if training.lbfgs != nil {
      if arguments["--batch"] != nil && batchSize != nil {
        throw .usage("--optimizer lbfgs fits all rows together: --batch can be full only")
      }
      batchSize = nil
    }
    epochs = try arguments.integer("--epochs", default: 50, from: 1)
    validationShare = try arguments.value("--validation", default: 0.2, wanted: "a share from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
    }
    testShare = try arguments.share("--test", default: 0)
    if validationShare + testShare >= 1 { throw .usage("--validation and --test leave no rows to train on") }
    if validationShare == 0 && (training.patience != nil || training.schedule.name == .plateau) {
      throw .usage("--patience and --schedule plateau look at the validation loss; use --validation above 0")
    }
    seed = try arguments.value("--seed", default: 1, wanted: "a whole number from 0 on") { UInt64($0) }
    output = arguments["--out"] ?? "model.safetensors"
    isJSON = arguments.has("--json")
    diagnoses = arguments.has("--diagnostics")
    rollsBack = arguments.has("--rollback")
    if training.lbfgs != nil && (rollsBack || arguments["--scan-steps"] != nil) {
      throw .usage("--optimizer lbfgs takes no step that raises the loss: it has no --rollback and no --scan-steps")
    }
    if rollsBack && arguments["--scan-steps"] != nil {
      throw .usage("--rollback looks at all parameters after each epoch: it has no --scan-steps")
    }
    scanSteps = try arguments.integer("--scan-steps", default: 1000, in: 1...1 << 30)
  }
}

/// `64,32`, or `none` for a linear model.
private func widths(_ text: String) -> [Int]? {
  if text == "none" { return [] }
  let widths = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  return widths.allSatisfy { (1...LayerStack.largestExtent).contains($0) } ? widths : nil
}
