// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_predict(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ rowCount: Int, _ outputs: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let x = try unsafe network.inputs(inputs, rowCount), y = try unsafe network.outputs(outputs, rowCount)
    if network.isPredictor {
      unsafe network.predictor.pointee.predict(Span(_unsafeElements: x), into: MutableSpan(_unsafeElements: y))
    } else {
      unsafe network.trainerPlace.pointee.predict(Span(_unsafeElements: x), into: MutableSpan(_unsafeElements: y))
    }
  }
}

@c @implementation
public func midge_probabilities(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ rowCount: Int, _ outputs: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let x = try unsafe network.inputs(inputs, rowCount), y = try unsafe network.outputs(outputs, rowCount)
    if network.isPredictor {
      unsafe network.predictor.pointee.probabilities(
        Span(_unsafeElements: x), as: network.header.pointee.loss, into: MutableSpan(_unsafeElements: y))
    } else {
      unsafe network.trainerPlace.pointee.probabilities(
        Span(_unsafeElements: x), into: MutableSpan(_unsafeElements: y))
    }
  }
}

extension Network {
  /// Room for `rowCount` rows of the network's outputs.
  fileprivate func outputs(
    _ outputs: UnsafeMutablePointer<Float>?, _ rowCount: Int
  ) throws(Failure) -> UnsafeMutableBufferPointer<Float> {
    let start = try unsafe present(outputs, "outputs")
    return unsafe UnsafeMutableBufferPointer(start: start, count: try scalarCount(rowCount, extents.outputCount))
  }
}
