/// What follows a gradient that is there as a whole.
extension TrainingEngine {
  /// Whether there is more to a step than its rule.
  @inlinable @inline(__always)
  var isTuned: Bool { !Rule.isPlain && (optimizer.isRegularized || hasLayerFactors) }

  @inlinable @inline(__always)
  var layerFactors: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.layerFactors) }

  /// The rule of the next update. Before every 32nd, moments that have become subnormal numbers are cleared: without a gradient they would
  /// shrink to one that times 0.9 rounds to itself, and many processors take long over those.
  @inlinable @inline(__always)
  mutating func nextRule<A: Arithmetic>(_ arithmetic: A.Type) -> UpdateRule<Scalar> where A.Scalar == Scalar {
    if optimizer.momentCount > 0 {
      updateCount &+= 1
      if updateCount & 31 == 0 {
        unsafe A.clearSubnormals(moments, count: usedMomentCount)
      }
    }
    return optimizer.nextRule()
  }

  @inlinable @inline(__always)
  func applyRule<A: Arithmetic>(_ arithmetic: A.Type, _ rule: UpdateRule<Scalar>) where A.Scalar == Scalar {
    if isTuned {
      applyTuned(A.self, rule)
    } else {
      unsafe sweep(A.self, rule, updateBuffers, count: layout.parameterCount, .none)
    }
  }

  @inlinable @inline(__always)
  func sweep<A: Arithmetic>(
    _ arithmetic: A.Type, _ rule: UpdateRule<Scalar>, _ buffers: UpdateBuffers<Scalar>, count: Int,
    _ shaping: GradientShaping<Scalar>
  ) where A.Scalar == Scalar {
    unsafe A.sweep(ParameterUpdate(rule, buffers), count: count, shaping, shared: Rule.isChosenAtRunTime)
  }

  /// Layer by layer, since layers may differ in rate; a frozen one, whose factor is 0, keeps its moments (but no subnormal ones).
  @inlinable @inline(never)
  func applyTuned<A: Arithmetic>(_ arithmetic: A.Type, _ rule: UpdateRule<Scalar>) where A.Scalar == Scalar {
    let regularization = optimizer.regularization
    let shaping = GradientShaping(
      scale: clipScale(A.self, regularization.clipNorm), limit: Scalar(regularization.clipValue),
      l1: Scalar(regularization.l1), l2: Scalar(regularization.l2))
    if !hasLayerFactors && regularization.maxNorm == .infinity {
      return unsafe sweep(A.self, rule, updateBuffers, count: layout.parameterCount, shaping)
    }
    var offset = 0
    for layer in 0..<body.layerCount {
      let shape = body.shape(at: layer), factor = unsafe layerFactors[layer]
      let count = body.parameterCount(at: layer)
      if factor != 0 && count > 0 {
        let buffers = unsafe updateBuffers.advanced(by: offset)
        unsafe sweep(A.self, factor == 1 ? rule : rule.scaled(by: factor), buffers, count: count, shaping)
        if regularization.maxNorm != .infinity {
          unsafe constrain(A.self, shape, buffers.parameters, regularization.maxNorm)
        }
      }
      offset &+= count
    }
  }

  /// By how much a gradient beyond the limit shrinks: PyTorch's limit / (norm + 1e-6). Frozen layers do not count.
  @inlinable @inline(__always)
  func clipScale<A: Arithmetic>(_ arithmetic: A.Type, _ limit: Double) -> Scalar where A.Scalar == Scalar {
    if limit == .infinity { return 1 }
    var squares = 0.0, offset = 0
    if hasLayerFactors {
      for layer in 0..<body.layerCount {
        let count = body.parameterCount(at: layer)
        if unsafe layerFactors[layer] != 0 {
          squares += unsafe SquareSum(gradients + offset, count: count).run(A.Vector16.self)
        }
        offset &+= count
      }
    } else {
      squares = unsafe SquareSum(gradients, count: layout.parameterCount).run(A.Vector16.self)
    }
    let norm = squares.squareRoot()
    return Scalar(min(1, limit / (norm + 1e-6)))
  }

  @inlinable @inline(__always)
  func constrain<A: Arithmetic>(
    _ arithmetic: A.Type, _ shape: LayerShape, _ parameters: UnsafeMutablePointer<Scalar>, _ limit: Double
  ) where A.Scalar == Scalar {
    guard shape.kind == .dense else { return }
    let constraint = unsafe NormConstraint(
      weights: MutableRows(base: parameters, stride: shape.weightWidth), rows: shape.weightRowCount,
      columns: shape.weightWidth, isByRow: shape.isNarrow, limit: Scalar(limit))
    A.perform(constraint, rowWidth: shape.weightWidth)
  }

  /// An optimizer that takes another's place may not need more room than there is.
  @inlinable @inline(__always)
  public func checkMoments(_ count: Int) {
    Door.check(
      count <= layout.momentCount, "the new optimizer needs more moments than the trainer was made with", found: count,
      expected: layout.momentCount)
  }

  /// The learning rate of a layer is the optimizer's times this (of RPROP, its first steps are); 0 freezes it.
  @inlinable
  public mutating func setLearningRateFactor(_ factor: Double, layer: Int) {
    Door.check(layer >= 0 && layer < body.layerCount, "no such layer", found: layer, expected: body.layerCount)
    unsafe layerFactors[layer] = Scalar(factor)
    hasLayerFactors = false
    for layer in 0..<body.layerCount {
      if unsafe layerFactors[layer] != 1 { hasLayerFactors = true }
    }
  }
}
