// check-embedded.sh expects the compiler to refuse this with -no-allocations: the rule allocates in its step.
import Midge

struct Wasteful: Optimizer {
  var learningRate = 0.1
  var momentCount: Int { 0 }
  mutating func update<A: Arithmetic>(_ arithmetic: A.Type, _ buffers: UpdateBuffers<A.Scalar>) {
    let copy = unsafe UnsafeMutablePointer<A.Scalar>.allocate(capacity: buffers.count)
    for index in unsafe 0..<buffers.count { unsafe copy[index] = buffers.gradients[index] }
    for index in unsafe 0..<buffers.count { unsafe buffers.parameters[index] -= copy[index] }
    unsafe copy.deallocate()
  }
}

public func step(
  _ memory: UnsafeMutableRawBufferPointer, _ inputs: UnsafeBufferPointer<Float>, _ targets: UnsafeBufferPointer<Float>
) -> Float {
  let network = Network { Dense<3, 5>() }
  var trainer = unsafe Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: Wasteful(), memory: memory)
  return unsafe trainer.step(Span(_unsafeElements: inputs), Span(_unsafeElements: targets))
}
