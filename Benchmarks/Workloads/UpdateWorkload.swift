import Midge
import ProcessProbe
import WorkloadInterface

/// G1: plain gradient descent over a flat buffer, w <- w - rate g, through the library's own update. The gradient does not change, so
/// the loss is that of a linear function, the mean of w g. A prediction is the same traffic of memory without the library: each
/// w is overwritten by a multiple of g, its line read from memory and written back as in a step.
///
/// - Parameter data: parameters as inputs, gradients as targets; as many of both, a multiple of 16.
public func makeUpdateWorkload(_ data: BenchmarkData, learningRate: Double) -> Workload {
  let byteCount = data.inputCount * MemoryLayout<Float>.stride
  return Workload(
    run: { steps in for _ in 0..<steps { update(data, learningRate) } },
    timeRuns: { ticks in
      for index in 0..<ticks.count {
        let start = processorTicks()
        update(data, learningRate)
        ticks[index] = UInt32(clamping: processorTicks() &- start)
      }
    },
    predict: { passes in for pass in 0..<passes { copyAndScale(data, by: Float(pass & 1) + 1) } },
    timePredictions: { ticks in for index in ticks.indices { ticks[index] = 0 } },
    loss: { linearLoss(data) },
    bytes: WorkloadBytes(parameters: byteCount, gradients: byteCount, moments: 0, activations: 0, total: 2 * byteCount),
    release: {})
}

@inline(never)
private func update(_ data: BenchmarkData, _ learningRate: Double) {
  var rule = SGD(learningRate: learningRate)
  let buffers = unsafe UpdateBuffers(
    count: data.inputCount, parameters: data.inputs, gradients: data.targets, moments: data.inputs)
  unsafe LevelArithmetic.update(ParameterUpdate(rule.nextRule(), buffers), count: data.inputCount)
}

@inline(never)
private func copyAndScale(_ data: BenchmarkData, by factor: Float) {
  typealias V = LevelArithmetic.Vector16
  let scale = V(repeating: factor)
  var index = 0
  while index < data.inputCount {
    unsafe (V(loading: data.targets + index) * scale).store(to: data.inputs + index)
    index &+= V.laneCount
  }
}

private func linearLoss(_ data: BenchmarkData) -> Double {
  var sum = 0.0
  for index in 0..<data.inputCount { unsafe sum += Double(data.inputs[index]) * Double(data.targets[index]) }
  return sum / Double(data.inputCount)
}
