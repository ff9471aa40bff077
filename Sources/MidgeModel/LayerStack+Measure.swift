extension LayerStack {
  /// Checks a list of layers, and says what the network made of it will need.
  @usableFromInline
  static func measure(_ layers: Span<LayerShape>) throws(ModelError) -> (layerCount: Int, extents: NetworkExtents) {
    if layers.isEmpty { throw .noLayers }
    for index in layers.indices {
      try check(
        layers[index], index: index, previous: index == 0 ? layers[0].inputCount : layers[index - 1].outputCount)
    }
    var count = 0, extents = NetworkExtents(layers[0])
    fuse(layers) { shape in
      extents = count == 0 ? NetworkExtents(shape) : extents.followed(by: shape)
      count += 1
    }
    if extents.parameterCount > largestParameterCount { throw .parameterCount(found: extents.parameterCount) }
    return (count, extents)
  }

  private static func check(_ layer: LayerShape, index: Int, previous: Int) throws(ModelError) {
    if layer.inputCount < 1 || layer.inputCount > largestExtent { throw .extent(layer: index, found: layer.inputCount) }
    if layer.outputCount < 1 || layer.outputCount > largestExtent {
      throw .extent(layer: index, found: layer.outputCount)
    }
    if layer.kind == .dropout && !(layer.probability >= 0 && layer.probability < 1) {
      throw .probability(layer: index, found: layer.probability)
    }
    if layer.inputCount != previous {
      throw .mismatch(layer: index, inputCount: layer.inputCount, previousOutputCount: previous)
    }
  }
}
