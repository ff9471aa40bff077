/// Where training left the finite numbers: what a `Sentinel` finds.
public struct Finding: Equatable, Sendable {
  public enum Place: Equatable, Sendable {
    /// The first layer, from the inputs on, whose outputs are not all finite, and the first such unit of the first such sample. Its inputs are finite, unless
    /// it is layer 0 and the sample itself is not.
    case output(layer: Int, unit: Int)
    /// All outputs are finite, and the loss is not: the target is not, or what the loss makes of it and the outputs overflows.
    case loss
    /// A parameter, while the loss is still finite. It is of a step since the last scan.
    case parameter(GradientCheck.Place)
    /// A moment of the optimizer, of a layer's parameters, while those are still finite. It is of a step since the last scan.
    case moment(layer: Int)
    /// A gradient that waits for `apply`, of a layer's parameters.
    case gradient(layer: Int)
    /// The batch was larger than the trainer's row capacity, and it is not among the rows that passed last: the only ones whose outputs are still there.
    case earlierRows
  }

  public let place: Place
  /// The step whose loss told, or that was followed by the scan that did; the first that was watched is 1.
  public let step: Int
  /// The first sample in which it shows: its position in the batch, or in the data of a watched epoch. Nil where no sample can be told: `watch` does not see
  /// targets, a watched epoch does.
  public let sample: Int?
  /// Whether it shows in every sample that was looked at, and those were several: the parameters are at fault then, and not a sample.
  public let isEverySample: Bool

  @inlinable
  init(_ place: Place, step: Int, sample: Int? = nil, isEverySample: Bool = false) {
    self.place = place
    self.step = step
    self.sample = sample
    self.isEverySample = isEverySample
  }

  @inlinable
  public var layer: Int? {
    switch place {
    case .output(let layer, _): layer
    case .parameter(let place): place.layer
    case .moment(let layer), .gradient(let layer): layer
    case .loss, .earlierRows: nil
    }
  }
}

#if !hasFeature(Embedded)
  extension Finding: CustomStringConvertible {
    public var description: String {
      let samples = sample.map { ", sample \($0)" + (isEverySample ? " and all others looked at" : "") } ?? ""
      return switch place {
      case .output(let layer, let unit):
        "step \(step): the output of layer \(layer), unit \(unit) is not finite\(samples)"
      case .loss: "step \(step): the loss is not finite, though all outputs are\(samples)"
      case .parameter(let place):
        "step \(step), or before: number \(place.index) of the \(place.tensor.name) of layer \(place.layer) is not finite"
      case .moment(let layer): "step \(step), or before: a moment of layer \(layer) is not finite"
      case .gradient(let layer): "step \(step): the gradient of layer \(layer) that waits is not finite"
      case .earlierRows: "step \(step): the loss is not finite; the rows that passed last are not to blame"
      }
    }
  }
#endif
