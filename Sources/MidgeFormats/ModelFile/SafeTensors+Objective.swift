/// What a network was trained on: `midge.loss` and `midge.reduction`.
extension SafeTensors {
  private static var lossKey: String { "midge.loss" }
  private static var reductionKey: String { "midge.reduction" }

  public var statesObjective: Bool { metadataValue(SafeTensors.lossKey) != nil }

  public mutating func setObjective(_ loss: Loss, _ reduction: Reduction) {
    setMetadata(SafeTensors.lossKey, loss.name)
    setMetadata(SafeTensors.reductionKey, reduction == .sum ? "sum" : "mean")
  }

  public func objective() throws(FormatError) -> (Loss, Reduction) {
    guard let name = metadataValue(SafeTensors.lossKey), let loss = Loss.named(name) else {
      throw FormatError("the model file names no loss that this version knows; update midge")
    }
    let isSum = metadataValue(SafeTensors.reductionKey)?.hasSameBytes(as: "sum") ?? false
    return (loss, isSum ? .sum : .mean)
  }
}
