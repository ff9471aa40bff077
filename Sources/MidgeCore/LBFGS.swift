/// How to fit all samples together by L-BFGS with a line search that ends at the strong Wolfe conditions: names, defaults and definitions of
/// `torch.optim.LBFGS(line_search_fn="strong_wolfe")`. (Nocedal and Wright, Numerical Optimization, 2006: algorithms 7.4, 3.5 and 3.6.)
///
/// Differences: sums are taken in `Double`; where the loss or its slope is not finite the line search halves its step towards the last point
/// at which they were, and where a cubic has no minimum it takes the middle. Not an `Optimizer`: it asks for the loss several times a step.
public struct LBFGS: Sendable, Equatable {
  /// The first step that a line search tries; of the first iteration, times 1 / (the sum of the gradient's magnitudes), if that is below 1.
  public var learningRate: Double
  /// The most iterations of one `fit`: PyTorch's `max_iter`.
  public var iterationCount: Int
  /// The most evaluations of loss and gradient of one `fit`, which a line search may exceed by one: PyTorch's `max_eval`.
  public var evaluationCount: Int
  /// A fit is over when no number of the gradient is larger in magnitude: PyTorch's `tolerance_grad`.
  public var gradientTolerance: Double
  /// A fit is over when neither a parameter nor the loss changes by more: PyTorch's `tolerance_change`.
  public var changeTolerance: Double
  /// How many steps, and changes of the gradient, are kept; a fitter has room for as many as it was made with.
  public let historySize: Int
  /// c1 of the Wolfe conditions: a step t along d is accepted if f(t) <= f(0) + c1 t f'(0), ...
  public static var sufficientDecrease: Double { 1e-4 }
  /// ... and c2: |f'(t)| <= c2 |f'(0)|.
  public static var curvature: Double { 0.9 }

  /// - Parameter evaluationCount: nil for 5/4 of the iterations, as in PyTorch.
  public init(
    learningRate: Double = 1, iterationCount: Int = 20, evaluationCount: Int? = nil, gradientTolerance: Double = 1e-7,
    changeTolerance: Double = 1e-9, historySize: Int = 100
  ) {
    self.learningRate = learningRate
    self.iterationCount = iterationCount
    self.evaluationCount = evaluationCount ?? iterationCount &* 5 / 4
    self.gradientTolerance = gradientTolerance
    self.changeTolerance = changeTolerance
    self.historySize = historySize
  }
}

/// What a fit came to.
public struct LBFGSReport: Sendable, Equatable {
  /// Why a fit ended.
  public enum Ending: Sendable, Equatable {
    /// Whether more of the same would change nothing.
    @inlinable
    public var isFinal: Bool { self != .iterations && self != .evaluations }

    /// It used up its iterations, or its evaluations, and is not at its end otherwise.
    case iterations, evaluations
    /// Every number of the gradient is within the tolerance.
    case gradient
    /// The last step changed the parameters, or the loss, by no more than the tolerance.
    case change
    /// There is no way down, to within the tolerance of change.
    case slope
    /// The loss or its gradient is not finite, at the start or at every step that was tried. The parameters are those of the last point at which
    /// both were finite, if there was one.
    case notFinite
  }

  public var ending: Ending = .iterations
  /// The loss at the parameters that are there now, L2 penalty included.
  public var loss: Double
  public var iterationCount = 0
  public var evaluationCount = 1

  @usableFromInline
  init(loss: Double) { self.loss = loss }
}
