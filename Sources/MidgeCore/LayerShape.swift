/// One layer as a value: its kind, its extents and the activation fused into it. Everything about a layer follows from it: how many
/// numbers it has, where they lie, how it starts, steps forward and back. Typed networks and run-time ones are lists of these.
///
/// Memory of a dense layer: `weightRowCount` rows of weights of `weightWidth` scalars, then a row of biases of `outputWidth`; what a row
/// has more than it needs is 0; then up to 15 scalars, also 0, that align the next layer. The rows belong to the inputs, so that vectors run along
/// the outputs; but where there are few outputs (`isNarrow`) to the outputs, so that vectors run along the inputs.
public struct LayerShape: Equatable, Sendable {
  public enum Kind: UInt8, Sendable {
    /// y = f(x W + b)
    case dense = 0
    /// y = f(x), where no dense layer stands before it to take f in, or none takes f.
    case activation = 1
    /// In training, each number is 0 with a probability p, else divided by 1 - p: PyTorch's `Dropout`. In prediction, y = x.
    case dropout = 2

    /// See `Activation`.
    @inlinable @inline(__always)
    public static func == (a: Kind, b: Kind) -> Bool { a.rawValue == b.rawValue }
  }

  public var kind: Kind
  public var activation: Activation
  /// Of dropout: that a number is dropped; from 0 to below 1.
  public var probability: Float
  public var inputCount: Int
  public var outputCount: Int

  @inlinable @inline(__always)
  init(kind: Kind, activation: Activation, probability: Float = 0, inputCount: Int, outputCount: Int) {
    self.kind = kind
    self.activation = activation
    self.probability = probability
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

  /// - Parameter probability: that a number is dropped, from 0 to below 1; it is rounded to `Float`.
  @inlinable @inline(__always)
  public static func dropout(_ probability: Double, count: Int) -> LayerShape {
    LayerShape(
      kind: .dropout, activation: .identity, probability: Float(probability), inputCount: count, outputCount: count)
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
  /// Which way the lanes lie. The one place that chooses; it depends on the shape alone. (At most four outputs fill a quarter of a register
  /// of 16 lanes; measured, the dot products of their rows cost less than that.)
  @inlinable @inline(__always)
  public var isNarrow: Bool { kind == .dense && outputCount <= 4 && outputCount < inputCount }
  @inlinable @inline(__always)
  public var weightRowCount: Int { isNarrow ? outputCount : inputCount }
  @inlinable @inline(__always)
  public var weightWidth: Int { isNarrow ? RowWidth.padded(inputCount) : outputWidth }
  @inlinable @inline(__always)
  public var parameterCount: Int {
    kind == .dense ? (weightRowCount &* weightWidth &+ outputWidth &+ 15) & ~15 : 0
  }
  @inlinable @inline(__always)
  public var activationCount: Int { outputWidth }
  /// The transposed weights, for the input gradient.
  @inlinable @inline(__always)
  public func scratchCount(withInputs: Bool) -> Int {
    withInputs && kind == .dense && !isNarrow ? outputWidth &* RowWidth.padded(inputCount) : 0
  }
  @inlinable @inline(__always)
  public var readsPaddedInputs: Bool { isNarrow }
  @inlinable @inline(__always)
  public var outputActivation: Activation { activation.isFused ? activation : .identity }
  @inlinable @inline(__always)
  public var differentiatesInputs: Bool { true }
}
