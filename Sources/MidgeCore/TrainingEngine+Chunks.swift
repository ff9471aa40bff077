extension TrainingEngine {
  /// Samples as kernels want them, together in memory: in place when they lie so, else gathered.
  @inlinable @inline(__always)
  func stage(_ samples: Samples<Scalar>, first: Int, rows: Int) -> (inputs: Rows<Scalar>, targets: Targets<Scalar>) {
    guard let order = unsafe samples.order else {
      let inputs = unsafe Rows(base: samples.inputs[first], stride: samples.inputs.stride)
      return unsafe (inference.padded(inputs, rows: rows), samples.targets.advanced(by: first))
    }
    let inputs = unsafe arena.scalars(Scalar.self, at: layout.stagedInputs)
    let targets = unsafe arena.scalars(Scalar.self, at: layout.stagedTargets)
    let lines = unsafe MutableRows(base: inputs, stride: inference.stagedInputWidth)
    unsafe samples.gather(
      order, first: first, rows: rows, inputCount: body.inputCount, outputCount: body.outputCount, into: lines, targets)
    return unsafe (lines.readOnly, samples.gatheredTargets(targets, outputCount: body.outputCount))
  }

  /// Adds the loss of rows of a forward pass to `losses`; leaves their gradient, before the last activation, in the first deltas.
  @inlinable @inline(__always)
  func lossAndDelta<A: Arithmetic>(
    _ arithmetic: A.Type, _ forward: ForwardPass<Scalar>, _ targets: Targets<Scalar>, rows: Range<Int>, scale: Scalar,
    _ losses: inout LossSums<Scalar>
  ) where A.Scalar == Scalar {
    let first = rows.lowerBound, outputs = unsafe forward.outputs(of: body)
    let delta = unsafe MutableRows(
      base: arena.scalars(Scalar.self, at: layout.firstDeltas), stride: body.outputWidth)
    let rows = unsafe LossRows(
      function: loss, rows: rows.count, count: body.outputCount, columns: body.outputWidth,
      outputs: Rows(base: outputs[first], stride: outputs.stride), targets: targets.advanced(by: first), scale: scale,
      sums: losses, delta: MutableRows(base: delta[first], stride: delta.stride),
      outputActivation: body.outputActivation)
    losses = A.loss(rows, rowWidth: body.outputWidth)
  }

  @inlinable @inline(always)
  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ forward: ForwardPass<Scalar>, accumulates: Bool, rule: UpdateRule<Scalar>
  ) where A.Scalar == Scalar {
    let pass = unsafe BackwardPass(
      forward: forward, update: ParameterUpdate(Rule.known(rule), updateBuffers),
      scratch: arena.scalars(Scalar.self, at: layout.scratch), accumulates: accumulates, needsInputGradient: false)
    var deltas = unsafe DeltaBuffers(
      current: arena.scalars(Scalar.self, at: layout.firstDeltas),
      other: arena.scalars(Scalar.self, at: layout.secondDeltas))
    unsafe body.backward(A.self, pass, &deltas)
  }
}
