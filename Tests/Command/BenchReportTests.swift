import Foundation
import MidgeModel
import Testing
import WorkloadInterface

@testable import MidgeCommand

/// A measurement of a few milliseconds, on both faces, and what is reported of it.
struct BenchReportTests {
  static func report(_ words: [String]) throws -> BenchReport {
    let arguments = try Arguments(
      words + ["--seconds", "0.001", "--repeats", "3"], options: BenchOptions.options, flags: BenchOptions.flags)
    let options = try BenchOptions(arguments)
    let level = try InstructionSet.chosen()
    return BenchReport(options: options, level: level, measurement: try BenchMeasurement(options, level))
  }

  @Test(arguments: [
    ["--workload", "W1"], ["--workload", "W1", "--predict"],
    ["--network", "3-5-2", "--batch", "4", "--face", "runtime"],
  ])
  func `the object has the design's keys, and sense`(_ words: [String]) throws {
    let report = try BenchReportTests.report(words)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(report.json)) as? [String: Any])
    #expect(object["event"] as? String == "bench")
    for key in ["network", "activation", "loss", "optimizer", "face", "isa"] {
      #expect(object[key] is String, "\(key)")
    }
    for key in [
      "batch", "ns_per_step", "ns_per_step_min", "p50", "p99", "p999", "max", "gflops", "peak_gflops", "share_of_peak",
      "parameter_bytes", "total_bytes",
    ] { #expect((object[key] as? Double ?? -1) >= 0, "\(key)") }
    #expect(object["allocations_per_step"] as? Double == 0)
    #expect(object["syscalls_per_step"] as? Double == 0)
    #expect(object["isa"] as? String == (try InstructionSet.selected().name))
    let parts = ["parameter_bytes", "gradient_bytes", "moment_bytes", "activation_bytes", "scratch_bytes"]
    #expect(parts.reduce(0) { $0 + (object[$1] as? Int ?? 0) } == object["total_bytes"] as? Int)
    #expect(report.lines.count > 10 && report.lines.allSatisfy { $0.count < 160 })
  }

  @Test func `softmax is cross-entropy, and the other way round`() throws {
    for words in [["--output-activation", "softmax"], ["--loss", "cross-entropy"]] {
      let arguments = try Arguments(words, options: BenchOptions.options, flags: BenchOptions.flags)
      guard case .network(let description, _) = try BenchOptions(arguments).subject else { return }
      #expect(description.loss == .crossEntropy && description.outputActivation == .identity)
      #expect(BenchLabels(description).outputActivation == "softmax")
    }
  }

  @Test func `softmax with another loss is an activation`() throws {
    let words = ["--output-activation", "softmax", "--loss", "mse"]
    let arguments = try Arguments(words, options: BenchOptions.options, flags: BenchOptions.flags)
    guard case .network(let description, _) = try BenchOptions(arguments).subject else { return }
    #expect(description.loss == .meanSquaredError && description.outputActivation == .softmax)
    #expect(BenchLabels(description).outputActivation == "softmax")
  }

  @Test func `a listed network is found by what it is`() throws {
    let words = "--network 64-32-10 --output-activation softmax --optimizer momentum"
    let arguments = try Arguments(
      words.split(separator: " ").map(String.init), options: BenchOptions.options, flags: BenchOptions.flags)
    let options = try BenchOptions(arguments), listed = try #require(ListedWorkload.named("W4"))
    #expect(options.subject == .network(listed.description, listed: "W4") && options.face == .typed)
  }
}
