import MidgeCore

/// Something to measure, ready to run: closures made in the module whose instruction set they use, so that every loop over steps runs
/// inside it and nothing but a closure's call is between it and the clock.
public final class Workload {
  /// Single runs, by the processor's clock: one number of ticks each, the clock's own cost included.
  public typealias TimeRuns = (inout MutableSpan<UInt32>) -> Void

  /// Trains for so many steps, batch after batch over the data's rows, from where the last run ended.
  public let run: (_ steps: Int) -> Void
  public let timeRuns: TimeRuns
  /// Predicts the network's outputs for so many single rows.
  public let predict: (_ rows: Int) -> Void
  public let timePredictions: TimeRuns
  /// The mean loss over all rows.
  public let loss: () -> Double
  public let bytes: WorkloadBytes
  private let release: () -> Void

  public init(
    run: @escaping (_ steps: Int) -> Void, timeRuns: @escaping TimeRuns, predict: @escaping (_ rows: Int) -> Void,
    timePredictions: @escaping TimeRuns, loss: @escaping () -> Double, bytes: WorkloadBytes,
    release: @escaping () -> Void
  ) {
    self.run = run
    self.timeRuns = timeRuns
    self.predict = predict
    self.timePredictions = timePredictions
    self.loss = loss
    self.bytes = bytes
    self.release = release
  }

  deinit { release() }
}

/// What a workload's block of memory holds, pads included.
public struct WorkloadBytes: Sendable, Equatable {
  public let parameters: Int
  public let gradients: Int
  public let moments: Int
  public let activations: Int
  /// All that is none of the others: gradients by activations, transposed weights, staged samples, alignment.
  public let scratch: Int
  public let total: Int

  public init(parameters: Int, gradients: Int, moments: Int, activations: Int, total: Int) {
    self.parameters = parameters
    self.gradients = gradients
    self.moments = moments
    self.activations = activations
    scratch = total - parameters - gradients - moments - activations
    self.total = total
  }
}

extension WorkloadBytes {
  /// Of a trainer whose block is `total` bytes.
  public init(_ extents: NetworkExtents, momentCount: Int, rowCapacity: Int, total: Int) {
    let scalar = MemoryLayout<Float>.stride, parameters = extents.parameterCount * scalar
    self.init(
      parameters: parameters, gradients: parameters, moments: momentCount * parameters,
      activations: rowCapacity * extents.activationCount * scalar, total: total)
  }
}
