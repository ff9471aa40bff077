/// Duchi, Hazan and Singer, 2011; torch.optim.Adagrad without decay of the rate.
public struct AdaGrad: Optimizer {
  public var learningRate: Double
  public var epsilon: Double

  @inlinable
  public init(learningRate: Double = 1e-2, epsilon: Double = 1e-10) {
    self.learningRate = learningRate
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 1 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .adaGrad(AdaGradUpdate(rate: Scalar(learningRate), epsilon: leastNormal(epsilon)))
  }
}

/// Tieleman and Hinton, 2012; torch.optim.RMSprop without momentum; `isCentred` is PyTorch's `centered`.
public struct RMSProp: Optimizer {
  public var learningRate: Double
  /// Of the mean of squares: PyTorch's alpha.
  public var decay: Double
  public var epsilon: Double
  public let isCentred: Bool

  @inlinable
  public init(learningRate: Double = 1e-2, decay: Double = 0.99, epsilon: Double = 1e-8, isCentred: Bool = false) {
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
    self.isCentred = isCentred
  }

  @inlinable @inline(__always)
  public var momentCount: Int { isCentred ? 2 : 1 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .rmsProp(
      RMSPropUpdate(
        rate: Scalar(learningRate), decay: Scalar(decay), rest: Scalar(1 - decay), epsilon: leastNormal(epsilon),
        isCentred: isCentred))
  }
}

/// Zeiler, 2012; torch.optim.Adadelta.
public struct AdaDelta: Optimizer {
  public var learningRate: Double
  /// Of both means: PyTorch's rho.
  public var decay: Double
  public var epsilon: Double

  @inlinable
  public init(learningRate: Double = 1, decay: Double = 0.9, epsilon: Double = 1e-6) {
    self.learningRate = learningRate
    self.decay = decay
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 2 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .adaDelta(
      AdaDeltaUpdate(
        rate: Scalar(learningRate), decay: Scalar(decay), rest: Scalar(1 - decay), epsilon: leastNormal(epsilon)))
  }
}

/// Riedmiller and Braun, 1993; torch.optim.Rprop. For whole batches: `learningRate` is the first size of all steps, and means nothing afterwards.
public struct RProp: Optimizer {
  public var learningRate: Double
  public var shrink: Double
  public var grow: Double
  public var leastStep: Double
  public var mostStep: Double

  @inlinable
  public init(
    learningRate: Double = 1e-2, shrink: Double = 0.5, grow: Double = 1.2, leastStep: Double = 1e-6,
    mostStep: Double = 50
  ) {
    self.learningRate = learningRate
    self.shrink = shrink
    self.grow = grow
    self.leastStep = leastStep
    self.mostStep = mostStep
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 2 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .rProp(
      RPropUpdate(
        rate: Scalar(learningRate), shrink: Scalar(shrink), grow: Scalar(grow), least: leastNormal(leastStep),
        most: Scalar(mostStep)))
  }
}

/// An epsilon that is not lost where a parameter has never had a gradient: 0 over 0 is not a number.
@inlinable @inline(__always)
func leastNormal<Scalar: KernelScalar>(_ epsilon: Double) -> Scalar {
  max(Scalar(epsilon), Scalar.leastNormalMagnitude)
}
