import Glibc
import MidgeModel
import ProcessProbe
import WorkloadInterface

/// The system's clock, in seconds.
func monotonicSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
}

/// What many runs in a row cost: nanoseconds a run, one number a repeat.
struct Repeats {
  private(set) var nanoseconds: [Double] = []

  var median: Double { nanoseconds.median }
  var least: Double { nanoseconds.min() ?? .nan }

  /// None yet.
  init() {}

  mutating func add(_ more: Repeats) { nanoseconds += more.nanoseconds }

  /// Warms up, finds how many runs last `seconds`, and measures as many, `count` times; `between` runs before each.
  init(seconds: Double, warmUp: Double, count: Int, between: () -> Void = {}, _ run: (Int) -> Void) {
    let warm = monotonicSeconds() + warmUp
    var runs = 1, elapsed = Repeats.time(1, run)
    while elapsed < seconds * 0.5 || monotonicSeconds() < warm {
      if elapsed < seconds * 0.5 {
        let growth = min(8, seconds * 0.7 / max(elapsed, 1e-9))
        runs = max(runs + 1, Int(Double(runs) * growth))
      }
      elapsed = Repeats.time(runs, run)
    }
    runs = Int(Double(runs) * seconds * 1.05 / elapsed) + 1
    for _ in 0..<count {
      between()
      nanoseconds.append(Repeats.time(runs, run) / Double(runs) * 1e9)
    }
  }

  private static func time(_ runs: Int, _ run: (Int) -> Void) -> Double {
    let start = monotonicSeconds()
    run(runs)
    return monotonicSeconds() - start
  }
}

/// What the processor can do at most: the best of many short stretches of nothing but multiply-adds.
struct PeakMeter {
  let level: InstructionSet
  private(set) var operationsPerSecond = 0.0
  private var sum: Float = 1

  init(_ level: InstructionSet) { self.level = level }

  mutating func measure(seconds: Double) {
    let end = monotonicSeconds() + seconds
    repeat {
      let start = monotonicSeconds()
      let operations = BenchWork.peak(level, iterations: 1_000_000, sum: &sum)
      operationsPerSecond = max(operationsPerSecond, Double(operations) / (monotonicSeconds() - start))
    } while monotonicSeconds() < end
  }
}

/// Single runs in the processor's ticks, less what a pair of readings costs.
struct SingleRuns {
  /// Sorted.
  let ticks: [UInt32]
  /// The median of readings around nothing.
  let pairTicks: UInt32
  /// What all readings are multiples of: some processors' clocks advance by many ticks at a time.
  let resolutionTicks: UInt32

  init(count: Int, _ time: Workload.TimeRuns) {
    pairTicks = SingleRuns.sorted(count: 20_000) { timeNothing(into: &$0) }[10_000]
    let raw = SingleRuns.sorted(count: count, time), cost = pairTicks
    ticks = raw.map { $0 > cost ? $0 - cost : 0 }
    resolutionTicks = raw.reduce(cost, SingleRuns.greatestCommonDivisor)
  }

  init(ticks: [UInt32], pairTicks: UInt32) {
    self.ticks = ticks.sorted()
    self.pairTicks = pairTicks
    resolutionTicks = ticks.reduce(pairTicks, SingleRuns.greatestCommonDivisor)
  }

  private static func greatestCommonDivisor(_ a: UInt32, _ b: UInt32) -> UInt32 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The least number of ticks that a share of the runs, 0 to 1, does not exceed.
  func percentile(_ share: Double) -> UInt32 {
    let rank = Int((share * Double(ticks.count)).rounded(.up))
    return ticks[min(max(rank, 1), ticks.count) - 1]
  }

  private static func sorted(count: Int, _ time: Workload.TimeRuns) -> [UInt32] {
    var ticks = [UInt32](repeating: 0, count: count)
    var span = ticks.mutableSpan
    time(&span)
    return ticks.sorted()
  }
}

/// How long a tick is: both clocks, from its creation until it is asked. A tenth of a second is enough for four digits.
struct TickClock {
  private let startTicks = processorTicks()
  private let start = monotonicSeconds()

  var nanosecondsPerTick: Double {
    let seconds = monotonicSeconds() - start
    return seconds * 1e9 / Double(processorTicks() - startTicks)
  }
}

extension [Double] {
  var median: Double { sorted()[count / 2] }
}
