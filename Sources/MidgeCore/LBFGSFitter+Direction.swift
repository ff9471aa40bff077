extension LBFGSFitter {
  @usableFromInline typealias Vectors = FlatVectors<Scalar>
  @usableFromInline typealias Lanes = Portable<Scalar>.Vector16

  /// Sets the direction of the next line search, and keeps the gradient that it starts with.
  @inlinable @inline(__always)
  mutating func turn(_ gradient: UnsafePointer<Scalar>) {
    let count = parameterCount
    if iterationsDone == 1 {
      unsafe Vectors.scale(gradient, by: -1, into: direction, count: count)
    } else {
      unsafe remember(gradient)
      unsafe followHistory(gradient)
    }
    unsafe Lanes.copy(gradient, to: startGradient, count: count)
  }

  /// Keeps the last step and the change of the gradient by it, unless the loss is not convex along it. The oldest pair makes room.
  @inlinable @inline(__always)
  mutating func remember(_ gradient: UnsafePointer<Scalar>) {
    let count = parameterCount, isFull = pairCount == rule.historySize
    let place = isFull ? oldestPair : self.place(pairCount)
    // The pair is looked at where nothing is lost if it is not kept.
    let change = unsafe lineGradient(0), taken = unsafe lineGradient(1)
    unsafe Vectors.add(-1, times: startGradient, to: gradient, into: change, count: count)
    unsafe Vectors.scale(direction, by: Scalar(step), into: taken, count: count)
    let curvature = unsafe Vectors.dot(change, taken, count: count)
    guard curvature > 1e-10 else { return }
    unsafe Lanes.copy(change, to: changes(place), count: count)
    unsafe Lanes.copy(taken, to: steps(place), count: count)
    unsafe reciprocals[place] = 1 / curvature
    inverseScale = unsafe curvature / Vectors.dot(change, change, count: count)
    if isFull { oldestPair = self.place(1) } else { pairCount &+= 1 }
  }

  /// The direction: minus the inverse Hessian, as the pairs tell it, times the gradient (the two loops of Nocedal, 1980).
  @inlinable @inline(__always)
  func followHistory(_ gradient: UnsafePointer<Scalar>) {
    let count = parameterCount, direction = unsafe direction
    unsafe Vectors.scale(gradient, by: -1, into: direction, count: count)
    var pair = pairCount
    while pair > 0 {
      pair &-= 1
      let place = place(pair)
      let factor = unsafe Vectors.dot(steps(place), direction, count: count) * reciprocals[place]
      unsafe factors[place] = factor
      unsafe Vectors.add(Scalar(-factor), times: changes(place), to: direction, into: direction, count: count)
    }
    unsafe Vectors.scale(direction, by: Scalar(inverseScale), into: direction, count: count)
    while pair < pairCount {
      let place = place(pair)
      let factor = unsafe Vectors.dot(changes(place), direction, count: count) * reciprocals[place]
      unsafe Vectors.add(
        Scalar(factors[place] - factor), times: steps(place), to: direction, into: direction, count: count)
      pair &+= 1
    }
  }
}
