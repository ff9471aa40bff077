// check-embedded.sh expects the compiler to refuse this with -no-allocations: the rule allocates in its step.
import Midge

struct Wasteful: Optimizer {
  var learningRate = 0.1
  var momentCount: Int { 0 }
  mutating func nextRule<Scalar: KernelScalar>() -> UpdateRule<Scalar> {
    let copy = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    unsafe copy.initialize(to: learningRate)
    let rate = unsafe Scalar(copy.pointee)
    unsafe copy.deallocate()
    return .gradientDescent(rate: rate)
  }
}

public func step(
  _ memory: UnsafeMutableRawBufferPointer, _ inputs: UnsafeBufferPointer<Float>, _ targets: UnsafeBufferPointer<Float>
) -> Float {
  let network = Network { Dense<3, 5>() }
  var trainer = unsafe Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: Wasteful(), memory: memory)
  return unsafe trainer.step(Span(_unsafeElements: inputs), Span(_unsafeElements: targets))
}
