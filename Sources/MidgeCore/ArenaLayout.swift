/// Where everything lies in a trainer's block of memory. The one place that computes it: sizes asked for and addresses used come
/// from the same cursor. Offsets are bytes from the block's start, each a multiple of 64.
///
///     records | parameters | gradients | moments | layer factors | class weights | activations | deltas | deltas | scratch | staged inputs | staged targets
///
/// Records are the layer descriptions of a run-time network; a typed one has none. Parameters, gradients and moments come first
/// and do not depend on `rowCapacity`, the number of rows that pass through the network together.
public struct ArenaLayout: Sendable, Equatable {
  /// The block starts at a multiple of this.
  public static let alignment = 64

  public let parameterCount: Int
  /// Moments that there is room for.
  public let momentCount: Int
  public let rowCapacity: Int
  public let parameters: Int
  public let gradients: Int
  public let moments: Int
  public let layerFactors: Int
  public let classWeights: Int
  public let activations: Int
  public let firstDeltas: Int
  public let secondDeltas: Int
  public let scratch: Int
  public let stagedInputs: Int
  public let stagedTargets: Int
  public let byteCount: Int

  /// For training. `momentCount` is the optimizer's; there is a layer factor a layer, and with them a weight a class, or none.
  @inlinable
  public init<Scalar: KernelScalar>(
    training body: NetworkExtents, _ scalar: Scalar.Type, momentCount: Int, rowCapacity: Int, recordByteCount: Int = 0,
    layerFactorCount: Int = 0
  ) {
    var cursor = ArenaCursor(recordByteCount: recordByteCount, scalarByteCount: MemoryLayout<Scalar>.stride)
    parameterCount = body.parameterCount
    self.momentCount = momentCount
    self.rowCapacity = rowCapacity
    parameters = cursor.take(parameterCount)
    gradients = cursor.take(parameterCount)
    moments = cursor.take(momentCount * parameterCount)
    layerFactors = cursor.take(layerFactorCount)
    classWeights = cursor.take(layerFactorCount > 0 ? max(2, body.outputCount) : 0)
    activations = cursor.take(rowCapacity * body.activationCount)
    firstDeltas = cursor.take(rowCapacity * body.widestDelta)
    secondDeltas = cursor.take(rowCapacity * body.widestDelta)
    scratch = cursor.take(body.scratchCount)
    stagedInputs = cursor.take(rowCapacity * body.stagedInputWidth)
    stagedTargets = cursor.take(rowCapacity * body.outputCount)
    byteCount = cursor.byteCount
  }

  /// For prediction only: parameters, activations, and inputs where they must be padded.
  @inlinable
  public init<Scalar: KernelScalar>(
    predicting body: NetworkExtents, _ scalar: Scalar.Type, rowCapacity: Int, recordByteCount: Int = 0
  ) {
    var cursor = ArenaCursor(recordByteCount: recordByteCount, scalarByteCount: MemoryLayout<Scalar>.stride)
    parameterCount = body.parameterCount
    momentCount = 0
    self.rowCapacity = rowCapacity
    parameters = cursor.take(parameterCount)
    activations = cursor.take(rowCapacity * body.activationCount)
    stagedInputs = cursor.take(body.readsPaddedInputs ? rowCapacity * body.stagedInputWidth : 0)
    byteCount = cursor.byteCount
    (gradients, moments, firstDeltas, secondDeltas) = (byteCount, byteCount, byteCount, byteCount)
    (layerFactors, classWeights) = (byteCount, byteCount)
    (scratch, stagedTargets) = (byteCount, byteCount)
  }
}

/// Hands out room from the start of a block on.
@usableFromInline
struct ArenaCursor {
  @usableFromInline var byteCount: Int
  @usableFromInline let scalarByteCount: Int

  @inlinable
  init(recordByteCount: Int, scalarByteCount: Int) {
    byteCount = (recordByteCount + 63) & ~63
    self.scalarByteCount = scalarByteCount
  }

  /// The offset of `count` scalars.
  @inlinable
  mutating func take(_ count: Int) -> Int {
    let offset = byteCount
    byteCount = (byteCount + count * scalarByteCount + 63) & ~63
    return offset
  }
}
