// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_step(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ targets: UnsafePointer<Float>?, _ rowCount: Int,
  _ loss: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.targets(targets, rowCount)
    let loss = try unsafe optional(loss, "loss")
    let value = unsafe trainer.pointee.step(Span(_unsafeElements: x), Span(_unsafeElements: t))
    unsafe loss?.pointee = value
  }
}

@c @implementation
public func midge_step_classes(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ classes: UnsafePointer<Int32>?, _ rowCount: Int,
  _ loss: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.classes(classes, rowCount)
    let loss = try unsafe optional(loss, "loss")
    let value = unsafe trainer.pointee.step(Span(_unsafeElements: x), classes: Span(_unsafeElements: t))
    unsafe loss?.pointee = value
  }
}

@c @implementation
public func midge_accumulate(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ targets: UnsafePointer<Float>?, _ rowCount: Int,
  _ loss: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.targets(targets, rowCount)
    let loss = try unsafe optional(loss, "loss")
    let value = unsafe trainer.pointee.accumulate(Span(_unsafeElements: x), Span(_unsafeElements: t))
    unsafe loss?.pointee = value
  }
}

@c @implementation
public func midge_accumulate_classes(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ classes: UnsafePointer<Int32>?, _ rowCount: Int,
  _ loss: UnsafeMutablePointer<Float>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.classes(classes, rowCount)
    let loss = try unsafe optional(loss, "loss")
    let value = unsafe trainer.pointee.accumulate(Span(_unsafeElements: x), classes: Span(_unsafeElements: t))
    unsafe loss?.pointee = value
  }
}

@c @implementation
public func midge_apply(_ network: OpaquePointer?) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in try unsafe network.trainer().pointee.apply() }
}
