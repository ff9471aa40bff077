extension LBFGSFitter {
  /// Takes the parameters at `point` towards a minimum of a function. `evaluate` returns its value there, and leaves its gradient in `gradient`, of which
  /// nothing else is asked. Both are `parameterCount` scalars.
  ///
  /// - Cost: an iteration with k pairs kept takes 4 k + 14 passes over vectors, beside what it evaluates (once, most often).
  @inlinable @inline(__always)
  public mutating func minimize(
    _ point: UnsafeMutablePointer<Scalar>, _ gradient: UnsafeMutablePointer<Scalar>,
    _ evaluate: () -> Double
  ) -> LBFGSReport {
    let count = parameterCount
    var report = LBFGSReport(loss: evaluate())
    guard unsafe report.loss.isFinite && Vectors.magnitudeSum(gradient, count: count).isFinite else {
      report.ending = .notFinite
      return report
    }
    if unsafe Vectors.largestMagnitude(gradient, count: count) <= rule.gradientTolerance {
      report.ending = .gradient
      return report
    }
    while report.iterationCount < rule.iterationCount {
      report.iterationCount &+= 1
      iterationsDone &+= 1
      unsafe turn(gradient)
      let slope = unsafe Vectors.dot(gradient, direction, count: count)
      step = rule.learningRate
      if iterationsDone == 1 { unsafe step *= min(1, 1 / Vectors.magnitudeSum(gradient, count: count)) }
      // Not `>`: a slope that is not a number leads nowhere either.
      guard slope <= -rule.changeTolerance else {
        report.ending = .slope
        step = 0
        break
      }
      var search = LineSearch(
        start: LinePoint(step: 0, loss: report.loss, slope: slope),
        limit: rule.evaluationCount &- report.evaluationCount)
      let best = unsafe self.search(&search, step, point, gradient, evaluate)
      let change = abs(best.loss - report.loss)
      step = best.step
      report.loss = best.loss
      report.evaluationCount &+= search.evaluationCount
      if let ending = unsafe ending(report, search, change: change, gradient) {
        report.ending = ending
        break
      }
    }
    return report
  }

  /// Nil: the fit goes on.
  @inlinable @inline(__always)
  func ending(_ report: LBFGSReport, _ search: LineSearch, change: Double, _ gradient: UnsafePointer<Scalar>)
    -> LBFGSReport.Ending?
  {
    if step == 0 && search.metNonFinite { return .notFinite }
    if unsafe Vectors.largestMagnitude(gradient, count: parameterCount) <= rule.gradientTolerance { return .gradient }
    if unsafe abs(step) * Vectors.largestMagnitude(direction, count: parameterCount) <= rule.changeTolerance {
      return .change
    }
    if change < rule.changeTolerance { return .change }
    if report.iterationCount == rule.iterationCount { return .iterations }
    return report.evaluationCount >= rule.evaluationCount ? .evaluations : nil
  }

  /// Takes a point towards a minimum of any smooth function: `evaluate` returns its value at the point, and writes the gradient.
  ///
  /// - Parameter point: of `parameterCount` scalars. Afterwards, where the fit came to.
  @inlinable
  public mutating func minimize(
    _ point: inout MutableSpan<Scalar>, _ evaluate: (Span<Scalar>, inout MutableSpan<Scalar>) -> Double
  ) -> LBFGSReport {
    let count = parameterCount, gradient = unsafe ownGradient
    Door.check(point.count == count, "the point is not of the fitter's length", found: point.count, expected: count)
    return unsafe point.withUnsafeMutableBufferPointer { buffer in
      let place = unsafe buffer.baseAddress.unsafelyUnwrapped
      return unsafe minimize(place, gradient) {
        var slopes = unsafe MutableSpan(_unsafeStart: gradient, count: count)
        return unsafe evaluate(Span(_unsafeStart: place, count: count), &slopes)
      }
    }
  }
}
