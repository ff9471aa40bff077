/// Kingma and Ba, 2015, as torch.optim.Adam computes it; but an epsilon below the scalar's least normal number counts as that, so that a parameter
/// without gradients stays as it is where PyTorch divides 0 by 0.
public struct Adam: Optimizer {
  public var learningRate: Double
  public var beta1: Double
  public var beta2: Double
  public var epsilon: Double
  /// beta1^t and beta2^t after t steps.
  public var beta1Power = 1.0
  public var beta2Power = 1.0

  @inlinable
  public init(learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    self.learningRate = learningRate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 2 }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> { .adam(nextUpdate(keep: 1)) }

  @inlinable @inline(__always)
  mutating func nextUpdate<Scalar: KernelScalar>(keep: Double) -> AdamUpdate<Scalar> {
    beta1Power *= beta1
    beta2Power *= beta2
    let correction = (1 - beta2Power).squareRoot()
    return AdamUpdate(
      rate: Scalar(learningRate * correction / (1 - beta1Power)), rest1: Scalar(1 - beta1), beta2: Scalar(beta2),
      rest2: Scalar(1 - beta2), epsilon: leastNormal(epsilon * correction),
      keep: Scalar(keep))
  }
}

/// Adam with decoupled weight decay, w <- (1 - learningRate weightDecay) w before the step: Loshchilov and Hutter, 2019; torch.optim.AdamW.
public struct AdamW: Optimizer {
  public var adam: Adam
  public var weightDecay: Double

  @inlinable
  public init(
    learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    weightDecay: Double = 1e-2
  ) {
    adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
    self.weightDecay = weightDecay
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 2 }
  @inlinable @inline(__always)
  public var learningRate: Double {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .adam(adam.nextUpdate(keep: 1 - learningRate * weightDecay))
  }
}

/// Adam with the largest second moment so far: Reddi et al., 2018; torch.optim.Adam with amsgrad.
public struct AMSGrad: Optimizer {
  public var adam: Adam

  @inlinable
  public init(learningRate: Double = 1e-3, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
    adam = Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
  }

  @inlinable @inline(__always)
  public var momentCount: Int { 3 }
  @inlinable @inline(__always)
  public var learningRate: Double {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  @inlinable @inline(__always)
  public mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    .amsGrad(AMSGradUpdate(adam.nextUpdate(keep: 1)))
  }
}
