// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_epoch(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ targets: UnsafePointer<Float>?, _ rowCount: Int,
  _ batchSize: Int, _ shuffles: Int32, _ loss: UnsafeMutablePointer<Double>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.targets(targets, rowCount)
    let loss = try unsafe optional(loss, "loss")
    guard batchSize > 0 else { throw .argument("batch_size", ": must be positive, not ", batchSize) }
    let value = unsafe trainer.pointee.epoch(
      Span(_unsafeElements: x), Span(_unsafeElements: t), batchSize: batchSize, shuffles: shuffles != 0)
    unsafe loss?.pointee = value
  }
}

@c @implementation
public func midge_epoch_classes(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ classes: UnsafePointer<Int32>?, _ rowCount: Int,
  _ batchSize: Int, _ shuffles: Int32, _ loss: UnsafeMutablePointer<Double>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.classes(classes, rowCount)
    let loss = try unsafe optional(loss, "loss")
    guard batchSize > 0 else { throw .argument("batch_size", ": must be positive, not ", batchSize) }
    let value = unsafe trainer.pointee.epoch(
      Span(_unsafeElements: x), classes: Span(_unsafeElements: t), batchSize: batchSize, shuffles: shuffles != 0)
    unsafe loss?.pointee = value
  }
}
