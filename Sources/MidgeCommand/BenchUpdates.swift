import MidgeFiles
import MidgeModel
import WorkloadInterface

/// `midge bench --updates`: what each optimizer's update of a million parameters costs, beside the two things that bound it, measured in turn.
struct BenchUpdates {
  private let kinds: [OptimizerKind]
  private let repeats: Int
  private let isJSON: Bool

  /// The most that an update may cost by the larger of its bounds, and AdamW's by Adam's.
  static let mostByBound = 1.15, mostByAdam = 1.05

  init(_ arguments: Arguments) throws(Failure) {
    let taken = ["--optimizer", "--repeats"]
    for option in BenchOptions.options where !taken.contains(option) && arguments[option] != nil {
      throw .usage("\(option) does not go with --updates, which has no network")
    }
    for flag in ["--predict", "--sweep"] where arguments.has(flag) {
      throw .usage("\(flag) does not go with --updates")
    }
    let kind = try arguments.choice(
      "--optimizer", default: nil, among: OptimizerKind.allCases.map { ($0.name, $0) })
    kinds = kind.map { [$0] } ?? OptimizerKind.allCases
    repeats = try arguments.integer("--repeats", default: 31, from: 1)
    isJSON = arguments.has("--json")
  }

  func run() throws(Failure) {
    let level = try InstructionSet.chosen()
    let costs = UpdateMeasurement.measure(kinds, repeats: repeats, level)
    let adam = costs.first { $0.kind == .adam }?.update
    if isJSON {
      for cost in costs { Terminal.print(json: cost.json(level, adam: adam)) }
      return
    }
    let heading = [
      "optimizer", "streams", "div", "sqrt", "update µs", "streams µs", "div, sqrt µs", "by larger", "by adam",
    ]
    let count = Text.grouped(ListedWorkload.updateParameterCount)
    Terminal.print("an update of \(count) parameters, \(level.name); medians of \(repeats)")
    Text.table([heading] + costs.map { $0.cells(adam: adam) }).forEach(Terminal.print)
    let above = costs.filter { $0.ratio > BenchUpdates.mostByBound }.map(\.kind.name)
    Terminal.print(
      above.isEmpty
        ? "none costs more than \(BenchUpdates.mostByBound) of the larger bound"
        : "more than \(BenchUpdates.mostByBound) of the larger bound: \(above.joined(separator: ", "))")
  }
}

/// Nanoseconds of one optimizer, medians.
struct UpdateMeasurement {
  let kind: OptimizerKind
  let update: Double
  let stream: Double
  /// 0 where the update has neither.
  let divideAndRoot: Double

  var bound: Double { max(stream, divideAndRoot) }
  var ratio: Double { update / bound }

  /// Round after round, each optimizer's update and bounds one after the other: whatever the machine does meanwhile, it does to all.
  static func measure(_ kinds: [OptimizerKind], repeats: Int, _ level: InstructionSet) -> [UpdateMeasurement] {
    let works = kinds.map { BenchWork.updateWork($0, level) }
    var times = [[[Double]]](repeating: [[], [], []], count: kinds.count)
    // The first round warms up.
    for round in 0...repeats {
      for (index, work) in works.enumerated() {
        let found = [time(work.stream), time(work.update), work.divideAndRoot.map(time) ?? 0]
        if round > 0 { for part in 0..<3 { times[index][part].append(found[part]) } }
      }
    }
    return kinds.indices.map { index in
      let medians = times[index].map(\.median)
      return UpdateMeasurement(
        kind: kinds[index], update: medians[1], stream: medians[0], divideAndRoot: medians[2])
    }
  }

  /// Nanoseconds of one time. The first brings the memory into the caches as the others find it.
  private static func time(_ run: (Int) -> Void) -> Double {
    let times = 8
    run(1)
    let start = monotonicSeconds()
    run(times)
    return (monotonicSeconds() - start) * 1e9 / Double(times)
  }

  func cells(adam: Double?) -> [String] {
    let cost = UpdateCost(kind), isAdamW = kind == .adamW
    return [
      kind.name, "\(cost.reads) + \(cost.writes)", "\(cost.divides)", "\(cost.roots)", Text.fixed(update / 1000, 1),
      Text.fixed(stream / 1000, 1), divideAndRoot > 0 ? Text.fixed(divideAndRoot / 1000, 1) : "",
      Text.fixed(ratio, 3), adam.flatMap { isAdamW ? Text.fixed(update / $0, 3) : nil } ?? "",
    ]
  }

  func json(_ level: InstructionSet, adam: Double?) -> [UInt8] {
    let cost = UpdateCost(kind)
    return JSONWriter.object { event in
      event.write("event", "update")
      event.write("optimizer", kind.name)
      event.write("parameters", ListedWorkload.updateParameterCount)
      event.write("isa", level.name)
      event.write("streams_read", cost.reads)
      event.write("streams_written", cost.writes)
      event.write("divides", cost.divides)
      event.write("roots", cost.roots)
      event.write("ns_per_update", update)
      event.write("stream_ns", stream)
      event.write("divide_and_root_ns", divideAndRoot)
      event.write("ratio_to_bound", ratio)
      if let adam, kind == .adamW { event.write("ratio_to_adam", update / adam) }
    }
  }
}
