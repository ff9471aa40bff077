@_exported import MidgeCore

/// Why a network cannot be made of a list of layers.
public enum ModelError: Error, Equatable, Sendable {
  case noLayers
  /// A layer takes another number of inputs than the layer before it gives. `layer` counts from 0.
  case mismatch(layer: Int, inputCount: Int, previousOutputCount: Int)
  /// An extent is not from 1 to `LayerStack.largestExtent`.
  case extent(layer: Int, found: Int)
  /// Dropout of a probability that is not from 0 to below 1.
  case probability(layer: Int, found: Float)
  /// More than `LayerStack.largestParameterCount` parameters.
  case parameterCount(found: Int)
  /// Rows that pass together must be from 1 to `LayerStack.largestExtent`.
  case rowCapacity(found: Int)
  /// Lent memory is missing, too small, or does not start at a multiple of 64 bytes.
  case memory(byteCount: Int, neededByteCount: Int)
  /// The environment's MIDGE_CPU names no instruction set (nil), or it or the caller asks for one beyond the best that can run here.
  case instructionSet(wanted: InstructionSet?, best: InstructionSet)
}

extension ModelError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noLayers: "a network needs at least one layer"
    case .mismatch(let layer, let inputCount, let previous):
      "layer \(layer) takes \(inputCount) inputs, but the layer before it gives \(previous)"
    case .extent(let layer, let found):
      "layer \(layer) has an extent of \(found): it must be from 1 to \(LayerStack.largestExtent)"
    case .probability(let layer, let found):
      "layer \(layer) drops with a probability of \(found): it must be from 0 to below 1"
    case .parameterCount(let found):
      "the network has \(found) parameters: \(LayerStack.largestParameterCount) is the most"
    case .rowCapacity(let found): "a row capacity of \(found): it must be from 1 to \(LayerStack.largestExtent)"
    case .memory(let byteCount, let needed):
      "lent memory of \(byteCount) bytes: \(needed) are needed, from a multiple of 64 on"
    case .instructionSet(nil, let best):
      "MIDGE_CPU names no instruction set: it may be \(InstructionSet.names(through: best))"
    case .instructionSet(let wanted?, let best):
      "this processor lacks \(wanted.name), which was asked for: MIDGE_CPU may be \(InstructionSet.names(through: best))"
    }
  }
}
