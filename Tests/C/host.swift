// An ordinary Swift program with libmidge in it: each has its own runtime, and must keep it.
import MidgeHeader

final class Sample {
  let name: String
  let inputs: [Float]
  init(name: String, inputs: [Float]) {
    self.name = name
    self.inputs = inputs
  }
}

/// Makes the Swift runtime work: objects, arrays, texts, dictionaries, closures.
func runtimeWorks() -> Bool {
  var samples: [String: Sample] = [:]
  for index in 0..<1000 {
    samples["sample \(index)"] = Sample(name: "\(index)", inputs: [Float(index % 2), Float(index / 2 % 2)])
  }
  let sorted = samples.values.sorted { $0.name < $1.name }
  return sorted.count == 1000 && sorted.map { $0.inputs[0] }.reduce(0, +) == 500
}

func learns() -> Bool {
  let layers = [
    midge_layer(kind: 0, activation: Int32(MIDGE_TANH.rawValue), input_count: 2, output_count: 8),
    midge_layer(kind: 0, activation: Int32(MIDGE_SIGMOID.rawValue), input_count: 8, output_count: 1),
  ]
  var options = midge_options(), network: OpaquePointer?, loss: Float = 1, error = midge_error()
  _ = unsafe midge_default_options(&options)
  options.learning_rate = 0.03
  guard unsafe midge_create(&network, layers, 2, &options, nil, 0, &error) == MIDGE_OK else { return false }
  let inputs: [Float] = [0, 0, 0, 1, 1, 0, 1, 1], targets: [Float] = [0, 1, 1, 0]
  for _ in 0..<1500 { _ = unsafe midge_step(network, inputs, targets, 4, &loss) }
  // Texts of failures are made of Swift's strings on the other side.
  let refused = unsafe midge_create(&network, layers.reversed(), 2, &options, nil, 0, &error) == MIDGE_ERROR_NETWORK
  return loss < 0.01 && refused
}

@main struct Host {
  static func main() {
    let works = [runtimeWorks(), learns(), runtimeWorks()]
    print(works)
    if works.contains(false) { fatalError("libmidge and the Swift runtime do not live together") }
  }
}
