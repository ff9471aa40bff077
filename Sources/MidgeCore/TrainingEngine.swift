/// What trains: a network, its loss and rule, and the block of memory that its parameters, gradients, moments and all it computes with lie
/// in. Which arithmetic it computes with is said with each call: `Trainer` says it once and for all, the run-time face
/// by what it finds the processor to be.
@safe
public struct TrainingEngine<Body: NetworkBody, Function: LossFunction, Rule: Optimizer, Scalar: KernelScalar>:
  ~Copyable
{
  /// What is computed. A run-time network's lies in this block, and must not outlive it.
  public let body: Body
  public let loss: Function
  public var optimizer: Rule
  public let reduction: Reduction
  public var shuffleSeed: UInt64
  public var epochCount = 0
  /// Samples trained on: where the masks of dropout stand.
  public var trainedSampleCount = 0
  public let layout: ArenaLayout
  @usableFromInline let arena: Arena
  /// Updates of moments so far: when subnormal ones are to be cleared.
  @usableFromInline var updateCount = 0
  /// Whether the gradient buffer holds something that `apply` has not used.
  @usableFromInline var pendingGradient = false
  /// Whether a layer's learning rate is not that of the rest.
  @usableFromInline var hasLayerFactors = false
  @usableFromInline var hasClassWeights = false

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
    if !Rule.isPlain {
      for layer in 0..<body.layerCount { unsafe layerFactors[layer] = 1 }
      for index in 0..<classWeightCount { unsafe classWeights[index] = 1 }
    }
    var generator = SeededGenerator(seed: seed)
    unsafe body.initialize(parameters, initializer, &generator)
  }

  @inlinable @inline(__always)
  public var parameters: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.parameters) }
  @inlinable @inline(__always)
  public var gradients: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.gradients) }
  @inlinable @inline(__always)
  var moments: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.moments) }
  /// Scalars of all moments that the optimizer has.
  @inlinable @inline(__always)
  var usedMomentCount: Int { optimizer.momentCount &* layout.parameterCount }
  public var byteCount: Int { arena.byteCount }

  @inlinable @inline(__always)
  public var inference: InferencePass<Body, Scalar> {
    unsafe InferencePass(
      body: body, parameters: parameters, activations: arena.scalars(Scalar.self, at: layout.activations),
      stagedInputs: arena.scalars(Scalar.self, at: layout.stagedInputs), rowCapacity: layout.rowCapacity)
  }

  @inlinable @inline(__always)
  var updateBuffers: UpdateBuffers<Scalar> {
    unsafe UpdateBuffers(
      count: layout.parameterCount, parameters: parameters, gradients: gradients,
      moments: moments)
  }

  /// Adds the gradient of the loss of `count` samples, from position `first` on; the first call after `apply` overwrites.
  /// Returns that loss.
  @inlinable
  public mutating func accumulate<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Scalar>, first: Int, count: Int
  ) -> Scalar where A.Scalar == Scalar {
    let loss =
      unsafe count == 1
      ? pass(SingleRow<A>.self, samples, first: first, count: 1, rule: .none)
      : pass(A.self, samples, first: first, count: count, rule: .none)
    pendingGradient = true
    return loss
  }

  /// Uses the gradient up in one step of the optimizer. Without a gradient, nothing happens.
  @inlinable
  public mutating func apply<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    guard pendingGradient else { return }
    pendingGradient = false
    let rule: UpdateRule<Scalar> = nextRule(A.self)
    applyRule(A.self, rule)
  }

  /// One step over `count` samples, to the bits of `accumulate` and `apply`. Where no gradient waits, and the rule can, each part of the parameters is
  /// updated as soon as its gradient is there.
  ///
  /// Inlined: out of line, the compiler merges two networks' steps into one that calls their passes by pointer.
  @inlinable @inline(__always)
  public mutating func step<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Scalar>, first: Int, count: Int
  ) -> Scalar where A.Scalar == Scalar {
    let rule: UpdateRule<Scalar> = nextRule(A.self)
    if !rule.isFused || isTuned {
      let loss = unsafe accumulate(A.self, samples, first: first, count: count)
      pendingGradient = false
      applyRule(A.self, rule)
      return loss
    }
    if count == 1 && !pendingGradient {
      return unsafe pass(SingleStep<A>.self, samples, first: first, count: 1, rule: rule)
    }
    let loss =
      unsafe count == 1
      ? pass(SingleRow<A>.self, samples, first: first, count: 1, rule: rule)
      : pass(A.self, samples, first: first, count: count, rule: rule)
    pendingGradient = false
    return loss
  }

  /// Forward, loss and backward, `rowCapacity` rows at a time; the last part of the gradient is followed by the update.
  @inlinable
  mutating func pass<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Scalar>, first: Int, count: Int, rule: UpdateRule<Scalar>
  ) -> Scalar where A.Scalar == Scalar {
    let isWeighted = unsafe isWeighted(samples)
    let scale: Scalar =
      unsafe isWeighted
      ? weightedScale(samples, first: first, count: count)
      : reduction.scale(
        rowCount: A.isSingleRow ? 1 : count, divisor: loss.meanDivisor(outputCount: body.outputCount))
    var losses = LossSums<Scalar>(), weighted: Scalar = 0, done = 0
    repeat {
      let rows = A.isSingleRow ? 1 : min(layout.rowCapacity, count &- done)
      let chunk = unsafe stage(samples, first: first &+ done, rows: rows)
      let masks = MaskStream(seed: shuffleSeed, firstSample: trainedSampleCount)
      // Before the outputs are written: written after them, it would keep the compiler from handing them on in registers.
      trainedSampleCount &+= rows
      let forward = unsafe inference.forward(A.self, chunk.inputs, rowCount: rows, masks: masks)
      if isWeighted {
        weighted += unsafe weightedLoss(
          A.Batch.self, forward, chunk.targets, samples, first: first &+ done, rows: rows, scale: scale)
      } else {
        unsafe lossAndDelta(A.self, forward, chunk.targets, rows: 0..<rows, scale: scale, &losses)
      }
      unsafe backward(
        A.self, forward, accumulates: !A.startsAfresh && (pendingGradient || done > 0),
        rule: A.isSingleRow || done &+ rows == count ? rule : .none)
      done &+= rows
    } while !A.isSingleRow && done < count
    return (isWeighted ? weighted : losses.value(A.self)) * scale
  }
}
