// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_evaluate(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ targets: UnsafePointer<Float>?, _ rowCount: Int,
  _ evaluation: UnsafeMutablePointer<midge_evaluation>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.targets(targets, rowCount)
    let result = try unsafe present(evaluation, "evaluation")
    let found = unsafe trainer.pointee.evaluate(Span(_unsafeElements: x), Span(_unsafeElements: t))
    unsafe result.pointee = midge_evaluation(loss: found.loss, accuracy: found.accuracy, row_count: found.sampleCount)
  }
}

@c @implementation
public func midge_evaluate_classes(
  _ network: OpaquePointer?, _ inputs: UnsafePointer<Float>?, _ classes: UnsafePointer<Int32>?, _ rowCount: Int,
  _ evaluation: UnsafeMutablePointer<midge_evaluation>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let trainer = try unsafe network.trainer()
    let x = try unsafe network.inputs(inputs, rowCount), t = try unsafe network.classes(classes, rowCount)
    let result = try unsafe present(evaluation, "evaluation")
    let found = unsafe trainer.pointee.evaluate(Span(_unsafeElements: x), classes: Span(_unsafeElements: t))
    unsafe result.pointee = midge_evaluation(loss: found.loss, accuracy: found.accuracy, row_count: found.sampleCount)
  }
}
