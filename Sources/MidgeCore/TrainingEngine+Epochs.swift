extension TrainingEngine {
  /// Steps through all samples, `batchSize` at a time, the last batch perhaps smaller. Returns the mean of the batches'
  /// losses, each weighted by its samples (with `reduction` mean), or their sum.
  /// Ends after a step for which `onBatch` returns false. That is given the engine to look at; `inout`, because a borrowed one may be a copy.
  @inlinable
  public mutating func epoch<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Scalar>, batchSize: Int,
    onBatch: (inout TrainingEngine, BatchReport) -> Bool
  ) -> Double where A.Scalar == Scalar {
    var total = 0.0, weights = 0.0, first = 0, batch = 0
    let sampleCount = unsafe samples.count
    while first < sampleCount {
      let count = min(batchSize, sampleCount &- first)
      let weight = unsafe isWeighted(samples) ? Double(totalWeight(samples, first: first, count: count)) : Double(count)
      let loss = unsafe Double(step(A.self, samples, first: first, count: count))
      total += reduction == .mean ? loss * weight : loss
      weights += weight
      if !onBatch(&self, BatchReport(batch: batch, sampleCount: count, loss: loss)) { break }
      first &+= count
      batch &+= 1
    }
    return reduction == .mean ? (weights > 0 ? total / weights : 0) : total
  }

  /// The samples in the order of the next epoch.
  @inlinable
  public mutating func ordered(_ samples: Samples<Scalar>, shuffles: Bool) -> Samples<Scalar> {
    var samples = unsafe samples
    if shuffles { unsafe samples.order = Shuffle(count: samples.count, seed: shuffleSeed, epoch: epochCount) }
    epochCount &+= 1
    return unsafe samples
  }

  /// Loss and accuracy over samples, without training.
  @inlinable
  public func evaluate<A: Arithmetic>(_ arithmetic: A.Type, _ samples: Samples<Scalar>) -> Evaluation
  where A.Scalar == Scalar {
    unsafe evaluate(A.self, samples, masks: nil)
  }

  /// With the masks of a training pass, for the check of its gradient.
  @inlinable
  func evaluate<A: Arithmetic>(_ arithmetic: A.Type, _ samples: Samples<Scalar>, masks: MaskStream?) -> Evaluation
  where A.Scalar == Scalar {
    unsafe samples.count == 1
      ? evaluated(SingleRow<A>.self, samples, masks) : evaluated(A.self, samples, masks)
  }

  @inlinable
  func evaluated<A: Arithmetic>(_ arithmetic: A.Type, _ samples: Samples<Scalar>, _ masks: MaskStream?) -> Evaluation
  where A.Scalar == Scalar {
    let sampleCount = unsafe samples.count
    var total = 0.0, correct = 0, done = 0
    while done < sampleCount {
      let rows = min(layout.rowCapacity, sampleCount &- done)
      let chunk = unsafe stage(samples, first: done, rows: rows)
      let forward = unsafe inference.forward(
        A.self, chunk.inputs, rowCount: rows, masks: masks?.advanced(samples: done))
      // Row by row in double precision: the sum does not depend on the row capacity.
      for row in 0..<rows {
        var losses = LossSums<Scalar>()
        unsafe lossAndDelta(A.self, forward, chunk.targets, rows: row..<row + 1, scale: 1, &losses)
        total += Double(losses.value(A.self))
      }
      unsafe correct &+= correctCount(forward.outputs(of: body).readOnly, chunk.targets, rows: rows)
      done &+= rows
    }
    let scale: Double = reduction.scale(
      rowCount: sampleCount, divisor: loss.meanDivisor(outputCount: body.outputCount))
    return Evaluation(loss: total * scale, accuracy: Double(correct) / Double(sampleCount), sampleCount: sampleCount)
  }

  /// Rows whose largest prediction stands where the largest target stands; with one output, on the target's side of 1/2.
  /// Inlined: its name does not tell the arithmetic, so that levels of an instruction set would share it.
  @inlinable @inline(__always)
  func correctCount(_ outputs: Rows<Scalar>, _ targets: Targets<Scalar>, rows: Int) -> Int {
    let count = body.outputCount
    var correct = 0
    for row in 0..<rows {
      let line = unsafe outputs[row]
      if count == 1 {
        let isAbove = unsafe line[0] > (loss.takesLogits ? 0 : 0.5)
        if unsafe isAbove == (targets.value(row: row, column: 0) > 0.5) { correct &+= 1 }
      } else {
        var predicted = 0, wanted = 0
        for column in 1..<count {
          if unsafe line[column] > line[predicted] { predicted = column }
          if unsafe targets.value(row: row, column: column) > targets.value(row: row, column: wanted) {
            wanted = column
          }
        }
        if predicted == wanted { correct &+= 1 }
      }
    }
    return correct
  }
}
