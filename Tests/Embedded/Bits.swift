// Trained by check-qemu.sh on two architectures, where multiply-adds round once: the parameters must have the same bits. bits.c prints them.
import Midge

/// Learns exclusive or. Returns a hash of the parameters' bits, and by the pointer the last step's loss.
@c(midge_bits_xor) public func learnExclusiveOr(
  _ memory: UnsafeMutableRawPointer, _ byteCount: Int, _ stepCount: Int32, _ loss: UnsafeMutablePointer<Float>
) -> UInt64 {
  let inputs: InlineArray<8, Float> = [0, 0, 0, 1, 1, 0, 1, 1], targets: InlineArray<4, Float> = [0, 1, 1, 0]
  var trainer = unsafe Trainer(
    Network {
      Dense<2, 8>()
      Tanh()
      Dense<8, 1>()
      Sigmoid()
    }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 1), arithmetic: Fused<Float>.self,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  for _ in 0..<stepCount { unsafe loss.pointee = trainer.step(inputs.span, targets.span) }
  return trainer.withParameters { hash($0) }
}

/// Learns classes by heart, with sizes that no vector divides.
@c(midge_bits_ragged) public func learnClasses(
  _ memory: UnsafeMutableRawPointer, _ byteCount: Int, _ stepCount: Int32, _ loss: UnsafeMutablePointer<Float>
) -> UInt64 {
  var inputs = InlineArray<91, Float>(repeating: 0), classes = InlineArray<7, Int32>(repeating: 0)
  var generator = SeededGenerator(seed: 5)
  for index in 0..<91 { inputs[index] = Float(generator.nextUnit()) }
  for row in 0..<7 { classes[row] = Int32(row % 5) }
  var trainer = unsafe Trainer(
    Network {
      Dense<13, 29>()
      ReLU()
      Dense<29, 5>()
    }, loss: CrossEntropyLoss(), optimizer: Adam(learningRate: 0.01), arithmetic: Fused<Float>.self,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  for _ in 0..<stepCount { unsafe loss.pointee = trainer.step(inputs.span, classes: classes.span) }
  return trainer.withParameters { hash($0) }
}

/// FNV-1a over the bits, pads included.
private func hash(_ parameters: Span<Float>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for index in parameters.indices { hash = (hash ^ UInt64(parameters[index].bitPattern)) &* 0x100_0000_01b3 }
  return hash
}
