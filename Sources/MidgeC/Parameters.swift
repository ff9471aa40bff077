// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_parameters(
  _ network: OpaquePointer?, _ parameters: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>?,
  _ count: UnsafeMutablePointer<Int>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let place = try unsafe present(parameters, "parameters"), count = try unsafe optional(count, "count")
    if network.isPredictor {
      unsafe network.predictor.pointee.withMutableParameters { span in unsafe show(&span, place, count) }
    } else {
      unsafe network.trainerPlace.pointee.withMutableParameters { span in unsafe show(&span, place, count) }
    }
  }
}

@c @implementation
public func midge_gradients(
  _ network: OpaquePointer?, _ gradients: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>?,
  _ count: UnsafeMutablePointer<Int>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let place = try unsafe present(gradients, "gradients"), count = try unsafe optional(count, "count")
    unsafe trainer.pointee.withGradients { span in unsafe show(&span, place, count) }
  }
}

/// Where a buffer of the network's block lies, and how long it is.
private func show(
  _ span: inout MutableSpan<Float>, _ place: UnsafeMutablePointer<UnsafeMutablePointer<Float>?>,
  _ count: UnsafeMutablePointer<Int>?
) {
  unsafe span.withUnsafeMutableBufferPointer { unsafe place.pointee = $0.baseAddress }
  unsafe count?.pointee = span.count
}

@c @implementation
public func midge_learning_rate(_ network: OpaquePointer?, _ learningRate: UnsafeMutablePointer<Double>?)
  -> midge_status
{
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer(), place = try unsafe present(learningRate, "learning_rate")
    unsafe place.pointee = trainer.pointee.optimizer.learningRate
  }
}

@c @implementation
public func midge_set_learning_rate(_ network: OpaquePointer?, _ learningRate: Double) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    try Options.checkLearningRate(learningRate)
    unsafe trainer.pointee.optimizer.learningRate = learningRate
  }
}
