extension Trainer {
  /// Samples as kernels want them, together in memory: in place when they lie so, else gathered.
  @inlinable @inline(__always)
  func stage(_ samples: Samples<Scalar>, first: Int, rows: Int) -> (inputs: Rows<Scalar>, targets: Targets<Scalar>) {
    guard let order = unsafe samples.order else {
      return unsafe (
        Rows(base: samples.inputs[first], stride: samples.inputs.stride), samples.targets.advanced(by: first)
      )
    }
    let inputs = unsafe arena.scalars(Scalar.self, at: layout.stagedInputs)
    let targets = unsafe arena.scalars(Scalar.self, at: layout.stagedTargets)
    unsafe samples.gather(
      order, first: first, rows: rows, inputCount: body.inputCount, outputCount: body.outputCount, into: inputs, targets
    )
    return unsafe (
      Rows(base: inputs, stride: body.inputCount), samples.gatheredTargets(targets, outputCount: body.outputCount)
    )
  }

  /// The loss of rows of a forward pass, added to `total`; leaves their gradient in the first deltas.
  @inlinable @inline(__always)
  func lossAndDelta(
    _ forward: ForwardPass<Scalar>, _ targets: Targets<Scalar>, rows: Range<Int>, scale: Scalar, after total: Scalar
  ) -> Scalar {
    let first = rows.lowerBound, outputs = unsafe forward.outputs(of: body)
    let delta = unsafe MutableRows(
      base: arena.scalars(Scalar.self, at: layout.firstDeltas), stride: body.outputWidth)
    let rows = unsafe LossRows(
      function: loss, rows: rows.count, count: body.outputCount, columns: body.outputWidth,
      outputs: Rows(base: outputs[first], stride: outputs.stride), targets: targets.advanced(by: first), scale: scale,
      initial: total, delta: MutableRows(base: delta[first], stride: delta.stride))
    return A.loss(rows, rowWidth: body.outputWidth)
  }

  @inlinable @inline(__always)
  func backward(_ forward: ForwardPass<Scalar>) {
    let pass = unsafe BackwardPass(
      forward: forward, gradients: gradients, scratch: arena.scalars(Scalar.self, at: layout.scratch),
      accumulates: pendingGradient, needsInputGradient: false)
    var deltas = unsafe DeltaBuffers(
      current: arena.scalars(Scalar.self, at: layout.firstDeltas),
      other: arena.scalars(Scalar.self, at: layout.secondDeltas))
    unsafe body.backward(A.self, pass, &deltas)
  }

  /// Rows whose largest prediction stands where the largest target stands; with one output, on the target's side of 1/2.
  @inlinable
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
