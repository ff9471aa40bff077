import Foundation
import MidgeModel
import ProcessProbe
import Testing
import WorkloadInterface

@testable import MidgeCommand

private final class Box {}

/// Where an allocation goes that must not be optimised away.
@safe private enum Sink {
  nonisolated(unsafe) static var box: Box?
}

/// What `midge bench` is made of.
struct BenchPartsTests {
  /// Forward and backward, update, parameters: worked out by hand for the race's table.
  @Test(arguments: [
    ("W1", 56, 34, 17), ("W2", 2_144, 866, 433), ("W3", 966_656, 66_096, 5_508), ("W4", 323_584, 9_640, 2_410),
    ("W5", 26_181_632, 1_221_240, 101_770),
  ])
  func `operations are those of the race`(_ name: String, _ passes: Int, _ update: Int, _ parameters: Int) throws {
    let count = OperationCount(try #require(ListedWorkload.named(name)).description)
    #expect(count.passes == passes && count.update == update && count.parameterCount == parameters)
    #expect(count.step == passes + update)
  }

  @Test func `a prediction is two operations a weight`() throws {
    let description = try #require(ListedWorkload.named("W3")).description
    #expect(OperationCount(description).prediction == 2 * (16 * 64 + 64 * 64 + 64 * 4))
  }

  @Test func `percentiles are the nearest rank's`() {
    let runs = SingleRuns(ticks: (1...1000).reversed().map { UInt32($0) * 26 }, pairTicks: 52)
    #expect(runs.percentile(0.5) == 500 * 26 && runs.percentile(0.99) == 990 * 26)
    #expect(runs.percentile(0.999) == 999 * 26 && runs.percentile(1) == 1000 * 26 && runs.percentile(0) == 26)
    #expect(runs.resolutionTicks == 26)
    #expect(SingleRuns(ticks: [7], pairTicks: 0).percentile(0.999) == 7)
  }

  @Test func `the middle of the repeats is their median`() {
    let repeats = Repeats(seconds: 1e-4, warmUp: 0, count: 5) { runs in usleep(UInt32(runs)) }
    #expect(repeats.nanoseconds.count == 5 && repeats.least <= repeats.median)
    #expect(repeats.median >= 1000, "a run sleeps for a microsecond at least")
  }

  @Test func `two inputs, one output and four rows are exclusive or`() throws {
    let data = BenchData.make(try #require(ListedWorkload.named("W1")).description)
    let inputs = (0..<8).map { unsafe data.inputs[$0] }, targets = (0..<4).map { unsafe data.targets[$0] }
    #expect(inputs == [0, 0, 0, 1, 1, 0, 1, 1] && targets == [0, 1, 1, 0])
  }

  @Test(arguments: [("W3", 4), ("W4", 10), ("R2", 3)])
  func `data are normal inputs with targets that the outputs can reach`(_ name: String, _ outputCount: Int) throws {
    let description = try #require(ListedWorkload.named(name)).description
    let data = BenchData.make(description), count = data.rowCount * data.inputCount
    let inputs = (0..<count).map { Double(unsafe data.inputs[$0]) }
    let mean = inputs.reduce(0, +) / Double(count), square = inputs.reduce(0) { $0 + $1 * $1 } / Double(count)
    #expect(abs(mean) < 0.05 && abs(square / min(1, 16 / Double(data.inputCount)) - 1) < 0.1)
    guard description.loss == .crossEntropy else { return }
    for row in 0..<data.rowCount {
      let line = (0..<outputCount).map { unsafe data.targets[row * outputCount + $0] }
      #expect(line.filter { $0 == 1 }.count == 1 && line.filter { $0 == 0 }.count == outputCount - 1)
    }
  }

  @Test func `a child that makes a system call is killed, and only then`() {
    #expect(BenchProbes.outcome { _ = getppid() } == systemCallsSome)
    #expect(BenchProbes.outcome { unsafe _ = write(STDERR_FILENO, "", 0) } == systemCallsSome)
    #expect(BenchProbes.outcome {} == systemCallsNone)
    #expect(BenchProbes.systemCallsPerRun(10) { _ in } == 0)
    #expect(BenchProbes.systemCallsPerRun(10) { _ in _ = getppid() } == 0.1)
  }

  @Test func `allocations are counted`() {
    #expect(BenchProbes.seesAnAllocation())
    #expect(BenchProbes.allocationsPerRun(10) { _ in } == 0)
    let counted = BenchProbes.allocationsPerRun(4) { runs in
      for _ in 0..<2 * runs { unsafe Sink.box = Box() }
    }
    #expect(counted == 2)
  }

  @Test func `a loss that does not fall is a failure`() throws {
    try BenchCommand.checkLoss(before: 2, after: 1)
    for after in [2, 3, Double.nan] {
      let error = #expect(throws: Failure.self) { try BenchCommand.checkLoss(before: 2, after: after) }
      #expect(error?.code == .failed)
    }
  }

  @Test func `the sweep covers its ranges, whole batches each`() {
    let points = BenchSweep.points
    for (axis, first, last) in [("width", 1, 256), ("depth", 1, 8), ("batch", 1, 1024)] {
      let values = points.filter { $0.axis == axis }.map(\.value)
      #expect(values.first == first && values.last == last && values == values.sorted())
    }
    #expect(points.allSatisfy { $0.description.rowCount % $0.description.batchSize == 0 })
    #expect(points.filter { $0.axis == "depth" }.map { $0.description.widths.count - 1 } == Array(1...8))
  }
}
