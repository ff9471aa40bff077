import MidgeModel
import MidgeTestSupport
import Testing

/// The fitter on functions that are known by hand.
struct LBFGSTests {
  /// 100 (y - x^2)^2 + (1 - x)^2: least, 0, at (1, 1).
  static func rosenbrock<Scalar: KernelScalar>(_ at: Span<Scalar>, _ slopes: inout MutableSpan<Scalar>) -> Double {
    let x = at[0], y = at[1], bend = y - x * x
    slopes[0] = -400 * x * bend - 2 * (1 - x)
    slopes[1] = 200 * bend
    return Double(100 * bend * bend + (1 - x) * (1 - x))
  }

  @Test func theValleyOfRosenbrock() {
    var fitter = LBFGSFitter<Double>(parameterCount: 2, rule: LBFGS(iterationCount: 100, changeTolerance: 0))
    var point = [-1.2, 1.0], span = point.mutableSpan
    let report = fitter.minimize(&span, Self.rosenbrock)
    #expect(report.ending == .gradient && report.loss < 1e-15, "\(report)")
    #expect(report.iterationCount < 50 && report.evaluationCount < 70, "\(report)")
    #expect(abs(point[0] - 1) < 1e-6 && abs(point[1] - 1) < 1e-6, "\(point)")
  }

  /// Sum of (i + 1) (x_i - i)^2: of 37 dimensions, not a whole number of vectors; in both precisions.
  @Test func aQuadratic() {
    check(Double.self, within: 1e-5)
    check(Float.self, within: 1e-3)

    func check<Scalar: KernelScalar>(_ scalar: Scalar.Type, within tolerance: Double) {
      let count = 37, rule = LBFGS(iterationCount: 200)
      var fitter = LBFGSFitter<Scalar>(parameterCount: count, rule: rule)
      var point = [Scalar](repeating: 0.5, count: count), span = point.mutableSpan
      let report = fitter.minimize(&span) { at, slopes in
        var sum = 0.0
        for i in 0..<count {
          let distance = at[i] - Scalar(i), factor = Scalar(i + 1)
          slopes[i] = 2 * factor * distance
          sum += Double(factor * distance * distance)
        }
        return sum
      }
      #expect(report.ending.isFinal, "\(report)")
      for i in 0..<count { #expect(abs(Double(point[i]) - Double(i)) <= tolerance, "\(i): \(point[i])") }
    }
  }

  /// One iteration a call: the step from the point before to the point after fulfils both conditions.
  @Test(arguments: [0.01, 1, 30])
  func acceptedStepsFulfilTheStrongWolfeConditions(_ learningRate: Double) {
    let rule = LBFGS(
      learningRate: learningRate, iterationCount: 1, evaluationCount: 30, gradientTolerance: 0, changeTolerance: 0)
    var fitter = LBFGSFitter<Double>(parameterCount: 2, rule: rule)
    var point = [-1.2, 1.0], steps = 0
    func look(_ at: [Double]) -> (loss: Double, slopes: [Double]) {
      var slopes = [0.0, 0], span = slopes.mutableSpan
      let loss = Self.rosenbrock(at.span, &span)
      return (loss, slopes)
    }
    while steps < 20 {
      let before = point, start = look(before)
      var span = point.mutableSpan
      let report = fitter.minimize(&span, Self.rosenbrock), end = look(point)
      #expect(report.loss == end.loss)
      let way = [point[0] - before[0], point[1] - before[1]]
      let first = way[0] * start.slopes[0] + way[1] * start.slopes[1]
      let last = way[0] * end.slopes[0] + way[1] * end.slopes[1]
      #expect(first < 0)
      #expect(end.loss <= start.loss + 1e-4 * first * (1 - 1e-9), "step \(steps)")
      #expect(abs(last) <= 0.9 * abs(first) * (1 + 1e-9), "step \(steps): \(last), \(first)")
      steps += 1
    }
    #expect(fitter.iterationCount == 20)
  }

  /// The logarithm of what is below 0 is none: the search comes back from there.
  @Test func aStepIntoWhatIsNotANumberIsHalved() {
    // x - 4 ln x: least at 4.
    var fitter = LBFGSFitter<Double>(parameterCount: 1, rule: LBFGS(learningRate: 500, iterationCount: 60))
    var point = [30.0], span = point.mutableSpan, outside = 0
    let report = fitter.minimize(&span) { at, slopes in
      slopes[0] = at[0] > 0 ? 1 - 4 / at[0] : .nan
      if at[0] <= 0 { outside += 1 }
      return at[0] > 0 ? at[0] + 40 - 4 * logarithm(at[0]) : .nan
    }
    #expect(outside > 0)
    #expect(abs(point[0] - 4) < 1e-5, "\(point), \(report)")
  }

  private func logarithm(_ x: Double) -> Double {
    LaneArithmetic<Double, SmallTiles>.Vector4.logarithm(.init(repeating: x)).lane(0)
  }

  @Test func nothingButNaNEndsAtOnceAndLeavesThePoint() {
    var fitter = LBFGSFitter<Float>(parameterCount: 3)
    var point: [Float] = [1, 2, 3], span = point.mutableSpan
    let report = fitter.minimize(&span) { _, _ in .nan }
    #expect(report.ending == .notFinite && report.evaluationCount == 1 && report.iterationCount == 0)
    var calls = 0
    let later = fitter.minimize(&span) { _, slopes in
      calls += 1
      for i in 0..<3 { slopes[i] = calls == 1 ? 1 : .nan }
      return calls == 1 ? 1 : .infinity
    }
    #expect(later.ending == .notFinite && later.loss == 1 && later.evaluationCount == calls, "\(later)")
    #expect(point == [1, 2, 3])
  }

  @Test func aMinimumIsLeftAlone() {
    var fitter = LBFGSFitter<Double>(parameterCount: 2)
    var point = [1.0, 1.0], span = point.mutableSpan
    let report = fitter.minimize(&span, Self.rosenbrock)
    #expect(report.ending == .gradient && report.iterationCount == 0 && point == [1, 1])
  }

  /// A fitter that was used, and reset, does what a new one does.
  @Test func resetForgetsEverything() {
    var fitter = LBFGSFitter<Double>(parameterCount: 2, rule: LBFGS(iterationCount: 6, historySize: 2))
    func fit() -> [Double] {
      var point = [-1.2, 1.0], span = point.mutableSpan
      _ = fitter.minimize(&span, Self.rosenbrock)
      return point
    }
    let first = fit()
    fitter.reset()
    #expect(fit() == first)
    #expect(fit() != first)
  }

  /// Pads are 0 after a fit, and a gradient that waited is gone.
  @Test func aNetworkOfOddExtents() throws {
    let one = TrainerCase(
      [.dense(3, 7, .tanh), .dense(7, 2), .activation(.sigmoid, count: 2)], .meanSquaredError, rows: 23)
    var trainer = try one.trainer(PortableShared<Double>.self)
    let inputs = one.flat(one.inputs, Double.self), targets = one.flat(one.targets, Double.self)
    trainer.accumulate(inputs.span, targets.span)
    let before = trainer.evaluate(inputs.span, targets.span).loss
    var fitter = trainer.fitter()
    let report = trainer.fit(inputs.span, targets.span, by: &fitter)
    let after = trainer.evaluate(inputs.span, targets.span).loss
    #expect(after < 0.8 * before, "\(before), \(after)")
    #expect(abs(report.loss - after) < 1e-12)
    let places = Set(parameterPlaces(trainer))
    func parameters() -> [Double] { trainer.withParameters { all in all.indices.map { all[$0] } } }
    let fitted = parameters()
    for (index, value) in fitted.enumerated() where !places.contains(index) { #expect(value == 0) }
    trainer.apply()
    #expect(parameters() == fitted)
  }
}
