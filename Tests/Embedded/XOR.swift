// What check-sizes.sh measures: all that learns exclusive or, in memory of the caller's.
import Midge

/// Returns the last step's loss.
@c(midge_xor) public func learnExclusiveOr(_ memory: UnsafeMutableRawPointer, _ byteCount: Int) -> Float {
  let inputs: InlineArray<8, Float> = [0, 0, 0, 1, 1, 0, 1, 1], targets: InlineArray<4, Float> = [0, 1, 1, 0]
  var trainer = unsafe Trainer(
    Network {
      Dense<2, 4>()
      Sigmoid()
      Dense<4, 1>()
      Sigmoid()
    }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 5), arithmetic: FusedCompact<Float>.self,
    rowCapacity: 4,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  var loss: Float = 1
  for _ in 0..<2000 { loss = trainer.step(inputs.span, targets.span) }
  return loss
}
