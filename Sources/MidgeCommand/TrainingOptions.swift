import MidgeFiles
import MidgeModel

/// How `midge train` learns: the optimizer, its schedule, and what keeps it from overfitting.
struct TrainingOptions {
  var optimizer: OptimizerChoice
  var regularization: Regularization
  var schedule: ScheduleOptions
  var classWeights: ClassWeights?
  /// Epochs without a better validation loss after which training stops; nil: never.
  var patience: Int?

  static let options =
    [
      "--optimizer", "--learning-rate", "--momentum", "--weight-decay", "--l1", "--clip-norm", "--clip-value",
      "--max-norm", "--label-smoothing", "--class-weights", "--patience",
    ] + ScheduleOptions.options

  init(_ arguments: Arguments) throws(Failure) {
    let kind = try arguments.choice(
      "--optimizer", default: OptimizerKind.adam, among: OptimizerKind.allCases.map { ($0.name, $0) })
    let rate = try arguments.value("--learning-rate", default: 1e-2, wanted: "a number above 0") { text in
      Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }
    let momentum = try TrainingOptions.share(arguments, "--momentum", default: 0.9)
    if arguments["--momentum"] != nil && !kind.takesMomentum {
      throw .usage("--momentum goes with --optimizer momentum and nesterov")
    }
    let decay = try TrainingOptions.penalty(arguments, "--weight-decay")
    optimizer = kind.choice(learningRate: rate, momentum: momentum, weightDecay: decay)
    regularization = Regularization(
      l1: try TrainingOptions.penalty(arguments, "--l1"), l2: kind == .adamW ? 0 : decay,
      clipValue: try TrainingOptions.limit(arguments, "--clip-value"),
      clipNorm: try TrainingOptions.limit(arguments, "--clip-norm"),
      maxNorm: try TrainingOptions.limit(arguments, "--max-norm"),
      labelSmoothing: try TrainingOptions.share(arguments, "--label-smoothing", default: 0))
    classWeights = try arguments.value(
      "--class-weights", default: nil, wanted: "balanced, or numbers above 0 such as 1,2.5", ClassWeights.init)
    schedule = try ScheduleOptions(arguments)
    if kind == .rProp && (schedule.name != .constant || schedule.warmUp > 0) {
      throw .usage("--optimizer rprop finds its own steps: it has no --schedule and no --warm-up")
    }
    patience = arguments["--patience"] == nil ? nil : try arguments.integer("--patience", default: 1, from: 1)
  }

  private static func penalty(_ arguments: Arguments, _ name: String) throws(Failure) -> Double {
    try arguments.value(name, default: 0, wanted: "a number from 0 on") { text in
      Double(text).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
  }

  private static func limit(_ arguments: Arguments, _ name: String) throws(Failure) -> Double {
    try arguments.value(name, default: .infinity, wanted: "a number above 0") { text in
      Double(text).flatMap { $0 > 0 ? $0 : nil }
    }
  }

  static func share(_ arguments: Arguments, _ name: String, default share: Double) throws(Failure) -> Double {
    try arguments.value(name, default: share, wanted: "a number from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
    }
  }
}
