import MidgeFiles
import MidgeModel

/// How `midge train` learns: the optimizer, its schedule, and what keeps it from overfitting.
struct TrainingOptions {
  var initializer: Initializer
  /// With `lbfgs`, there for its learning rate alone.
  var optimizer: OptimizerChoice
  /// Nil: the optimizer steps, batch by batch.
  var lbfgs: LBFGS?
  var regularization: Regularization
  var schedule: ScheduleOptions
  /// That a number behind a hidden layer is dropped.
  var dropout: Double
  var classWeights: ClassWeights?
  /// The column that says what each row counts; no feature.
  var sampleWeights: String?
  /// Epochs without a better validation loss after which training stops; nil: never.
  var patience: Int?

  static let options =
    [
      "--initializer", "--optimizer", "--learning-rate", "--momentum", "--weight-decay", "--l1", "--clip-norm",
      "--clip-value", "--max-norm", "--dropout", "--label-smoothing", "--class-weights", "--sample-weights",
      "--patience",
    ] + ScheduleOptions.options

  init(_ arguments: Arguments) throws(Failure) {
    initializer = try arguments.choice("--initializer", default: .automatic, among: Initializer.named)
    let kind = try arguments.choice(
      "--optimizer", default: OptimizerKind.adam,
      among: OptimizerKind.allCases.map { ($0.name, $0) } + [("lbfgs", nil)])
    let rate = try arguments.positive("--learning-rate", default: kind == nil ? 1 : 1e-2)
    let momentum = try arguments.share("--momentum", default: 0.9)
    if arguments["--momentum"] != nil && kind?.takesMomentum != true {
      throw .usage("--momentum goes with --optimizer momentum and nesterov")
    }
    let decay = try arguments.nonNegative("--weight-decay", default: 0)
    optimizer =
      kind?.choice(learningRate: rate, momentum: momentum, weightDecay: decay) ?? .sgd(SGD(learningRate: rate))
    regularization = Regularization(
      l1: try arguments.nonNegative("--l1", default: 0), l2: kind == .adamW ? 0 : decay,
      clipValue: try arguments.limit("--clip-value"),
      clipNorm: try arguments.limit("--clip-norm"),
      maxNorm: try arguments.limit("--max-norm"),
      labelSmoothing: try arguments.share("--label-smoothing", default: 0))
    // The network has it as a `Float`.
    dropout = try arguments.value("--dropout", default: 0, wanted: "a number from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && Float($0) < 1 ? $0 : nil }
    }
    classWeights = try arguments.value(
      "--class-weights", default: nil, wanted: "balanced, or numbers above 0 such as 1,2.5", ClassWeights.init)
    sampleWeights = arguments["--sample-weights"]
    schedule = try ScheduleOptions(arguments)
    if kind == .rProp && (schedule.name != .constant || schedule.warmUp > 0) {
      throw .usage("--optimizer rprop finds its own steps: it has no --schedule and no --warm-up")
    }
    if kind == nil {
      let refused =
        ["--l1", "--clip-norm", "--clip-value", "--max-norm", "--dropout", "--sample-weights"] + ScheduleOptions.options
      if let name = refused.first(where: { arguments[$0] != nil }) {
        throw .usage("--optimizer lbfgs searches for each step in the whole loss: it has no \(name)")
      }
      // An epoch is an iteration.
      lbfgs = LBFGS(learningRate: rate, iterationCount: 1, evaluationCount: 26)
    }
    patience = arguments["--patience"] == nil ? nil : try arguments.integer("--patience", default: 1, from: 1)
  }
}
