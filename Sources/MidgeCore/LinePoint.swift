/// A point along the direction of a line search: how far it is, the loss there and its slope, and which of the fitter's two line gradients is its.
@usableFromInline
struct LinePoint {
  @usableFromInline var step: Double
  @usableFromInline var loss: Double
  @usableFromInline var slope: Double
  @usableFromInline var slot: Int

  @inlinable
  init(step: Double, loss: Double, slope: Double, slot: Int = 0) {
    self.step = step
    self.loss = loss
    self.slope = slope
    self.slot = slot
  }

  @inlinable
  var isFinite: Bool { loss.isFinite && slope.isFinite }

  /// Whether the loss is above the line that Wolfe's first condition draws from the start.
  @inlinable
  func isTooHigh(above start: LinePoint) -> Bool {
    loss > start.loss + LBFGS.sufficientDecrease * step * start.slope
  }

  /// Wolfe's second condition, in its strong form.
  @inlinable
  func isFlat(beside start: LinePoint) -> Bool { abs(slope) <= -LBFGS.curvature * start.slope }

  /// Where the cubic through two points, with their slopes, is least between two bounds; their middle, where it has no minimum.
  @inlinable
  static func cubicMinimum(_ a: LinePoint, _ b: LinePoint, _ bounds: (least: Double, most: Double)) -> Double {
    let (left, right) = a.step <= b.step ? (a, b) : (b, a)
    let d1 = left.slope + right.slope - 3 * (left.loss - right.loss) / (left.step - right.step)
    let square = d1 * d1 - left.slope * right.slope
    let middle = (bounds.least + bounds.most) / 2
    guard square >= 0 else { return middle }
    let d2 = square.squareRoot()
    let place =
      right.step - (right.step - left.step) * ((right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2))
    return place.isNaN ? middle : min(max(place, bounds.least), bounds.most)
  }
}
