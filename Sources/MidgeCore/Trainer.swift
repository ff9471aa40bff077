/// Trains a network: its parameters, gradients, moments and all it computes with lie in one block of memory. Nothing but creation
/// allocates; no call takes a lock or makes a system call.
///
/// Made by `Trainer(network, loss:, optimizer:)` of the typed face; the run-time face wraps one. Being generic over the network,
/// the loss, the rule and the arithmetic, it folds to straight code where they are types, and switches where they are values.
@safe public struct Trainer<Body: NetworkBody, Function: LossFunction, Rule: Optimizer, A: Arithmetic>: ~Copyable {
  public typealias Scalar = A.Scalar

  /// What is computed. A run-time network's lies in this block, and must not outlive it.
  public let body: Body
  public let loss: Function
  public var optimizer: Rule
  public let reduction: Reduction
  /// Seeds the order of samples, with `epochCount`.
  public var shuffleSeed: UInt64
  /// Epochs begun.
  public var epochCount = 0
  public let layout: ArenaLayout
  @usableFromInline let arena: Arena
  /// Whether the gradient buffer holds something that `apply` has not used.
  @usableFromInline var pendingGradient = false

  /// Takes over a cleared arena of `layout.byteCount` bytes, and draws the parameters from a seed.
  @inlinable
  public init(
    body: Body, loss: Function, optimizer: Rule, reduction: Reduction, seed: UInt64, initializer: Initializer,
    layout: ArenaLayout, arena: consuming Arena
  ) {
    self.body = body
    self.loss = loss
    self.optimizer = optimizer
    self.reduction = reduction
    self.layout = layout
    self.arena = arena
    shuffleSeed = seed
    var generator = SeededGenerator(seed: seed)
    unsafe body.initialize(parameters, initializer, &generator)
  }

  @inlinable @inline(__always)
  var parameters: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.parameters) }
  @inlinable @inline(__always)
  var gradients: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.gradients) }

  @inlinable @inline(__always)
  var inference: InferencePass<Body, A> {
    unsafe InferencePass(
      body: body, parameters: parameters, activations: arena.scalars(Scalar.self, at: layout.activations),
      rowCapacity: layout.rowCapacity)
  }

  /// Adds the gradient of the loss of `count` samples, from position `first` on; the first call after `apply` overwrites.
  /// Returns that loss.
  @inlinable
  mutating func accumulate(_ samples: Samples<Scalar>, first: Int, count: Int) -> Scalar {
    let scale: Scalar = reduction.scale(
      rowCount: count, divisor: loss.meanDivisor(outputCount: body.outputCount))
    var total: Scalar = 0, done = 0
    while done < count {
      let rows = min(layout.rowCapacity, count &- done)
      let chunk = unsafe stage(samples, first: first &+ done, rows: rows)
      let forward = unsafe inference.forward(chunk.inputs, rowCount: rows)
      total = unsafe lossAndDelta(forward, chunk.targets, rows: 0..<rows, scale: scale, after: total)
      unsafe backward(forward)
      pendingGradient = true
      done &+= rows
    }
    return total * scale
  }

  /// Uses the gradient up in one step of the optimizer. Without a gradient, nothing happens.
  @inlinable
  public mutating func apply() {
    guard pendingGradient else { return }
    pendingGradient = false
    unsafe optimizer.update(
      A.self,
      UpdateBuffers(
        count: layout.parameterCount, parameters: parameters, gradients: gradients,
        moments: arena.scalars(Scalar.self, at: layout.moments)))
  }

  /// One step over `count` samples: `accumulate`, then `apply`.
  @inlinable
  mutating func step(_ samples: Samples<Scalar>, first: Int, count: Int) -> Scalar {
    let loss = unsafe accumulate(samples, first: first, count: count)
    apply()
    return loss
  }

  /// Steps through all samples, `batchSize` at a time, the last batch perhaps smaller. Returns the mean of the batches'
  /// losses, each weighted by its samples (with `reduction` mean), or their sum.
  @inlinable
  mutating func epoch(
    _ samples: Samples<Scalar>, batchSize: Int, onBatch: (BatchReport) -> Void
  ) -> Double {
    var total = 0.0, first = 0, batch = 0
    let sampleCount = unsafe samples.count
    while first < sampleCount {
      let count = min(batchSize, sampleCount &- first)
      let loss = unsafe Double(step(samples, first: first, count: count))
      total += reduction == .mean ? loss * Double(count) : loss
      onBatch(BatchReport(batch: batch, sampleCount: count, loss: loss))
      first &+= count
      batch &+= 1
    }
    return reduction == .mean ? total / Double(sampleCount) : total
  }

  /// Loss and accuracy over samples, without training.
  @inlinable
  func evaluate(_ samples: Samples<Scalar>) -> Evaluation {
    let sampleCount = unsafe samples.count
    var total = 0.0, correct = 0, done = 0
    while done < sampleCount {
      let rows = min(layout.rowCapacity, sampleCount &- done)
      let chunk = unsafe stage(samples, first: done, rows: rows)
      let forward = unsafe inference.forward(chunk.inputs, rowCount: rows)
      // Row by row in double precision: the sum does not depend on the row capacity.
      for row in 0..<rows {
        total += unsafe Double(lossAndDelta(forward, chunk.targets, rows: row..<row + 1, scale: 1, after: 0))
      }
      unsafe correct &+= correctCount(forward.outputs(of: body).readOnly, chunk.targets, rows: rows)
      done &+= rows
    }
    let scale: Double = reduction.scale(
      rowCount: sampleCount, divisor: loss.meanDivisor(outputCount: body.outputCount))
    return Evaluation(loss: total * scale, accuracy: Double(correct) / Double(sampleCount), sampleCount: sampleCount)
  }
}
