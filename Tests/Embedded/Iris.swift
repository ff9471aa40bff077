// A 4-16-3 trainer as a microcontroller has it: one sample at a time, in memory that is lent to it. cortex_m.c is its host.
import Midge

/// Learns classes of four features each, `epochCount` times through the rows. Returns a hash of the parameters' bits, and by the pointer the
/// last epoch's mean loss.
@c(midge_iris) public func learnIris(
  _ memory: UnsafeMutableRawPointer, _ byteCount: Int, _ features: UnsafePointer<Float>,
  _ classes: UnsafePointer<Int32>,
  _ rowCount: Int, _ epochCount: Int, _ loss: UnsafeMutablePointer<Float>
) -> UInt64 {
  var trainer = unsafe Trainer(
    Network {
      Dense<4, 16>()
      Tanh()
      Dense<16, 3>()
    }, loss: CrossEntropyLoss(), optimizer: SGD(learningRate: 0.1), arithmetic: FusedCompact<Float>.self,
    rowCapacity: 1,
    memory: UnsafeMutableRawBufferPointer(start: memory, count: byteCount))
  for _ in 0..<epochCount {
    var sum: Float = 0
    for row in 0..<rowCount {
      let sample: InlineArray<4, Float> = unsafe [
        features[4 * row], features[4 * row + 1], features[4 * row + 2], features[4 * row + 3],
      ]
      let label: InlineArray<1, Int32> = unsafe [classes[row]]
      sum += trainer.step(sample.span, classes: label.span)
    }
    unsafe loss.pointee = sum / Float(rowCount)
  }
  return trainer.withParameters { parameters in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in parameters.indices { hash = (hash ^ UInt64(parameters[index].bitPattern)) &* 0x100_0000_01b3 }
    return hash
  }
}
