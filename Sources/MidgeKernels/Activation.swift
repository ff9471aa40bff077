/// Slope of leaky ReLU below 0: PyTorch's default.
@inlinable var leakySlope: Double { 0.01 }

/// An activation function, with PyTorch's definition. Raw values are stable: they stand in memory that C code shares.
///
/// A new activation is a case here, its value and its derivative below (`spelledOut` has its name as well), and its name in `Names.swift` of
/// MidgeCore; if its derivative does not follow from its value, both stand in `Activation+Curves.swift`.
public enum Activation: UInt8, Sendable, CaseIterable {
  case identity = 0
  case relu = 1
  case leakyReLU = 2
  case sigmoid = 3
  case tanh = 4
  case elu = 5
  case gelu = 6
  case silu = 7
  case softplus = 8
  /// Over a row: PyTorch's `Softmax(dim=1)`.
  case softmax = 9

  /// By raw value: between constants that is decided before anything is inlined into its branches. The comparison that the compiler derives is not,
  /// and a network took twice the time to compile.
  @inlinable @inline(__always)
  public static func == (a: Activation, b: Activation) -> Bool { a.rawValue == b.rawValue }

  /// f(x), of those that are fused.
  @inlinable @inline(__always)
  public func value<V: KernelVector>(_ x: V) -> V {
    switch self {
    case .identity: x
    case .relu: V.select(where: V.zero, exceeds: x, then: V.zero, else: x)
    case .leakyReLU: V.select(where: V.zero, exceeds: x, then: x * V(repeating: V.Scalar(leakySlope)), else: x)
    case .sigmoid: V.sigmoid(x)
    case .tanh: V.hyperbolicTangent(x)
    default: x
    }
  }

  /// dy f'(x), from y = f(x) alone, of those that are fused: forward keeps nothing but its results.
  @inlinable @inline(__always)
  public func gradient<V: KernelVector>(_ dy: V, output y: V) -> V {
    let one = V(repeating: 1)
    return switch self {
    case .identity: dy
    case .relu: V.select(where: y, exceeds: V.zero, then: dy, else: V.zero)
    case .leakyReLU: V.select(where: y, exceeds: V.zero, then: dy, else: dy * V(repeating: V.Scalar(leakySlope)))
    case .sigmoid: dy * (y * (one - y))
    case .tanh: dy * V.multiplyAdd(V.zero - y, y, one)
    default: dy
    }
  }

  /// Runs `body` with a fused function as a constant, but for the identity: a loop in it does not ask for each vector which it is.
  @inlinable @inline(__always)
  func spelledOut(_ body: (Activation) -> Void) {
    switch self {
    case .relu: body(.relu)
    case .leakyReLU: body(.leakyReLU)
    case .sigmoid: body(.sigmoid)
    case .tanh: body(.tanh)
    case .identity, .elu, .gelu, .silu, .softplus, .softmax: break
    }
  }

  /// f(0) = 0: pads need no care.
  @inlinable @inline(__always)
  public var keepsZero: Bool {
    switch self {
    case .sigmoid, .softplus, .softmax: false
    default: true
    }
  }

  /// f(x) in the first `count` lanes, 0 in the others, if they are 0 in x.
  @inlinable @inline(__always)
  func value<V: KernelVector>(_ x: V, count: Int) -> V { keepsZero ? value(x) : V.pad(value(x), from: count) }

  /// y <- f(y), `width` scalars, of which those from `count` on become 0.
  @inlinable @inline(__always)
  func apply<V: KernelVector>(_ vector: V.Type, _ y: UnsafeMutablePointer<V.Scalar>, width: Int, count: Int) {
    if self == .identity { return }
    for column in stride(from: 0, to: width, by: V.laneCount) {
      unsafe value(V(loading: y + column), count: count &- column).store(to: y + column)
    }
  }

  /// dy <- dy f'(x), with f' taken from y = f(x); `width` scalars.
  @inlinable @inline(__always)
  func applyGradient<V: KernelVector>(
    _ vector: V.Type, _ dy: UnsafeMutablePointer<V.Scalar>, output y: UnsafePointer<V.Scalar>, width: Int
  ) {
    for column in stride(from: 0, to: width, by: V.laneCount) {
      unsafe gradient(V(loading: dy + column), output: V(loading: y + column)).store(to: dy + column)
    }
  }
}
