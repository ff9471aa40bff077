import MidgeCore

/// A network in a safetensors file: its parameters under PyTorch's names and in PyTorch's layout (`0.weight` of shape
/// [outputs, inputs], `0.bias`), its architecture under `midge.layers`.
extension SafeTensors {
  public static var versionKey: String { "midge.version" }
  public static var layersKey: String { "midge.layers" }

  /// The file of a network with its parameters, and no more metadata than these need.
  public init<Store: ParameterStore & ~Copyable>(of store: borrowing Store) throws(FormatError)
  where Store.Scalar == Float {
    var layers: [LayerShape] = []
    for index in 0..<store.layerCount { layers.append(store.shape(at: index)) }
    self.init(metadata: [(SafeTensors.versionKey, "1"), (SafeTensors.layersKey, NetworkText.text(of: layers))])
    for place in ParameterPlaces(layers) {
      var weights = [Float](repeating: 0, count: place.shape.weightCount)
      var biases = [Float](repeating: 0, count: place.shape.biasCount)
      store.withParameters { parameters in
        for index in weights.indices { weights[index] = parameters[place.offset + place.shape.weightOffset(index)] }
        for index in biases.indices { biases[index] = parameters[place.offset + place.shape.biasOffset(index)] }
      }
      let extents = [place.shape.outputCount, place.shape.inputCount]
      tensors.append(try Tensor(name: place.weightName, shape: extents, values: weights))
      tensors.append(try Tensor(name: place.biasName, shape: [place.shape.outputCount], values: biases))
    }
  }

  /// The architecture that the file states.
  public func layers() throws(FormatError) -> [LayerShape] {
    guard let version = metadataValue(SafeTensors.versionKey), let text = metadataValue(SafeTensors.layersKey) else {
      throw FormatError("not a model of midge: its metadata has no architecture; train one with midge train")
    }
    guard version.hasSameBytes(as: "1") else {
      throw FormatError("a model file of version \(excerpt(version)); this midge reads version 1: update midge")
    }
    return try NetworkText.layers(from: text)
  }

  /// Writes the file's parameters into a network of the same architecture; on an error, into none of it. A trainer's optimizer keeps its state,
  /// moments and learning rate, and a gradient that waits for `apply` goes on waiting: as with PyTorch's `load_state_dict` of a module.
  public func load<Store: ParameterStore & ~Copyable>(into store: inout Store) throws(FormatError)
  where Store.Scalar == Float {
    var layers: [LayerShape] = []
    for index in 0..<store.layerCount { layers.append(store.shape(at: index)) }
    let (wanted, found) = (NetworkText.text(of: layers), NetworkText.text(of: try self.layers()))
    guard wanted.hasSameBytes(as: found) else {
      throw FormatError("the file holds a network \(excerpt(found)), not \(excerpt(wanted))")
    }
    let sources = try sources(of: layers)
    store.withMutableParameters { parameters in
      // Pads too: a network that has diverged holds NaN in them.
      for index in parameters.indices { parameters[index] = 0 }
      for (place, weights, biases) in sources {
        for (index, value) in weights.values.enumerated() {
          parameters[place.offset + place.shape.weightOffset(index)] = value
        }
        for (index, value) in biases.values.enumerated() {
          parameters[place.offset + place.shape.biasOffset(index)] = value
        }
      }
    }
  }

  /// Checks that the tensors are those of the layers, no more and no less, and finite: before anybody makes room for them.
  public func checkTensors(of layers: [LayerShape]) throws(FormatError) { _ = try sources(of: layers) }

  private func sources(
    of layers: [LayerShape]
  ) throws(FormatError) -> [(place: ParameterPlaces.Place, weights: Tensor, biases: Tensor)] {
    var sources: [(place: ParameterPlaces.Place, weights: Tensor, biases: Tensor)] = []
    for place in ParameterPlaces(layers) {
      let weights = try tensor(place.weightName, of: [place.shape.outputCount, place.shape.inputCount])
      let biases = try tensor(place.biasName, of: [place.shape.outputCount])
      sources.append((place, weights, biases))
    }
    guard tensors.count == 2 * sources.count else {
      throw FormatError("the file holds \(tensors.count) tensors; its architecture has \(2 * sources.count)")
    }
    return sources
  }

  private func tensor(_ name: String, of shape: [Int]) throws(FormatError) -> Tensor {
    guard let tensor = tensor(name) else { throw FormatError("tensor \(excerpt(name)) is missing") }
    for value in tensor.values where !value.isFinite {
      throw FormatError("tensor \(excerpt(name)) holds a number that is not finite")
    }
    guard tensor.shape == shape else {
      throw FormatError("tensor \(excerpt(name)) has shape \(text(of: tensor.shape)), not \(text(of: shape))")
    }
    return tensor
  }
}

/// The layers that have parameters: where these start, and what PyTorch calls them.
struct ParameterPlaces: Sequence, IteratorProtocol {
  struct Place {
    let shape: LayerShape
    /// Scalars from the start of all parameters.
    let offset: Int
    let weightName: String
    let biasName: String
  }

  private let layers: [LayerShape]
  private var position = 0, offset = 0, module = 0

  init(_ layers: [LayerShape]) { self.layers = layers }

  mutating func next() -> Place? {
    while position < layers.count {
      let layer = layers[position], start = offset, index = module
      position += 1
      offset &+= layer.parameterCount
      module += layer.kind == .dense && layer.activation != .identity ? 2 : 1
      if layer.kind == .dense {
        return Place(shape: layer, offset: start, weightName: "\(index).weight", biasName: "\(index).bias")
      }
    }
    return nil
  }
}
