import Midge
import WorkloadInterface

/// An optimizer's update of `count` parameters, a multiple of 16, by the library's own pass, and its two bounds. Update and stream work on the same memory,
/// of which the stream leaves every number as it is.
public func makeUpdateWork(_ kind: OptimizerKind, count: Int, seed: UInt64) -> UpdateWork {
  let cost = UpdateCost(kind), state = UpdateState(kind, count, seed)
  return UpdateWork(
    update: { times in for _ in 0..<times { state.update() } },
    stream: { times in for _ in 0..<times { state.stream(one: 1, zero: 0) } },
    divideAndRoot: cost.divides + cost.roots == 0
      ? nil : { times in for _ in 0..<times { state.divideAndRoot(roots: cost.roots) } })
}

@safe private final class UpdateState {
  typealias V = LevelArithmetic.Vector16
  private static let blockCount = 2048
  private let count: Int
  private let momentCount: Int
  private var rule: OptimizerChoice
  private let numbers: UnsafeMutablePointer<Float>
  /// Three parts of `blockCount`: numbers to divide, numbers to take roots of, results.
  private let block: UnsafeMutablePointer<Float>

  init(_ kind: OptimizerKind, _ count: Int, _ seed: UInt64) {
    rule = kind.choice(learningRate: 1e-3)
    momentCount = rule.momentCount
    self.count = count
    unsafe numbers = BenchmarkData.zeros((2 + rule.momentCount) * count)
    unsafe block = BenchmarkData.zeros(3 * UpdateState.blockCount)
    var generator = SeededGenerator(seed: seed)
    for index in 0..<2 * count { unsafe numbers[index] = Float(generator.nextUnit() * 2 - 1) }
    for index in 0..<2 * UpdateState.blockCount { unsafe block[index] = Float(generator.nextUnit() + 0.5) }
  }

  deinit {
    unsafe numbers.deallocate()
    unsafe block.deallocate()
  }

  /// Parameters, gradients, moments.
  @inline(never)
  func update() {
    let buffers = unsafe UpdateBuffers(
      count: count, parameters: numbers, gradients: numbers + count, moments: numbers + 2 * count)
    let next: UpdateRule<Float> = rule.nextRule()
    unsafe LevelArithmetic.sweep(ParameterUpdate(next, buffers), count: count, .none)
  }

  /// The factors are arguments, so that the compiler cannot leave out what they make of no effect.
  @inline(never)
  func stream(one: Float, zero: Float) {
    let one = V(repeating: one), zero = V(repeating: zero)
    switch momentCount {
    case 0: walk { unsafe touch($0, one, V(loading: numbers + count + $0) * zero, 0) }
    case 1: walk { unsafe touch($0, one, V(loading: numbers + count + $0) * zero, 1) }
    case 2: walk { unsafe touch($0, one, V(loading: numbers + count + $0) * zero, 2) }
    default: walk { unsafe touch($0, one, V(loading: numbers + count + $0) * zero, 3) }
    }
  }

  @inline(__always)
  private func walk(_ body: (Int) -> Void) {
    var index = 0
    while index < count {
      body(index)
      index &+= V.laneCount
    }
  }

  /// Everything is read before anything is written, as in an update: a load waits for the stores before it.
  @inline(__always)
  private func touch(_ index: Int, _ one: V, _ nothing: V, _ momentCount: Int) {
    let place = unsafe numbers + index, moments = unsafe numbers + (2 &* count &+ index)
    let w = unsafe V(loading: place)
    let first = unsafe momentCount > 0 ? V(loading: moments) : nothing
    let second = unsafe momentCount > 1 ? V(loading: moments + count) : nothing
    let third = unsafe momentCount > 2 ? V(loading: moments + 2 &* count) : nothing
    unsafe V.multiplyAdd(w, one, nothing).store(to: place)
    if momentCount > 0 { unsafe V.multiplyAdd(first, one, nothing).store(to: moments) }
    if momentCount > 1 { unsafe V.multiplyAdd(second, one, nothing).store(to: moments + count) }
    if momentCount > 2 { unsafe V.multiplyAdd(third, one, nothing).store(to: moments + 2 &* count) }
  }

  /// A divide, and one root or two, for each of `count` numbers.
  @inline(never)
  func divideAndRoot(roots: Int) {
    var done = 0
    while done < count {
      let end = min(UpdateState.blockCount, count &- done)
      var index = 0
      while index < end {
        let x = unsafe V(loading: block + index), s = unsafe V(loading: block + (UpdateState.blockCount + index))
        let y = roots == 2 ? x.squareRoot() / s.squareRoot() : x / s.squareRoot()
        unsafe y.store(to: block + (2 * UpdateState.blockCount + index))
        index &+= V.laneCount
      }
      done &+= end
    }
  }
}
