import MidgeHeader
import MidgeModel

/// The layers of C as Midge's values, on the stack: making a network must not allocate beside its block.
struct Layers {
  /// The most that the interface takes.
  static var largestCount: Int { 256 }

  private var shapes: InlineArray<256, LayerShape>
  let count: Int

  init(_ layers: UnsafePointer<midge_layer>?, count: Int) throws(Failure) {
    let place = try unsafe present(layers, "layers")
    guard count > 0, count <= Layers.largestCount else {
      throw .argument("layer_count", ": must be from 1 to 256, not ", count)
    }
    shapes = InlineArray(repeating: .activation(.identity, count: 1))
    self.count = count
    for index in 0..<count { shapes[index] = try unsafe Layers.shape(place[index], index) }
  }

  private static func shape(_ layer: midge_layer, _ index: Int) throws(Failure) -> LayerShape {
    guard let activation = UInt8(exactly: layer.activation).flatMap(Activation.init) else {
      throw .argument("layers", ": no such activation in the one with number ", index)
    }
    switch UInt8(exactly: layer.kind).flatMap(LayerShape.Kind.init) {
    case .dense: return .dense(layer.input_count, layer.output_count, activation)
    case .activation:
      guard layer.input_count == layer.output_count else {
        throw Failure(
          MIDGE_ERROR_NETWORK, "layers", ": inputs and outputs differ in the activation with number ", index)
      }
      return .activation(activation, count: layer.input_count)
    case .dropout: throw .argument("layers", ": dropout, which only a model brings, in the one with number ", index)
    case nil: throw .argument("layers", ": no such kind in the one with number ", index)
    }
  }

  func withSpan<Result>(_ use: (Span<LayerShape>) throws(Failure) -> Result) throws(Failure) -> Result {
    try use(shapes.span.extracting(0..<count))
  }
}
