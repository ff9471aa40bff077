// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_describe(_ network: OpaquePointer?, _ info: UnsafeMutablePointer<midge_network_info>?) -> midge_status
{
  unsafe call(network) { (network) throws(Failure) in
    let place = try unsafe present(info, "info"), header = unsafe network.header.pointee
    var result = midge_network_info()
    result.input_count = network.extents.inputCount
    result.output_count = network.extents.outputCount
    result.layer_count = network.layerCount
    for layer in 0..<network.layerCount { result.trainable_count += network.shape(at: layer).trainableCount }
    result.byte_count = header.byteCount
    result.loss = Int32(header.loss.rawValue)
    result.reduction = Int32(header.reduction.rawValue)
    result.instruction_set = Int32(network.instructionSet.rawValue)
    result.prediction_only = header.isPredictor ? 1 : 0
    unsafe place.pointee = result
  }
}

@c @implementation
public func midge_describe_layer(
  _ network: OpaquePointer?, _ layer: Int, _ info: UnsafeMutablePointer<midge_layer_info>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let place = try unsafe present(info, "info")
    guard layer >= 0, layer < network.layerCount else {
      throw .argument("layer", ": there is none with number ", layer)
    }
    var start = 0
    for before in 0..<layer { start += network.shape(at: before).parameterCount }
    unsafe place.pointee = midge_layer_info(network.shape(at: layer), start: start)
  }
}

extension midge_layer_info {
  /// A layer whose parameters begin at `start`.
  fileprivate init(_ shape: LayerShape, start: Int) {
    self.init()
    layer = midge_layer(
      kind: Int32(shape.kind.rawValue), activation: Int32(shape.activation.rawValue), input_count: shape.inputCount,
      output_count: shape.outputCount)
    weight_count = shape.weightCount
    bias_count = shape.biasCount
    guard shape.kind == .dense else { return }
    // Weights lie in a grid: two steps tell it.
    let first = shape.weightOffset(0)
    weight_offset = start + first
    weight_input_stride = shape.inputCount > 1 ? shape.weightOffset(1) - first : 0
    weight_output_stride = shape.outputCount > 1 ? shape.weightOffset(shape.inputCount) - first : 0
    bias_offset = start + shape.biasOffset(0)
  }
}

extension Network {
  var layerCount: Int { unsafe isPredictor ? predictor.pointee.layerCount : trainerPlace.pointee.layerCount }

  func shape(at index: Int) -> LayerShape {
    unsafe isPredictor ? predictor.pointee.shape(at: index) : trainerPlace.pointee.shape(at: index)
  }

  var instructionSet: InstructionSet {
    unsafe isPredictor ? predictor.pointee.instructionSet : trainerPlace.pointee.instructionSet
  }
}
