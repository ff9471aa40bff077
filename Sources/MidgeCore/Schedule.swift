/// The learning rate as a function of the number of steps taken, with PyTorch's definitions (`torch.optim.lr_scheduler`, stepped once a step; multiply
/// epochs by the steps of one). It calls no libm.
public struct Schedule: Sendable {
  /// What follows the warm-up, where its own count of steps starts at 0.
  public enum Course: Sendable {
    case constant
    /// Times `factor` after each `period` steps: StepLR.
    case step(period: Int, factor: Double)
    /// Times `factor` at each of the milestones, of which there are `count`: MultiStepLR.
    case multiStep(milestones: Milestones, factor: Double)
    /// Times `factor` each step: ExponentialLR.
    case exponential(factor: Double)
    /// Over 1 + `decay` times the steps: Keras' InverseTimeDecay.
    case inverseTime(decay: Double)
    /// Half a cosine down to `least` in `period` steps, and up again: CosineAnnealingLR.
    case cosine(period: Int, least: Double)
    /// Half a cosine down, again and again, each `growth` times as long: CosineAnnealingWarmRestarts.
    case cosineRestarts(period: Int, growth: Int, least: Double)
    /// Up by half a cosine from a 25th to the rate, in the first `rise` of `stepCount` steps, then down to a 250,000th: OneCycleLR.
    case oneCycle(stepCount: Int, rise: Double)
  }

  /// The rate that the course starts from, or, of one cycle, its peak.
  public var rate: Double
  public var course: Course
  /// Steps of the warm-up: up from `warmUpStart` times the rate, in equal steps (LinearLR in a SequentialLR).
  public var warmUpStepCount: Int
  public var warmUpStart: Double

  @inlinable
  public init(rate: Double, _ course: Course, warmUpStepCount: Int = 0, warmUpStart: Double = 1.0 / 3) {
    self.rate = rate
    self.course = course
    self.warmUpStepCount = warmUpStepCount
    self.warmUpStart = warmUpStart
  }

  /// For the step that follows `step` others.
  public func learningRate(step: Int) -> Double {
    if step < warmUpStepCount {
      return rate * (warmUpStart + (1 - warmUpStart) * Double(step) / Double(warmUpStepCount))
    }
    let t = step - warmUpStepCount
    switch course {
    case .constant: return rate
    case .step(let period, let factor): return rate * power(factor, t / max(1, period))
    case .multiStep(let milestones, let factor): return rate * power(factor, milestones.passed(by: t))
    case .exponential(let factor): return rate * power(factor, t)
    case .inverseTime(let decay): return rate / (1 + decay * Double(t))
    case .cosine(let period, let least): return halfCosine(from: rate, to: least, Double(t) / Double(max(1, period)))
    case .cosineRestarts(let period, let growth, let least):
      var length = max(1, period), rest = t
      if growth <= 1 { rest %= length }
      while rest >= length {
        rest -= length
        let (next, isTooLong) = length.multipliedReportingOverflow(by: growth)
        length = isTooLong ? .max : next
      }
      return halfCosine(from: rate, to: least, Double(rest) / Double(length))
    case .oneCycle(let stepCount, let rise):
      let top = rise * Double(stepCount) - 1, end = Double(stepCount - 1), t = min(Double(t), end)
      return t <= top
        ? halfCosine(from: rate / 25, to: rate, top > 0 ? t / top : 1)
        : halfCosine(from: rate, to: rate / 25 / 1e4, (t - top) / (end - top))
    }
  }

  /// From one number to the other as a part of the way, 0 to 1, goes; back again from 1 to 2, and so on.
  private func halfCosine(from start: Double, to end: Double, _ part: Double) -> Double {
    end + (start - end) * (1 + cosine(ofHalfTurns: part)) / 2
  }
}

/// At most eight numbers of steps, upwards.
public struct Milestones: Sendable {
  private var steps: (Int, Int, Int, Int, Int, Int, Int, Int)
  public let count: Int

  /// Traps when there are more than eight.
  public init(_ steps: [Int]) {
    Door.check(steps.count <= 8, "too many milestones", found: steps.count, expected: 8)
    func at(_ index: Int) -> Int { index < steps.count ? steps[index] : .max }
    self.steps = (at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7))
    count = steps.count
  }

  func passed(by step: Int) -> Int {
    let (a, b, c, d, e, f, g, h) = steps
    var passed = step >= a ? 1 : 0
    passed += step >= b ? 1 : 0
    passed += step >= c ? 1 : 0
    passed += step >= d ? 1 : 0
    passed += step >= e ? 1 : 0
    passed += step >= f ? 1 : 0
    passed += step >= g ? 1 : 0
    return passed + (step >= h ? 1 : 0)
  }
}

/// x^n by squaring.
private func power(_ x: Double, _ n: Int) -> Double {
  var result = 1.0, base = x, n = n
  while n > 0 {
    if n & 1 == 1 { result *= base }
    base *= base
    n >>= 1
  }
  return result
}

/// cos(pi x) for x >= 0, by the Taylor series of the nearest quarter: at most 2 ulp of 1 off.
private func cosine(ofHalfTurns x: Double) -> Double {
  let turns = x / 2 - (x / 2).rounded(.down)
  let half = turns > 0.5 ? 2 - 2 * turns : 2 * turns
  if half > 0.5 { return -cosine(ofHalfTurns: 1 - half) }
  let isNear = half <= 0.25, angle = Double.pi * (isNear ? half : 0.5 - half), square = angle * angle
  var sum = 1.0, n = isNear ? 16.0 : 17.0
  while n > 1 {
    sum = 1 - sum * square / (n * (n - 1))
    n -= 2
  }
  return isNear ? sum : sum * angle
}
