/// Losses of samples that do not all count the same: weights of samples and classes, smoothed labels.
///
/// The loss of a batch is the weighted mean over its samples (with reduction sum, the weighted sum). As with PyTorch, the class weights of class
/// indices count in the divisor, those of distributions do not.
extension TrainingEngine {
  @inlinable @inline(__always)
  func isWeighted(_ samples: Samples<Scalar>) -> Bool {
    if Rule.isPlain { return false }
    return unsafe samples.weights != nil || hasClassWeights || optimizer.regularization.labelSmoothing > 0
  }

  @inlinable @inline(__always)
  var classWeightCount: Int { max(2, body.outputCount) }
  @inlinable @inline(__always)
  var classWeights: UnsafeMutablePointer<Scalar> { unsafe arena.scalars(Scalar.self, at: layout.classWeights) }

  /// Factors of the losses of classes; of binary cross-entropy with one output, of 0 and of 1. Traps when they are too few or too many. Several
  /// outputs that are no distribution, as of squared error on values, have no class: they are not weighted.
  @inlinable
  public mutating func setClassWeights(_ weights: Span<Scalar>) {
    let expected = body.outputCount == 1 ? 2 : body.outputCount
    Door.check(weights.count == expected, "class weights must be one a class", found: weights.count, expected: expected)
    for index in 0..<weights.count { unsafe classWeights[index] = weights[index] }
    hasClassWeights = true
  }

  /// The factor between weighted losses and what is minimised. A batch without weight teaches nothing.
  @inlinable @inline(__always)
  func weightedScale(_ samples: Samples<Scalar>, first: Int, count: Int) -> Scalar {
    if reduction == .sum { return 1 }
    let divisor =
      unsafe Scalar(loss.meanDivisor(outputCount: body.outputCount)) * totalWeight(samples, first: first, count: count)
    return divisor > 0 ? 1 / divisor : 0
  }

  /// `lossAndDelta` with a weight a row; returns the weighted loss.
  @inlinable @inline(never)
  func weightedLoss<A: Arithmetic>(
    _ arithmetic: A.Type, _ forward: ForwardPass<Scalar>, _ targets: Targets<Scalar>, _ samples: Samples<Scalar>,
    first: Int, rows: Int, scale: Scalar
  ) -> Scalar where A.Scalar == Scalar {
    let targets = unsafe shaped(targets, rows: rows)
    var total: Scalar = 0
    for row in 0..<rows {
      let weight = unsafe rowWeights(samples, first &+ row).loss
      var sums = LossSums<Scalar>()
      unsafe lossAndDelta(A.self, forward, targets, rows: row..<row &+ 1, scale: scale * weight, &sums)
      total += sums.value(A.self) * weight
    }
    return total
  }

  /// By what a mean over samples divides.
  @inlinable @inline(__always)
  func totalWeight(_ samples: Samples<Scalar>, first: Int, count: Int) -> Scalar {
    var total = 0.0
    for position in first..<first &+ count { total += Double(unsafe rowWeights(samples, position).divisor) }
    return Scalar(total)
  }

  /// The factor of a sample's loss, and what it adds to the divisor. The class weights of a categorical loss are in its targets.
  @inlinable @inline(__always)
  func rowWeights(_ samples: Samples<Scalar>, _ position: Int) -> (loss: Scalar, divisor: Scalar) {
    let index = unsafe samples.order.map { $0[position] } ?? position
    let own = if let weights = unsafe samples.weights { unsafe weights[index] } else { Scalar(1) }
    if !hasClassWeights { return (own, own) }
    switch unsafe samples.targets {
    case .classes(let labels):
      let both = unsafe own * classWeights[Int(labels[index])]
      return (loss.isCategorical ? own : both, both)
    case .values(let rows):
      if body.outputCount > 1 { return (own, own) }
      let both = unsafe own * classWeights[rows[index][0] > 0.5 ? 1 : 0]
      return (both, both)
    }
  }

  /// Targets with smoothed labels, and, for a categorical loss, times the weights of their classes: in the room for gathered targets, from the last
  /// row on, since the classes may stand at its start.
  @inlinable @inline(__always)
  func shaped(_ targets: Targets<Scalar>, rows: Int) -> Targets<Scalar> {
    let smoothing = Scalar(loss.takesLogits ? optimizer.regularization.labelSmoothing : 0)
    let isCategorical = loss.isCategorical, count = body.outputCount
    if smoothing == 0 && !(isCategorical && hasClassWeights) { return unsafe targets }
    let even = smoothing / (isCategorical ? Scalar(count) : 2)
    let room = unsafe MutableRows(base: arena.scalars(Scalar.self, at: layout.stagedTargets), stride: count)
    var row = rows
    while row > 0 {
      row &-= 1
      if case .classes(let labels) = unsafe targets {
        let label = unsafe Int(labels[row])
        for column in 0..<count { unsafe room[row][column] = (column == label ? 1 - smoothing : 0) + even }
      } else {
        for column in 0..<count {
          unsafe room[row][column] = targets.value(row: row, column: column) * (1 - smoothing) + even
        }
      }
      if isCategorical && hasClassWeights {
        for column in 0..<count { unsafe room[row][column] *= classWeights[column] }
      }
    }
    return unsafe .values(room.readOnly)
  }
}
