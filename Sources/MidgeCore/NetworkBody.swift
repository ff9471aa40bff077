/// A network, or a part of one, as arithmetic sees it: extents, and the two passes. A single layer is one; so is a typed chain, and
/// a run-time list of layers. A layer of your own conforms to this (and to `Layer` of the typed face); files and
/// summaries know it by the `LayerShape` that it gives itself.
///
/// Counts are in scalars. Parameters are one flat buffer; a body's own start where its pass says.
public protocol NetworkBody: Sendable {
  var inputCount: Int { get }
  var outputCount: Int { get }
  /// Scalars from one row of outputs to the next: `RowWidth.padded(outputCount)`.
  var outputWidth: Int { get }
  /// A multiple of 16, so that what follows is aligned to 64 bytes and an update needs no remainder.
  var parameterCount: Int { get }
  /// For one row: all that forward must keep for backward, the outputs last.
  var activationCount: Int { get }
  /// The widest row of deltas anywhere inside, padded: of outputs, and of inputs where backward goes further.
  func widestDelta(withInputs: Bool) -> Int
  /// Scratch that backward needs at any one time.
  func scratchCount(withInputs: Bool) -> Int

  /// Whether forward and backward read whole rows of `RowWidth.padded(inputCount)`, pads 0, and not just `inputCount` scalars.
  var readsPaddedInputs: Bool { get }
  /// The function whose derivative is already in the deltas that backward is given: f of the outputs y = f(z), the deltas being by z.
  var outputActivation: Activation { get }
  /// Whether backward multiplies the deltas it leaves by the derivative of `pass.inputActivation`. If not, a chain does.
  var differentiatesInputs: Bool { get }

  /// The layers, first to last: what files and summaries need.
  var layerCount: Int { get }
  func shape(at index: Int) -> LayerShape
  /// Scalars that layer number `index` has of the parameters: `parameterCount` for a single layer. The layers' own lie in order.
  func parameterCount(at index: Int) -> Int
  /// Scalars that layer number `index` has of a row of activations, its outputs last: `activationCount` for a single layer.
  func activationCount(at index: Int) -> Int

  /// Writes every parameter, pads included.
  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator)

  /// Overwrites the activations of `pass.rowCount` rows. Reads inputs and parameters. Pad lanes of outputs become 0, while inputs are finite.
  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>)

  /// Follows a forward pass over the same rows. `deltas.current` holds the gradient of the loss by the outputs, before
  /// `outputActivation`, in rows of `outputWidth`, pad lanes 0; it is destroyed. Writes, or adds to, the parameter gradient, and runs
  /// `pass.update` over it. If `pass.needsInputGradient`, leaves the gradient by the inputs, before `pass.inputActivation`, in
  /// `deltas.current`, in rows of `RowWidth.padded(inputCount)`, pad lanes 0.
  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>)
}

/// What most layers of one's own are content with.
extension NetworkBody {
  @inlinable @inline(__always)
  public var readsPaddedInputs: Bool { false }
  @inlinable @inline(__always)
  public var outputActivation: Activation { .identity }
  @inlinable @inline(__always)
  public var differentiatesInputs: Bool { false }
  @inlinable @inline(__always)
  public func widestDelta(withInputs: Bool) -> Int {
    withInputs ? max(RowWidth.padded(inputCount), outputWidth) : outputWidth
  }
  @inlinable @inline(__always)
  public func scratchCount(withInputs: Bool) -> Int { 0 }
  @inlinable @inline(__always)
  public func parameterCount(at index: Int) -> Int {
    layerCount == 1 ? parameterCount : shape(at: index).parameterCount
  }
  @inlinable @inline(__always)
  public func activationCount(at index: Int) -> Int {
    layerCount == 1 ? activationCount : shape(at: index).activationCount
  }
}

/// What a network needs of memory, without the network.
public struct NetworkExtents: Equatable, Sendable {
  public var inputCount: Int
  public var outputCount: Int
  public var parameterCount: Int
  public var activationCount: Int
  public var widestDelta: Int
  public var scratchCount: Int
  public var readsPaddedInputs: Bool

  /// Of a whole network: its input gradient is not asked for.
  @inlinable @inline(__always)
  public init<Body: NetworkBody>(_ body: Body) {
    inputCount = body.inputCount
    outputCount = body.outputCount
    parameterCount = body.parameterCount
    activationCount = body.activationCount
    widestDelta = body.widestDelta(withInputs: false)
    scratchCount = body.scratchCount(withInputs: false)
    readsPaddedInputs = body.readsPaddedInputs
  }

  /// Scalars from one copied row of inputs to the next.
  @inlinable @inline(__always)
  public var stagedInputWidth: Int { RowWidth.staged(inputCount, padded: readsPaddedInputs) }

  /// The extents of a network and the layer that follows it.
  public func followed(by next: LayerShape) -> NetworkExtents {
    var both = self
    both.outputCount = next.outputCount
    both.parameterCount += next.parameterCount
    both.activationCount += next.activationCount
    both.widestDelta = max(widestDelta, next.widestDelta(withInputs: true))
    both.scratchCount = max(scratchCount, next.scratchCount(withInputs: true))
    return both
  }
}
