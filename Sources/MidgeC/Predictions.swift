// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_predict(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ rowCount: Int, _ outputs: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let x = try unsafe network.inputs(inputs, rowCount), y = try unsafe network.outputs(outputs, rowCount, besides: x)
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
    let x = try unsafe network.inputs(inputs, rowCount), y = try unsafe network.outputs(outputs, rowCount, besides: x)
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
  /// Room for `rowCount` rows of the network's outputs, none of it the inputs'.
  fileprivate func outputs(
    _ outputs: UnsafeMutablePointer<Float>?, _ rowCount: Int, besides inputs: UnsafeBufferPointer<Float>
  ) throws(Failure) -> UnsafeMutableBufferPointer<Float> {
    let start = try unsafe present(outputs, "outputs"), count = try scalarCount(rowCount, extents.outputCount)
    let output = UInt(bitPattern: start), input = UInt(bitPattern: inputs.baseAddress)
    let isBehind = output >= input &+ UInt(inputs.count) &* 4, isBefore = output &+ UInt(count) &* 4 <= input
    guard isBehind || isBefore else { throw .argument("outputs", ": overlap the inputs") }
    return unsafe UnsafeMutableBufferPointer(start: start, count: count)
  }
}
