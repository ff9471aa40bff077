/// The gradient that backpropagation computes beside the slope of the loss, for every parameter, in `Double`: what a network, a loss or a
/// layer of one's own must stand before it is trusted.
///
/// The slope is the central difference of four points, at half a step and at a step of 2^-9 to both sides. Where it differs by more than the
/// tolerance, smaller steps are tried, down to 2^-18, before the gradient is blamed: a corner of a ReLU may lie within the first
/// step. Where the loss has a corner at the very point, it has no slope; such a parameter is counted as one, and not compared, as long as
/// its gradient lies between the slopes of both sides.
public struct GradientCheck: Equatable, Sendable {
  public enum Tensor: Equatable, Sendable {
    /// Of a dense layer, laid out as PyTorch's: [outputs, inputs], row by row.
    case weight
    case bias
    /// Of a layer of one's own: its scalars as they lie in memory, pads included.
    case parameter
  }

  /// Which parameter: number `index` of a tensor of layer number `layer`.
  public struct Place: Equatable, Sendable {
    public let layer: Int
    public let tensor: Tensor
    public let index: Int

    @inlinable
    init(layer: Int, tensor: Tensor, index: Int) {
      self.layer = layer
      self.tensor = tensor
      self.index = index
    }
  }

  /// The gradient of a parameter, twice.
  public struct Comparison: Equatable, Sendable {
    public let place: Place
    /// By backpropagation.
    public let analytic: Double
    /// The slope of the loss.
    public let numeric: Double
    /// |analytic - numeric| / max(|analytic|, |numeric|, floor): see `GradientCheck.floor`. Infinite where one of them is not a number.
    public let relativeError: Double

    @inlinable
    init(place: Place, analytic: Double, numeric: Double, floor: Double) {
      self.place = place
      self.analytic = analytic
      self.numeric = numeric
      let error = abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
      relativeError = error.isNaN ? .infinity : error
    }
  }

  /// The largest relative error that passes.
  public let tolerance: Double
  /// Smaller gradients are compared as if they had this size: 1e-4, or 1e-4 of a loss above 1. Less drowns in the rounding of the differences.
  public let floor: Double
  /// The loss where the gradient was taken.
  public let loss: Double
  /// The comparison with the largest relative error; nil where there was nothing to compare.
  public internal(set) var worst: Comparison?
  public internal(set) var comparedCount = 0
  /// How many of those needed a smaller step.
  public internal(set) var smallerStepCount = 0
  /// Parameters where the loss has a corner: not compared.
  public internal(set) var cornerCount = 0

  @inlinable
  init(tolerance: Double, loss: Double) {
    self.tolerance = tolerance
    self.loss = loss
    floor = 1e-4 * max(1, abs(loss))
  }

  /// Something was compared, and all of it agreed.
  public var passes: Bool {
    guard let worst else { return false }
    return worst.relativeError <= tolerance
  }

  @usableFromInline
  mutating func add(_ comparison: Comparison) {
    comparedCount += 1
    if let worst, worst.relativeError >= comparison.relativeError { return }
    worst = comparison
  }

  @usableFromInline
  mutating func countSmallerStep() { smallerStepCount += 1 }

  @usableFromInline
  mutating func countCorner() { cornerCount += 1 }
}
