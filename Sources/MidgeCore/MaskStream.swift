/// What dropout draws its masks from. A pass that trains has one; prediction and evaluation have none, and only an engine that trains can
/// make one, so that dropout cannot run where it must not.
public struct MaskStream: Sendable {
  @usableFromInline let seed: UInt64
  /// The number of the sample that the first row is of: samples trained on before it.
  @usableFromInline var firstSample: UInt64
  /// Layers before the one that asks.
  @usableFromInline var layer: Int

  @inlinable @inline(__always)
  init(seed: UInt64, firstSample: Int) {
    self.seed = seed
    self.firstSample = UInt64(truncatingIfNeeded: firstSample)
    layer = 0
  }

  /// The stream of a layer further on.
  @inlinable @inline(__always)
  func advanced(layers: Int) -> MaskStream {
    var next = self
    next.layer &+= layers
    return next
  }

  /// The stream of rows further on.
  @inlinable @inline(__always)
  func advanced(samples: Int) -> MaskStream {
    var next = self
    next.firstSample &+= UInt64(truncatingIfNeeded: samples)
    return next
  }

  @inlinable @inline(__always)
  func mask(_ probability: Float) -> DropoutMask {
    DropoutMask(seed: seed, layer: layer, firstSample: firstSample, probability: probability)
  }
}
