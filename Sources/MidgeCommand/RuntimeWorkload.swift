import MidgeModel
import WorkloadInterface

extension ModelTrainer: MeasuredTrainer {
  public var inputCount: Int { extents.inputCount }
  public var outputCount: Int { extents.outputCount }
}

/// A network of the run-time face as a workload.
enum RuntimeWorkload {
  static func make(
    _ description: WorkloadDescription, rowCapacity: Int, _ level: InstructionSet
  ) throws(Failure) -> Workload {
    let layers = layers(description), rule = rule(description), batchSize = description.batchSize
    let trainer: ModelTrainer
    do throws(ModelError) {
      trainer = try ModelTrainer(
        layers.span, loss: description.loss, optimizer: rule, rowCapacity: rowCapacity, instructionSet: level)
    } catch {
      throw .usage("the network cannot be built: \(error)")
    }
    let bytes = WorkloadBytes(
      trainer.extents, momentCount: rule.momentCount, rowCapacity: rowCapacity, total: trainer.byteCount)
    let place = UnsafeMutablePointer<StepRunner<ModelTrainer>>.allocate(capacity: 1)
    unsafe place.initialize(to: StepRunner(trainer, BenchData.make(description)))
    return Workload(
      run: { steps in unsafe place.pointee.run(steps: steps, batchSize: batchSize) },
      timeRuns: { ticks in unsafe place.pointee.time(into: &ticks, batchSize: batchSize) },
      predict: { rows in unsafe place.pointee.predict(rows: rows) },
      timePredictions: { ticks in unsafe place.pointee.timePredictions(into: &ticks) },
      loss: { unsafe place.pointee.loss() }, bytes: bytes,
      release: {
        unsafe place.deinitialize(count: 1)
        unsafe place.deallocate()
      })
  }

  static func layers(_ description: WorkloadDescription) -> [LayerShape] {
    let widths = description.widths
    return (1..<widths.count).map { index in
      let isLast = index == widths.count - 1
      return .dense(widths[index - 1], widths[index], isLast ? description.outputActivation : description.activation)
    }
  }

  private static func rule(_ description: WorkloadDescription) -> OptimizerChoice {
    description.optimizer.choice(learningRate: description.learningRate)
  }
}
