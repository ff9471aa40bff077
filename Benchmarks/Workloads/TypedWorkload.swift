import Midge
import WorkloadInterface

typealias LevelArithmetic = LaneArithmetic<Float, LevelTiles>
typealias LevelTrainer<Body: Layer, Function: LossFunction, Rule: Optimizer> =
  Trainer<Body, Function, Rule, LevelArithmetic>

/// A typed network as a workload. `Batch` is a type so that its size is a constant, as the shapes are.
func workload<Body: Layer, Function: LossFunction, Rule: Optimizer, Batch: Shape>(
  _ network: Network<Body>, _ loss: Function, _ rule: Rule, batch: Batch.Type, data: BenchmarkData, rowCapacity: Int
) -> Workload {
  typealias Runner = StepRunner<LevelTrainer<Body, Function, Rule>>
  let extents = NetworkExtents(network.body)
  let layout = TrainerMemory.layout(extents, momentCount: rule.momentCount, rowCapacity: rowCapacity)
  let place = UnsafeMutablePointer<Runner>.allocate(capacity: 1)
  unsafe place.initialize(
    to: StepRunner(
      Trainer(
        TrainingEngine(
          body: network.body, loss: loss, optimizer: rule, reduction: .mean, seed: 1, initializer: .automatic,
          layout: layout, arena: TrainerMemory.arena(layout))), data))
  let bytes = WorkloadBytes(
    extents, momentCount: rule.momentCount, rowCapacity: rowCapacity, total: layout.byteCount)

  /// The runner is moved to where nothing else can reach it while it runs: its sizes and addresses stay in registers.
  func moved(_ body: (inout Runner) -> Void) {
    var runner = unsafe place.move()
    body(&runner)
    unsafe place.initialize(to: runner)
  }

  return Workload(
    run: { steps in moved { $0.run(steps: steps, batchSize: Batch.count) } },
    timeRuns: { ticks in moved { $0.time(into: &ticks, batchSize: Batch.count) } },
    predict: { rows in moved { $0.predict(rows: rows) } },
    timePredictions: { ticks in moved { $0.timePredictions(into: &ticks) } },
    loss: { unsafe place.pointee.loss() }, bytes: bytes,
    release: {
      unsafe place.deinitialize(count: 1)
      unsafe place.deallocate()
    })
}
