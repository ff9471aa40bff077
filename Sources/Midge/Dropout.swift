/// What takes numbers out of a shape. A protocol, so that the compiler's word on layers that do not fit is the one with both sizes.
public protocol Dropping: Sendable {
  var probability: Double { get }
}

/// In training, each number is 0 with a probability, from 0 to below 1, else divided by the rest to 1: PyTorch's `Dropout`. In prediction and
/// evaluation nothing happens. It takes the shape of what stands before it. What is dropped is 0 even where it was not finite, which PyTorch multiplies by 0.
///
/// Which numbers are dropped follows from the trainer's seed and the samples it has trained on, whatever runs it.
public struct Dropout: Dropping {
  public let probability: Double

  @inlinable
  public init(_ probability: Double = 0.5) { self.probability = probability }
}

/// Dropout of a shape.
public struct DropoutLayer<Kept: Shape>: DescribedLayer {
  public typealias Input = Kept
  public typealias Output = Kept

  public let probability: Double

  @inlinable
  public init(_ probability: Double) { self.probability = probability }

  @inlinable @inline(__always)
  public var layerShape: LayerShape { .dropout(probability, count: Kept.count) }
}

extension NetworkBuilder {
  @inlinable
  public static func buildPartialBlock<First: Layer, Drops: Dropping>(
    accumulated: First, next: Drops
  ) -> Chain<First, DropoutLayer<First.Output>> { Chain(accumulated, DropoutLayer(next.probability)) }
}
