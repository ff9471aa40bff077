/// How a network does on samples that it is not trained on.
public struct Evaluation: Sendable, Equatable {
  /// The trainer's loss over all samples, by its reduction.
  public let loss: Double
  /// Share of samples, 0 to 1, whose largest output is where the largest target is; with one output, on the target's side of
  /// one half. It means something for classifiers only.
  public let accuracy: Double
  public let sampleCount: Int

  @inlinable
  init(loss: Double, accuracy: Double, sampleCount: Int) {
    self.loss = loss
    self.accuracy = accuracy
    self.sampleCount = sampleCount
  }
}

/// What a callback learns after each step of an epoch.
public struct BatchReport: Sendable, Equatable {
  /// From 0, within the epoch.
  public let batch: Int
  public let sampleCount: Int
  public let loss: Double

  @inlinable
  init(batch: Int, sampleCount: Int, loss: Double) {
    self.batch = batch
    self.sampleCount = sampleCount
    self.loss = loss
  }
}
