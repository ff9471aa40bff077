import AllocationCounter
import Midge
import MidgeModel
import Testing

/// A sentinel asks the heap for its snapshot, and for nothing afterwards.
struct SentinelAllocationTests {
  @Test
  func `watching the typed face allocates nothing`() {
    var trainer = Trainer(
      Network {
        Dense<3, 13>(); Tanh(); Dense<13, 5>()
      }, loss: MeanSquaredErrorLoss(), optimizer: Adam())
    let samples = Samples()
    let before = allocationCounts()
    var sentinel = Sentinel(watching: trainer, every: 3)
    #expect(allocations(since: before).count == 1)
    #expect(watched(&trainer, &sentinel, samples) == nil)
    let started = allocationCounts()
    for _ in 0..<100 { _ = watched(&trainer, &sentinel, samples) }
    #expect(allocations(since: started) == .none)
  }

  @Test
  func `watching the run-time face allocates nothing`() throws {
    var trainer = try ModelTrainer(
      Workload.layers(.relu).span, loss: .meanSquaredError, optimizer: .adam(Adam()))
    let samples = Samples()
    let before = allocationCounts()
    var sentinel = ModelSentinel(watching: trainer, every: 3)
    #expect(allocations(since: before).count == 1)
    #expect(watched(&trainer, &sentinel, samples) == nil)
    let started = allocationCounts()
    for _ in 0..<100 { _ = watched(&trainer, &sentinel, samples) }
    #expect(allocations(since: started) == .none)
  }

  @Test
  func `finding something allocates nothing either`() throws {
    let good = Samples()
    let samples = Samples(inputs: good.inputs.dropLast() + [.nan], targets: good.targets, classes: good.classes)
    var trainer = try ModelTrainer(
      Workload.layers(.relu).span, loss: .meanSquaredError, optimizer: .adam(Adam()))
    var sentinel = ModelSentinel(watching: trainer, every: 3)
    let inputs = samples.inputs.span, targets = samples.targets.span
    var found = 0
    var before = allocationCounts()
    for round in 0..<101 {
      // The first one makes the runtime's records of its types.
      if round == 1 { before = allocationCounts() }
      let loss = trainer.step(inputs, targets)
      if let finding = sentinel.watch(trainer, loss: loss, sampleCount: Workload.sampleCount) {
        if case .output(layer: 0, _) = finding.place { found += 1 }
        if sentinel.take(trainer) != nil { sentinel.rollBack(&trainer) }
      }
    }
    #expect(allocations(since: before) == .none)
    #expect(found == 101 && sentinel.stepCount == 0)
  }

  @inline(never)
  private func watched<Body: NetworkBody>(
    _ trainer: inout Trainer<Body, MeanSquaredErrorLoss, Adam, NativeFloat>, _ sentinel: inout Sentinel<Adam, Float>,
    _ samples: borrowing Samples
  ) -> Finding? {
    let inputs = samples.inputs.span, targets = samples.targets.span
    let finding = sentinel.watch(
      trainer, loss: trainer.step(inputs, targets), sampleCount: Workload.sampleCount)
    if let finding { return finding }
    let epoch = trainer.epoch(inputs, targets, batchSize: 7, sentinel: &sentinel)
    sentinel.rollBack(&trainer)
    return epoch.finding ?? sentinel.take(trainer)
  }

  @inline(never)
  private func watched(
    _ trainer: inout ModelTrainer, _ sentinel: inout ModelSentinel, _ samples: borrowing Samples
  ) -> Finding? {
    let inputs = samples.inputs.span, targets = samples.targets.span
    let finding = sentinel.watch(
      trainer, loss: trainer.step(inputs, targets), sampleCount: Workload.sampleCount)
    if let finding { return finding }
    let epoch = trainer.epoch(inputs, targets, batchSize: 7, sentinel: &sentinel)
    sentinel.rollBack(&trainer)
    return epoch.finding ?? sentinel.take(trainer)
  }
}
