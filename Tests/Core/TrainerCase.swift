import MidgeModel
import MidgeTestSupport

typealias TestTrainer<A: Arithmetic> = Trainer<LayerStack, Loss, OptimizerChoice, A>

/// A network, a loss and rows to train on.
struct TrainerCase: CustomStringConvertible {
  var layers: [LayerShape]
  var loss: Loss
  var rule = OptimizerChoice.sgd(SGD(learningRate: 0.1))
  var reduction = Reduction.mean
  var seed: UInt64 = 3
  var inputs: [[Double]]
  var targets: [[Double]]
  var classes: [Int32]

  var description: String {
    layers.map { "\($0.kind) \($0.inputCount)-\($0.outputCount) \($0.activation)" }.joined(separator: ", ")
      + ", \(loss)"
  }

  /// Targets from 0 to 1; a class for each row.
  init(_ layers: [LayerShape], _ loss: Loss, rows: Int, dataSeed: Int = 1) {
    var numbers = TestNumbers(seed: dataSeed)
    self.layers = layers
    self.loss = loss
    let outputCount = layers.last!.outputCount
    inputs = (0..<rows).map { _ in numbers.list(layers[0].inputCount, -2, 2) }
    targets = (0..<rows).map { _ in numbers.list(outputCount, 0, 1) }
    classes = (0..<rows).map { _ in Int32(numbers.index(below: outputCount)) }
  }

  /// With biases that are not 0.
  func trainer<A: Arithmetic>(_ arithmetic: A.Type, rowCapacity: Int = 32) throws -> TestTrainer<A> {
    var trainer = try TestTrainer<A>(
      owning: layers.span, loss: loss, optimizer: rule, reduction: reduction, seed: seed, initializer: .automatic,
      rowCapacity: rowCapacity)
    var numbers = TestNumbers(seed: 11)
    let places = parameterPlaces(trainer)
    trainer.withMutableParameters { parameters in
      for place in places where parameters[place] == 0 { parameters[place] = A.Scalar(numbers.uniform(-0.5, 0.5)) }
    }
    return trainer
  }

  func flat<Scalar: KernelScalar>(_ rows: [[Double]], _ scalar: Scalar.Type) -> [Scalar] {
    rows.joined().map { Scalar($0) }
  }

  var oneHot: [[Double]] { classes.map { label in targets[0].indices.map { $0 == Int(label) ? 1 : 0 } } }
}

/// Where the parameters stand in the flat buffer: layer by layer, PyTorch's weights, then biases; pads left out.
func parameterPlaces<Store: ParameterStore & ~Copyable>(_ store: borrowing Store) -> [Int] {
  var places: [Int] = [], offset = 0
  for index in 0..<store.layerCount {
    let shape = store.shape(at: index)
    places += (0..<shape.weightCount).map { offset + shape.weightOffset($0) }
    places += (0..<shape.biasCount).map { offset + shape.biasOffset($0) }
    offset += shape.parameterCount
  }
  return places
}

/// All that stands in the flat buffer, pads too.
func parameters<Store: ParameterStore & ~Copyable>(_ store: borrowing Store) -> [Store.Scalar] {
  store.withParameters { span in span.indices.map { span[$0] } }
}

/// The reference of a network, with its parameters.
func reference<Store: ParameterStore & ~Copyable>(_ store: borrowing Store) -> ReferenceNetwork {
  var layers: [ReferenceLayer] = []
  for index in 0..<store.layerCount {
    let shape = store.shape(at: index), row = [Double](repeating: 0, count: shape.inputCount)
    layers.append(
      ReferenceLayer(
        weights: shape.kind == .dense ? .init(repeating: row, count: shape.outputCount) : nil,
        biases: .init(repeating: 0, count: shape.biasCount), activation: ReferenceActivation(naming: shape.activation)))
  }
  var network = ReferenceNetwork(layers: layers)
  let flat = parameters(store)
  network.parameters = parameterPlaces(store).map { Double(flat[$0]) }
  return network
}

/// The gradient that waits, in the order of `parameterPlaces`.
func gradient<A: Arithmetic>(_ trainer: inout TestTrainer<A>) -> [Double] {
  let places = parameterPlaces(trainer)
  return trainer.withGradients { span in places.map { Double(span[$0]) } }
}
