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
  /// The widest row of inputs or outputs anywhere inside, padded.
  var widestRow: Int { get }
  /// Scratch that backward needs at any one time.
  var scratchCount: Int { get }

  /// The layers, first to last: what files and summaries need.
  var layerCount: Int { get }
  func shape(at index: Int) -> LayerShape

  /// Writes every parameter, pads included.
  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator)

  /// Overwrites the activations of `pass.rowCount` rows. Reads inputs and parameters. Pad lanes of outputs are unspecified,
  /// and finite where inputs and parameters are.
  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>)

  /// Follows a forward pass over the same rows. `deltas.current` holds the gradient of the loss by the outputs, in rows of
  /// `outputWidth`, pad lanes 0; it is destroyed. Writes, or adds to, the parameter gradient. If
  /// `pass.needsInputGradient`, leaves the gradient by the inputs in `deltas.current`, in rows of `RowWidth.padded(inputCount)`,
  /// pad lanes 0.
  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>)
}

/// What a network needs of memory, without the network.
public struct NetworkExtents: Equatable, Sendable {
  public var inputCount: Int
  public var outputCount: Int
  public var parameterCount: Int
  public var activationCount: Int
  public var widestRow: Int
  public var scratchCount: Int

  @inlinable @inline(__always)
  public init<Body: NetworkBody>(_ body: Body) {
    inputCount = body.inputCount
    outputCount = body.outputCount
    parameterCount = body.parameterCount
    activationCount = body.activationCount
    widestRow = body.widestRow
    scratchCount = body.scratchCount
  }

  /// The extents of a network and what follows it.
  public func followed(by next: NetworkExtents) -> NetworkExtents {
    var both = self
    both.outputCount = next.outputCount
    both.parameterCount += next.parameterCount
    both.activationCount += next.activationCount
    both.widestRow = max(widestRow, next.widestRow)
    both.scratchCount = max(scratchCount, next.scratchCount)
    return both
  }
}
