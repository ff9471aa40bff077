import MidgeFiles
import MidgeModel
import WorkloadInterface

/// What `midge bench` prints of a measurement.
struct BenchReport {
  let options: BenchOptions
  let level: InstructionSet
  let measurement: BenchMeasurement

  /// What a run is, in the words of the table.
  private var unit: String { options.predicts ? "prediction" : "step" }

  private var description: WorkloadDescription? {
    if case .network(let description, _) = options.subject { return description }
    return nil
  }

  private var listed: String? {
    if case .network(_, let name) = options.subject { return name }
    return "G1"
  }

  private var learningRate: Double {
    switch options.subject {
    case .network(let description, _): description.learningRate
    case .update(let rate): rate
    }
  }

  private var samplesPerRun: Int { options.predicts ? 1 : description?.batchSize ?? 1 }

  private var parameterCount: Int {
    description.map { OperationCount($0).parameterCount } ?? ListedWorkload.updateParameterCount
  }

  private var operations: Int {
    guard let description else { return 2 * ListedWorkload.updateParameterCount }
    let count = OperationCount(description)
    return options.predicts ? count.prediction : count.step
  }

  private var operationsPerSecond: Double { Double(operations) / (measurement.repeats.median * 1e-9) }
  private var shareOfPeak: Double { operationsPerSecond / measurement.peakOperationsPerSecond }

  private static let percentiles: [(key: String, name: String, share: Double)] = [
    ("p50", "p50", 0.5), ("p99", "p99", 0.99), ("p999", "p99.9", 0.999), ("max", "max", 1),
  ]

  private func nanoseconds(_ share: Double) -> Double {
    measurement.nanoseconds(ofTicks: measurement.single.percentile(share))
  }

  var lines: [String] {
    let repeats = measurement.repeats, bytes = measurement.bytes
    var rows = [
      ["workload", "\(listed.map { "\($0)  " } ?? "")\(description.map { BenchLabels($0).text } ?? "w -= rate g")"],
      ["code", "\(options.face.rawValue), \(level.name)"],
      ["time a \(unit)", "\(ns(repeats.median)) median, \(ns(repeats.least)) least of \(repeats.nanoseconds.count)"],
    ]
    if samplesPerRun > 1 { rows.append(["time a sample", ns(repeats.median / Double(samplesPerRun))]) }
    if let reference = measurement.copyAndScale {
      rows.append(["copy and scale", "\(ns(reference.median)) median, the same traffic of memory"])
    }
    rows += [
      ["operations", "\(Text.grouped(operations)) a \(unit), \(Text.fixed(operationsPerSecond * 1e-9, 1)) GFLOP/s"],
      [
        "share of peak",
        "\(Text.percent(shareOfPeak)) of \(Text.fixed(measurement.peakOperationsPerSecond * 1e-9, 1)) GFLOP/s",
      ],
      [
        "single \(unit)s",
        BenchReport.percentiles.map { "\($0.name) \(ns(nanoseconds($0.share)))" }.joined(separator: ", "),
      ],
      ["", clock],
      ["allocations", allocations],
      ["system calls", systemCalls],
      ["parameters", "\(Text.grouped(parameterCount)), \(Text.grouped(bytes.parameters)) bytes with padding"],
      [
        "memory",
        "\(Text.grouped(bytes.total)) bytes: gradients \(Text.grouped(bytes.gradients)), moments \(Text.grouped(bytes.moments)), "
          + "activations \(Text.grouped(bytes.activations)), scratch \(Text.grouped(bytes.scratch))",
      ],
      ["loss", "\(Text.brief(measurement.lossBefore)) before, \(Text.brief(measurement.lossAfter)) after"],
    ]
    let width = rows.map { $0[0].count }.max() ?? 0
    return rows.map { "\(Text.left($0[0], width))  \($0[1])" }
  }

  private var clock: String {
    let single = measurement.single
    let cost = measurement.nanoseconds(ofTicks: single.pairTicks)
    let resolution = measurement.nanoseconds(ofTicks: single.resolutionTicks)
    return "of \(Text.grouped(single.ticks.count)), less the clock's own \(ns(cost)); it advances by \(ns(resolution))"
  }

  private var allocations: String {
    guard let count = measurement.allocationsPerRun else { return "not counted: nothing counts them here" }
    return "\(count == 0 ? "0" : "\(count)") a \(unit)"
  }

  private var systemCalls: String {
    guard let count = measurement.systemCallsPerRun else { return "not counted: a child cannot be confined here" }
    return count == 0 ? "0 a \(unit)" : "at least \(count) a \(unit)"
  }

  private func ns(_ value: Double) -> String {
    value < 1000 ? "\(Text.fixed(value, 1)) ns" : "\(Text.grouped(Int(value.rounded()))) ns"
  }

  var json: [UInt8] {
    JSONWriter.object { event in
      event.write("event", "bench")
      event.write("workload", listed)
      event.write("network", description?.network ?? "G1")
      event.write("activation", description?.activation.name)
      event.write("output_activation", description.map { BenchLabels($0).outputActivation })
      event.write("loss", description?.loss.name)
      event.write("optimizer", description?.optimizer.name ?? "sgd")
      event.write("learning_rate", learningRate)
      event.write("batch", description?.batchSize)
      event.write("rows", description?.rowCount)
      event.write("mode", options.predicts ? "predict" : "train")
      event.write("face", options.face.rawValue)
      event.write("isa", level.name)
      writeTimes(to: &event)
      event.write("allocations_per_step", measurement.allocationsPerRun)
      event.write("syscalls_per_step", measurement.systemCallsPerRun)
      writeSizes(to: &event)
      event.write("loss_before", measurement.lossBefore)
      event.write("loss_after", measurement.lossAfter)
    }
  }

  private func writeTimes(to event: inout JSONObjectWriter) {
    let repeats = measurement.repeats
    event.write("ns_per_step", repeats.median)
    event.write("ns_per_step_min", repeats.least)
    event.write("ns_per_sample", repeats.median / Double(samplesPerRun))
    event.write("ns_per_step_repeats", repeats.nanoseconds)
    for (key, _, share) in BenchReport.percentiles { event.write(key, nanoseconds(share)) }
    event.write("single_steps", measurement.single.ticks.count)
    event.write("timer_ns", measurement.nanoseconds(ofTicks: measurement.single.pairTicks))
    event.write("timer_resolution_ns", measurement.nanoseconds(ofTicks: measurement.single.resolutionTicks))
    event.write("operations_per_step", operations)
    event.write("gflops", operationsPerSecond * 1e-9)
    event.write("peak_gflops", measurement.peakOperationsPerSecond * 1e-9)
    event.write("share_of_peak", shareOfPeak)
    if let reference = measurement.copyAndScale { event.write("copy_and_scale_ns", reference.median) }
  }

  private func writeSizes(to event: inout JSONObjectWriter) {
    let bytes = measurement.bytes
    event.write("parameters", parameterCount)
    event.write("parameter_bytes", bytes.parameters)
    event.write("gradient_bytes", bytes.gradients)
    event.write("moment_bytes", bytes.moments)
    event.write("activation_bytes", bytes.activations)
    event.write("scratch_bytes", bytes.scratch)
    event.write("total_bytes", bytes.total)
  }
}
