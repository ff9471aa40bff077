/// What a line search has used up, and found.
@usableFromInline
struct LineSearch {
  @usableFromInline let start: LinePoint
  /// Trials that may follow the first.
  @usableFromInline let limit: Int
  @usableFromInline var trials = 0
  @usableFromInline var evaluationCount = 0
  @usableFromInline var metNonFinite = false

  @inlinable
  init(start: LinePoint, limit: Int) {
    self.start = start
    self.limit = limit
  }

  @inlinable
  var isOver: Bool { trials >= limit }
}

/// The point of the loss along the direction that fulfils the strong Wolfe conditions, or the lowest that was found: first a bracket, then smaller ones.
extension LBFGSFitter {
  /// The parameters of the point are there afterwards, and its gradient.
  @inlinable @inline(__always)
  func search(
    _ search: inout LineSearch, _ first: Double, _ point: UnsafeMutablePointer<Scalar>,
    _ gradient: UnsafeMutablePointer<Scalar>, _ evaluate: () -> Double
  ) -> LinePoint {
    unsafe Lanes.copy(point, to: start, count: parameterCount)
    let best = unsafe bracket(&search, first, point, gradient, evaluate)
    unsafe Vectors.add(Scalar(best.step), times: direction, to: start, into: point, count: parameterCount)
    unsafe Lanes.copy(lineGradient(best.slot), to: gradient, count: parameterCount)
    return best
  }

  /// Loss and slope at a step from the start; where they are not finite, at half the way to `good`, and so on. Nil: no trials are left.
  @inlinable @inline(never)
  func trial(
    _ search: inout LineSearch, _ step: Double, from good: Double,
    _ point: UnsafeMutablePointer<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>, _ evaluate: () -> Double
  ) -> LinePoint? {
    var step = step
    while true {
      unsafe Vectors.add(Scalar(step), times: direction, to: start, into: point, count: parameterCount)
      let loss = evaluate()
      let found = unsafe LinePoint(
        step: step, loss: loss, slope: Vectors.dot(gradient, direction, count: parameterCount))
      search.evaluationCount &+= 1
      if found.isFinite { return found }
      search.metNonFinite = true
      if search.isOver { return nil }
      search.trials &+= 1
      step = good + (step - good) / 2
    }
  }

  /// The point, with its gradient in a slot.
  @inlinable @inline(__always)
  func kept(_ point: LinePoint, in slot: Int, _ gradient: UnsafePointer<Scalar>) -> LinePoint {
    unsafe Lanes.copy(gradient, to: lineGradient(slot), count: parameterCount)
    var point = point
    point.slot = slot
    return point
  }

  /// Goes on, ever further, until the loss rises.
  @inlinable @inline(__always)
  func bracket(
    _ search: inout LineSearch, _ first: Double, _ point: UnsafeMutablePointer<Scalar>,
    _ gradient: UnsafeMutablePointer<Scalar>, _ evaluate: () -> Double
  ) -> LinePoint {
    let start = search.start
    var previous = unsafe kept(start, in: 0, startGradient), step = first
    while true {
      guard let found = unsafe trial(&search, step, from: previous.step, point, gradient, evaluate) else {
        return previous
      }
      let other = 1 &- previous.slot
      if search.isOver {
        let last = unsafe kept(found, in: other, gradient),
          beginning = unsafe kept(start, in: 1 &- other, startGradient)
        return beginning.loss <= last.loss ? beginning : last
      }
      if found.isTooHigh(above: start) || (search.trials > 1 && found.loss >= previous.loss) {
        let found = unsafe kept(found, in: other, gradient)
        return unsafe zoom(&search, (previous, found), point, gradient, evaluate)
      }
      if found.isFlat(beside: start) { return unsafe kept(found, in: other, gradient) }
      if found.slope >= 0 {
        let found = unsafe kept(found, in: other, gradient)
        return unsafe zoom(&search, (previous, found), point, gradient, evaluate)
      }
      step = LinePoint.cubicMinimum(
        previous, found, (found.step + 0.01 * (found.step - previous.step), found.step * 10))
      previous = unsafe kept(found, in: previous.slot, gradient)
      search.trials &+= 1
    }
  }

  /// Makes the bracket smaller around a minimum.
  @inlinable @inline(never)
  func zoom(
    _ search: inout LineSearch, _ bracket: (LinePoint, LinePoint),
    _ point: UnsafeMutablePointer<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>, _ evaluate: () -> Double
  ) -> LinePoint {
    let length = unsafe Vectors.largestMagnitude(direction, count: parameterCount)
    // Which of two equal ends is the low one depends on which stands first.
    var lowIsFirst = bracket.0.loss <= bracket.1.loss, wasNearEnd = false
    var (low, high) = lowIsFirst ? bracket : (bracket.1, bracket.0)
    while !search.isOver && abs(high.step - low.step) * length >= rule.changeTolerance {
      let step = ZoomStep(low, high, wasNearEnd: &wasNearEnd)
      guard let found = unsafe trial(&search, step.value, from: low.step, point, gradient, evaluate) else {
        break
      }
      search.trials &+= 1
      if found.isTooHigh(above: search.start) || found.loss >= low.loss {
        high = unsafe kept(found, in: high.slot, gradient)
        if high.loss < low.loss || (high.loss == low.loss && !lowIsFirst) {
          (low, high) = (high, low)
          lowIsFirst.toggle()
        }
      } else {
        let isDone = found.isFlat(beside: search.start)
        if !isDone && found.slope * (high.step - low.step) >= 0 { (low.slot, high) = (high.slot, low) }
        low = unsafe kept(found, in: low.slot, gradient)
        if isDone { break }
      }
    }
    return low
  }
}

/// The next point to try within a bracket: where the cubic is least, but not twice near an end of it.
@usableFromInline
struct ZoomStep {
  @usableFromInline let value: Double

  @inlinable
  init(_ low: LinePoint, _ high: LinePoint, wasNearEnd: inout Bool) {
    let least = min(low.step, high.step), most = max(low.step, high.step), margin = 0.1 * (most - least)
    let step = LinePoint.cubicMinimum(low, high, (least, most))
    guard min(most - step, step - least) < margin else {
      wasNearEnd = false
      value = step
      return
    }
    if wasNearEnd || step >= most || step <= least {
      wasNearEnd = false
      value = abs(step - most) < abs(step - least) ? most - margin : least + margin
    } else {
      wasNearEnd = true
      value = step
    }
  }
}
