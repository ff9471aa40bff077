/// One layer as a value: its kind, its extents and the activation fused into it. Everything about a layer follows from it: how many
/// numbers it has, where they lie, how it starts, steps forward and back. Typed networks and run-time ones are lists of these.
///
/// Memory of a dense layer: `inputCount` rows of weights, one row of biases, each `outputWidth` scalars of which the first
/// `outputCount` count and the others are 0; then up to 15 scalars, also 0, that align the next layer. The weight from input i
/// to output o is scalar i * outputWidth + o.
public struct LayerShape: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// y = f(x W + b)
    case dense = 0
    /// y = f(x), where no dense layer stands before it to take f in.
    case activation = 1
  }

  public var kind: Kind
  public var activation: Activation
  public var inputCount: Int
  public var outputCount: Int

  @inlinable @inline(__always)
  init(kind: Kind, activation: Activation, inputCount: Int, outputCount: Int) {
    self.kind = kind
    self.activation = activation
    self.inputCount = inputCount
    self.outputCount = outputCount
  }

  @inlinable @inline(__always)
  public static func dense(_ inputCount: Int, _ outputCount: Int, _ activation: Activation = .identity) -> LayerShape {
    LayerShape(kind: .dense, activation: activation, inputCount: inputCount, outputCount: outputCount)
  }

  @inlinable @inline(__always)
  public static func activation(_ activation: Activation, count: Int) -> LayerShape {
    LayerShape(kind: .activation, activation: activation, inputCount: count, outputCount: count)
  }

  /// Weights and biases, without padding.
  @inlinable @inline(__always)
  public var trainableCount: Int { kind == .dense ? (inputCount &+ 1) &* outputCount : 0 }
}

extension [LayerShape] {
  /// Weights and biases of all layers.
  public var trainableCount: Int { reduce(0) { $0 + $1.trainableCount } }
}

extension LayerShape: NetworkBody {
  @inlinable @inline(__always)
  public var layerCount: Int { 1 }
  @inlinable @inline(__always)
  public func shape(at index: Int) -> LayerShape { self }
  @inlinable @inline(__always)
  public var outputWidth: Int { RowWidth.padded(outputCount) }
  @inlinable @inline(__always)
  public var parameterCount: Int {
    kind == .dense ? ((inputCount &+ 1) &* outputWidth &+ 15) & ~15 : 0
  }
  @inlinable @inline(__always)
  public var activationCount: Int { outputWidth }
  @inlinable @inline(__always)
  public var widestRow: Int { max(RowWidth.padded(inputCount), outputWidth) }
  /// The transposed weights, for the input gradient.
  @inlinable @inline(__always)
  public var scratchCount: Int { kind == .dense ? outputCount &* RowWidth.padded(inputCount) : 0 }
}
