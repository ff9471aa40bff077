/// Sum over outputs of |y - t|; its gradient is the sign of y - t, 0 where they are equal (torch.nn.L1Loss).
public struct MeanAbsoluteErrorLoss: RegressionLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target, loss = V.absolute(error)
    return (loss, V.select(where: loss, exceeds: V.zero, then: V.copySign(of: error, to: V(repeating: 1)), else: error))
  }
}

/// Sum over outputs of e^2 / 2 for |e| <= delta and delta (|e| - delta / 2) beyond, e = y - t; its gradient is e between -delta and delta
/// (torch.nn.HuberLoss).
public struct HuberLoss: RegressionLoss {
  public let delta: Double

  @inlinable
  public init(delta: Double = 1) { self.delta = delta }

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target, limit = V(repeating: V.Scalar(delta)), size = V.absolute(error)
    let gradient = V.select(where: size, exceeds: limit, then: V.copySign(of: error, to: limit), else: error)
    let far = limit * (size - V(repeating: V.Scalar(delta / 2)))
    return (V.select(where: size, exceeds: limit, then: far, else: (error * V(repeating: 0.5)) * error), gradient)
  }
}

/// Sum over outputs of (y - t)^2, of which a mean is taken over rows alone; its gradient is 2 (y - t).
public struct SquaredErrorLoss: RegressionLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    MeanSquaredErrorLoss().element(output, target)
  }

  @inlinable @inline(__always)
  public var gradientFactor: Int { 2 }
  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { 1 }
}

/// Half the sum over outputs of (y - t)^2, of which a mean is taken over rows alone; its gradient is y - t: the loss of most textbooks.
public struct HalfSquaredErrorLoss: RegressionLoss {
  @inlinable public init() {}

  @inlinable @inline(__always)
  public func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target
    return ((error * V(repeating: 0.5)) * error, error)
  }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int { 1 }
}

/// A loss whose outputs are the predictions.
public protocol RegressionLoss: ElementwiseLoss {}

extension RegressionLoss {
  @inlinable @inline(__always)
  public var gradientFactor: Int { 1 }
  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {}
  @inlinable @inline(__always)
  public var takesLogits: Bool { false }
}
