import MidgeFiles
import MidgeModel
import WorkloadInterface

/// `midge bench`
enum BenchCommand {
  static func run(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: BenchOptions.options, flags: BenchOptions.flags)
    try arguments.require([])
    if arguments.has("--updates") {
      let updates = try BenchUpdates(arguments)
      try refuseDebugBuild()
      try updates.run()
    } else if arguments.has("--sweep") {
      let sweep = try BenchSweep(arguments)
      try refuseDebugBuild()
      try sweep.run()
    } else {
      let options = try BenchOptions(arguments)
      let level = try InstructionSet.chosen()
      try refuseDebugBuild()
      let measurement = try BenchMeasurement(options, level)
      try checkLoss(before: measurement.lossBefore, after: measurement.lossAfter)
      let report = BenchReport(options: options, level: level, measurement: measurement)
      if options.isJSON { Terminal.print(json: report.json) } else { report.lines.forEach(Terminal.print) }
    }
  }

  /// What is not optimised is not worth measuring.
  private static func refuseDebugBuild() throws(Failure) {
    #if DEBUG
      throw Failure(.failed, "this is a debug build, whose times mean nothing; build with swift build -c release")
    #endif
  }

  /// A step that does not train is not a step.
  static func checkLoss(before: Double, after: Double) throws(Failure) {
    if !(after < before) {
      throw Failure(
        .failed,
        "the loss did not fall, from \(Text.brief(before)) to \(Text.brief(after)); try another --learning-rate")
    }
  }
}

/// Everything that is measured of one workload, on the calling thread.
struct BenchMeasurement {
  /// Training steps, or single predictions.
  let repeats: Repeats
  let single: SingleRuns
  let nanosecondsPerTick: Double
  let peakOperationsPerSecond: Double
  /// Nil: there was no counter.
  let allocationsPerRun: Double?
  let systemCallsPerRun: Double?
  let bytes: WorkloadBytes
  let lossBefore: Double
  let lossAfter: Double
  /// G1 only: the same traffic of memory by a loop of ours.
  let copyAndScale: Repeats?

  init(_ options: BenchOptions, _ level: InstructionSet) throws(Failure) {
    let work = try BenchMeasurement.workload(options, level), clock = TickClock()
    let run = options.predicts ? work.predict : work.run
    bytes = work.bytes
    lossBefore = work.loss()
    // Predictions leave the network as it is: steps before them show that it is one that learns.
    if options.predicts { _ = Repeats(seconds: 0.1, warmUp: 0, count: 1, work.run) }
    var peak = PeakMeter(level)
    repeats = Repeats(
      seconds: options.seconds, warmUp: 0.5, count: options.repeats, between: { peak.measure(seconds: 0.05) }, run)
    copyAndScale = BenchMeasurement.copyAndScale(options, work)
    peak.measure(seconds: 0.05)
    let cost = repeats.median
    single = SingleRuns(
      count: min(200_000, max(100, Int(1e9 / cost))), options.predicts ? work.timePredictions : work.timeRuns)
    peak.measure(seconds: 0.05)
    peakOperationsPerSecond = peak.operationsPerSecond
    nanosecondsPerTick = clock.nanosecondsPerTick
    let few = min(1000, max(1, Int(1e8 / cost)))
    allocationsPerRun = BenchProbes.allocationsPerRun(few, run)
    systemCallsPerRun = BenchProbes.systemCallsPerRun(few, run)
    lossAfter = work.loss()
  }

  func nanoseconds(ofTicks ticks: UInt32) -> Double { Double(ticks) * nanosecondsPerTick }

  private static func workload(_ options: BenchOptions, _ level: InstructionSet) throws(Failure) -> Workload {
    switch options.subject {
    case .update(let rate): return BenchWork.update(learningRate: rate, level)
    case .network(let description, let listed):
      let rows = options.rowCapacity ?? BenchMeasurement.rowCapacity(batchSize: description.batchSize)
      guard options.face == .typed, let listed else {
        return try RuntimeWorkload.make(description, rowCapacity: rows, level)
      }
      return try BenchWork.typed(listed, description, rowCapacity: rows, level)
    }
  }

  /// A larger batch goes through in pieces, whose activations stay in the nearest cache.
  static func rowCapacity(batchSize: Int) -> Int { min(batchSize, 64) }

  private static func copyAndScale(_ options: BenchOptions, _ work: Workload) -> Repeats? {
    guard case .update = options.subject else { return nil }
    // It overwrites what the update works on, which is worth nothing after its loss was seen to fall.
    return Repeats(seconds: options.seconds, warmUp: 0, count: options.repeats, work.predict)
  }
}
