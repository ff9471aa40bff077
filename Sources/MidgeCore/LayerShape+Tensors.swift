/// Parameters in PyTorch's order: weights as [outputs, inputs], row by row; then biases.
extension LayerShape {
  @inlinable @inline(__always)
  public var weightCount: Int { kind == .dense ? inputCount &* outputCount : 0 }
  @inlinable @inline(__always)
  public var biasCount: Int { kind == .dense ? outputCount : 0 }

  /// Where in the layer's parameters the weight stands that is number `index` in PyTorch's tensor.
  @inlinable @inline(__always)
  public func weightOffset(_ index: Int) -> Int {
    let (output, input) = index.quotientAndRemainder(dividingBy: inputCount)
    return isNarrow ? output &* weightWidth &+ input : input &* weightWidth &+ output
  }

  /// Where bias number `index` stands.
  @inlinable @inline(__always)
  public func biasOffset(_ index: Int) -> Int { weightRowCount &* weightWidth &+ index }
}

/// A network with its parameters, as files, summaries and checks see it.
public protocol ParameterStore: ~Copyable {
  associatedtype Scalar: KernelScalar
  var layerCount: Int { get }
  func shape(at index: Int) -> LayerShape
  /// All parameters, layer after layer as `LayerShape` lays them out.
  func withParameters<Result>(_ body: (Span<Scalar>) -> Result) -> Result
  mutating func withMutableParameters<Result>(_ body: (inout MutableSpan<Scalar>) -> Result) -> Result
}
