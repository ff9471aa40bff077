// Trained by check-targets.sh on several architectures, where multiply-adds round once: the parameters must have the same bits.
import Midge

#if arch(arm64) || arch(x86_64)
  private typealias Bits = Fused<Float>
#else
  /// Without registers of four numbers the tiles of `Fused` would not fit.
  private typealias Bits = FusedCompact<Float>
#endif

/// Learns exclusive or. Returns a hash of the parameters' bits, and by the pointer the last step's loss.
@c(midge_bits_xor) public func learnExclusiveOr(
  _ memory: UnsafeMutableRawPointer, _ byteCount: Int, _ loss: UnsafeMutablePointer<Float>
) -> UInt64 {
  let inputs: InlineArray<8, Float> = [0, 0, 0, 1, 1, 0, 1, 1], targets: InlineArray<4, Float> = [0, 1, 1, 0]
  var trainer = unsafe Trainer(
    Network {
      Dense<2, 8>()
      Tanh()
      Dense<8, 1>()
      Sigmoid()
    }, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 1), arithmetic: Bits.self,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  for _ in 0..<4000 { unsafe loss.pointee = trainer.step(inputs.span, targets.span) }
  return trainer.withParameters { hash($0) }
}

/// Learns digits, in layers whose sizes no vector divides and with a last batch smaller than the others. As above; the loss is an epoch's.
@c(midge_bits_digits) public func learnDigits(
  _ memory: UnsafeMutableRawPointer, _ byteCount: Int, _ pixels: UnsafePointer<Float>, _ digits: UnsafePointer<Int32>,
  _ rowCount: Int, _ loss: UnsafeMutablePointer<Float>
) -> UInt64 {
  let inputs = unsafe Span(_unsafeStart: pixels, count: rowCount * 64)
  let classes = unsafe Span(_unsafeStart: digits, count: rowCount)
  var trainer = unsafe Trainer(
    Network {
      Dense<64, 29>()
      ReLU()
      Dense<29, 10>()
    }, loss: CrossEntropyLoss(), optimizer: Adam(learningRate: 0.01), arithmetic: Bits.self,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  for _ in 0..<30 { unsafe loss.pointee = Float(trainer.epoch(inputs, classes: classes, batchSize: 32)) }
  return trainer.withParameters { hash($0) }
}

/// FNV-1a over the bits, pads included.
private func hash(_ parameters: Span<Float>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for index in parameters.indices { hash = (hash ^ UInt64(parameters[index].bitPattern)) &* 0x100_0000_01b3 }
  return hash
}
