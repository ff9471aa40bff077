import MidgeFiles
import MidgeModel

/// The learning rate over the epochs, as the command line says it; steps follow once the batches are known.
struct ScheduleOptions {
  enum Name: String, CaseIterable {
    case constant, step, multiStep = "multi-step", exponential, inverseTime = "inverse-time", cosine
    case cosineRestarts = "cosine-restarts", oneCycle = "one-cycle", plateau
  }

  let name: Name
  let period: Int
  let factor: Double
  let milestones: [Int]
  let least: Double
  let warmUp: Int

  static let options = [
    "--schedule", "--schedule-epochs", "--schedule-factor", "--milestones", "--least-learning-rate", "--warm-up",
  ]

  init(_ arguments: Arguments) throws(Failure) {
    name = try arguments.choice("--schedule", default: Name.constant, among: Name.allCases.map { ($0.rawValue, $0) })
    period = try arguments.integer("--schedule-epochs", default: 10, in: 1...ScheduleOptions.mostEpochs)
    let standard = name == .exponential ? 0.95 : name == .inverseTime ? 0.01 : name == .step ? 0.5 : 0.1
    factor = try arguments.positive("--schedule-factor", default: standard)
    milestones = try arguments.value("--milestones", default: [], wanted: "at most eight epochs such as 30,40") {
      text in
      let epochs = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      return epochs.count <= 8 && epochs.allSatisfy { (1...ScheduleOptions.mostEpochs).contains($0) }
        && epochs == epochs.sorted() ? epochs : nil
    }
    least = try arguments.nonNegative("--least-learning-rate", default: 0)
    warmUp = try arguments.integer("--warm-up", default: 0, in: 0...ScheduleOptions.mostEpochs)
    for (option, names) in ScheduleOptions.users where arguments[option] != nil && !names.contains(name) {
      throw .usage("\(option) goes with --schedule \(names.map(\.rawValue).joined(separator: ", "))")
    }
    if warmUp > 0 && name == .oneCycle { throw .usage("--schedule one-cycle has its own warm-up; leave --warm-up out") }
    if name == .multiStep && milestones.isEmpty {
      throw .usage("--schedule multi-step needs --milestones, such as 30,40")
    }
  }

  /// The schedules that read an option: given with another one, it would do nothing.
  private static let users: [(option: String, names: [Name])] = [
    ("--schedule-epochs", [.step, .cosineRestarts, .plateau]),
    ("--schedule-factor", [.step, .multiStep, .exponential, .inverseTime, .plateau]),
    ("--least-learning-rate", [.cosine, .cosineRestarts, .plateau]),
    ("--milestones", [.multiStep]),
  ]

  /// So that products with the steps of an epoch stay far from the end of `Int`.
  private static let mostEpochs = 1 << 30

  /// Nil: constant, or changed after each epoch.
  func schedule(rate: Double, stepsPerEpoch: Int, epochCount: Int) -> Schedule? {
    let course: Schedule.Course
    let epochCount = min(epochCount, ScheduleOptions.mostEpochs)
    switch name {
    case .constant, .plateau: course = .constant
    case .step: course = .step(period: period * stepsPerEpoch, factor: factor)
    case .multiStep:
      course = .multiStep(milestones: Milestones(milestones.map { $0 * stepsPerEpoch }), factor: factor)
    // A factor an epoch.
    case .exponential: course = .step(period: stepsPerEpoch, factor: factor)
    case .inverseTime: course = .inverseTime(decay: factor / Double(stepsPerEpoch))
    case .cosine: course = .cosine(period: max(1, epochCount - warmUp) * stepsPerEpoch, least: least)
    case .cosineRestarts: course = .cosineRestarts(period: period * stepsPerEpoch, growth: 1, least: least)
    case .oneCycle: course = .oneCycle(stepCount: max(2, (epochCount - warmUp) * stepsPerEpoch), rise: 0.3)
    }
    if warmUp == 0 && (name == .constant || name == .plateau) { return nil }
    return Schedule(rate: rate, course, warmUpStepCount: warmUp * stepsPerEpoch)
  }

  /// For the schedule that looks at the validation loss.
  var plateau: PlateauSchedule? {
    name == .plateau ? PlateauSchedule(factor: factor, patience: period, least: least) : nil
  }
}
