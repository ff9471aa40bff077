import AllocationCounter
import Glibc
import ProcessProbe
import WorkloadInterface

/// What runs ask of the heap and of the system, each count believed only after the counter has seen what it must see.
enum BenchProbes {
  /// Allocations of a run; nil where nothing counts them.
  static func allocationsPerRun(_ runs: Int, _ body: (Int) -> Void) -> Double? {
    guard seesAnAllocation() else { return nil }
    let before = allocationCounts().allocations
    body(runs)
    return Double(allocationCounts().allocations - before) / Double(runs)
  }

  /// Whether the counter counts one allocation as one, with its bytes.
  static func seesAnAllocation() -> Bool {
    guard allocationCounterIsLive() == 1 else { return false }
    let before = allocationCounts()
    let block = UnsafeMutableRawPointer.allocate(byteCount: 4096, alignment: 64)
    unsafe keep(block)
    let after = allocationCounts()
    unsafe block.deallocate()
    return after.allocations - before.allocations == 1 && after.bytes - before.bytes == 4096
  }

  /// System calls of a run: 0, or the least that it can have been; nil where children cannot be confined.
  static func systemCallsPerRun(_ runs: Int, _ body: @escaping (Int) -> Void) -> Double? {
    guard outcome({ _ = getppid() }) == systemCallsSome else { return nil }
    switch outcome({ body(runs) }) {
    case systemCallsNone: return 0
    case systemCallsSome: return 1 / Double(runs)
    default: return nil
    }
  }

  /// What becomes of a child that runs the body and may make no system call.
  static func outcome(_ body: @escaping () -> Void) -> SystemCallOutcome {
    let trial = Trial(body)
    return withExtendedLifetime(trial) {
      unsafe runWithoutSystemCalls(
        { context in
          guard let context = unsafe context else { return }
          unsafe Unmanaged<Trial>.fromOpaque(context).takeUnretainedValue().body()
        }, Unmanaged.passUnretained(trial).toOpaque())
    }
  }

  @inline(never)
  private static func keep(_ block: UnsafeMutableRawPointer) {
    unsafe block.storeBytes(of: 1, as: UInt8.self)
  }

  private final class Trial {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
}
