/// Times `factor` when a loss has not become less for more than `patience` observations: torch.optim.lr_scheduler.ReduceLROnPlateau, mode min, relative threshold;
/// but a change below its eps of 1e-8 is made, too.
public struct PlateauSchedule: Sendable, Equatable {
  public var factor: Double
  public var patience: Int
  public var threshold: Double
  public var least: Double
  public private(set) var best = Double.infinity
  public private(set) var badCount = 0

  public init(factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4, least: Double = 0) {
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.least = least
  }

  /// The learning rate that follows `rate` after an epoch of this loss.
  public mutating func next(_ rate: Double, after loss: Double) -> Double {
    if loss < best * (1 - threshold) {
      best = loss
      badCount = 0
    } else {
      badCount += 1
    }
    if badCount <= patience { return rate }
    badCount = 0
    return max(rate * factor, least)
  }
}
