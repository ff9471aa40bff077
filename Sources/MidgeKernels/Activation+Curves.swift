/// Activations whose derivative is not taken from their values: they are layers of their own, and backward reads what they were applied to.
///
/// ELU with alpha 1, GELU by the error function, SiLU, softplus with beta 1: PyTorch's defaults, but that its softplus is x
/// above 20. Softmax, whose numbers depend on all of their row, is `SoftmaxRows.swift`'s.
extension Activation {
  /// Whether a dense layer takes the function in: its derivative follows from its value.
  @inlinable @inline(__always)
  public var isFused: Bool { rawValue <= Activation.tanh.rawValue }

  /// f(x), of those that are not fused, nor of a row.
  @inlinable @inline(__always)
  func curve<V: KernelVector>(_ x: V) -> V {
    switch self {
    case .elu: V.select(where: x, exceeds: V.zero, then: x, else: V.exponentialLessOne(x))
    case .gelu: x * V.normal(x).below
    case .silu: x * V.sigmoid(x)
    default: V.maximum(x, V.zero) + V.logarithmOfOnePlus(unit: V.exponential(V.zero - V.absolute(x)))
    }
  }

  /// f'(x), of those that are not fused, nor of a row.
  @inlinable @inline(__always)
  func slope<V: KernelVector>(_ x: V) -> V {
    let one = V(repeating: 1)
    switch self {
    case .elu: return V.select(where: x, exceeds: V.zero, then: one, else: V.exponential(x))
    case .gelu:
      let (below, density) = V.normal(x)
      return V.multiplyAdd(x, density, below)
    case .silu:
      let s = V.sigmoid(x)
      return s * V.multiplyAdd(x, one - s, one)
    default: return V.sigmoid(x)
    }
  }
}

extension KernelVector {
  /// e^x - 1 for x <= 0, from t = tanh(x / 2): 2 t / (1 - t); at most 8 ulp off.
  @inlinable @inline(__always)
  static func exponentialLessOne(_ x: Self) -> Self {
    let t = hyperbolicTangent(x * Self(repeating: 0.5))
    return (t + t) / (Self(repeating: 1) - t)
  }
}
