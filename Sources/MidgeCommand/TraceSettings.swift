import MidgeFiles
import MidgeModel

/// What `midge trace` was asked to trace.
struct TraceSettings {
  let network: NetworkSettings
  let learningRate: Double
  let inputs: [[Float]]
  let targets: [[Float]]
  /// By layer, as PyTorch's [outputs, inputs]; nil: drawn from the seed.
  let weights: [[[Float]]]?
  /// By layer; nil: zeros.
  let biases: [[Float]]?
  let hasBiases: Bool
  let stepCount: Int
  let isJSON: Bool

  static let options =
    NetworkSettings.options + ["--learning-rate", "--inputs", "--targets", "--weights", "--biases", "--steps"]

  init(_ words: [String]) throws(Failure) {
    let settings = try Settings(words, options: TraceSettings.options, flags: ["--no-bias"])
    network = try NetworkSettings(settings, default: "2-2-1", .sigmoid)
    learningRate = try settings.positive("--learning-rate", default: 0.1)
    (inputs, targets) = try TraceSettings.samples(settings, network)
    weights = try TraceSettings.weights(settings, network.layers)
    biases = try TraceSettings.biases(settings, network.layers)
    hasBiases = !settings.has("--no-bias")
    if biases != nil, !hasBiases { throw settings.wrong("--biases", "does not go with --no-bias") }
    stepCount = try settings.integer("--steps", default: 1, from: 1)
    isJSON = settings.has("--json")
  }

  /// A normal row, and targets from 0 to 1 or the first class, unless rows are given.
  private static func samples(
    _ settings: Settings, _ network: NetworkSettings
  ) throws(Failure) -> ([[Float]], [[Float]]) {
    let inputs = try rows(settings, "--inputs", count: network.inputCount, "the network's inputs")
    let targets = try rows(settings, "--targets", count: network.outputCount, "the network's outputs")
    guard let inputs else {
      if targets != nil { throw .usage("--targets needs --inputs") }
      var generator = SeededGenerator(seed: network.seed &+ 1)
      let input = (0..<network.inputCount).map { _ in Float(generator.nextNormal()) }
      let target = (0..<network.outputCount).map { output in
        network.loss == .crossEntropy ? (output == 0 ? 1 : 0) : Float(generator.nextUnit())
      }
      return ([input], [target])
    }
    guard let targets else { throw .usage("--inputs needs --targets") }
    if inputs.count != targets.count {
      throw settings.wrong(
        "--targets", "has \(count(targets.count, "row")), --inputs \(inputs.count): as many are wanted")
    }
    for (index, row) in targets.enumerated() where network.loss == .crossEntropy {
      let sum = row.reduce(0, +)
      if abs(sum - 1) > 1e-3 {
        throw settings.wrong(
          "--targets", "row \(index + 1) adds up to \(sum): with cross-entropy it is a distribution over the classes")
      }
    }
    return (inputs, targets)
  }

  private static func rows(
    _ settings: Settings, _ name: String, count: Int, _ what: String
  ) throws(Failure) -> [[Float]]? {
    let rows = try settings.value(
      name, default: nil, wanted: "numbers by commas, rows by semicolons, such as 0,1;1,0", matrix)
    for (index, row) in (rows ?? []).enumerated() where row.count != count {
      throw settings.wrong(name, "row \(index + 1) has \(row.count) of \(count) numbers: \(what)")
    }
    return rows
  }

  private static func weights(_ settings: Settings, _ layers: [LayerShape]) throws(Failure) -> [[[Float]]]? {
    let wanted = "numbers by commas, rows by semicolons, layers by |, such as 0.2,0.2;0.3,0.3|0.3,0.9"
    let tensors = try settings.value("--weights", default: nil, wanted: wanted) { text in
      all(parts(text, "|").map(matrix))
    }
    guard let tensors else { return nil }
    try check(settings, "--weights", layerCount: tensors.count, layers.count)
    for (index, layer) in layers.enumerated() {
      let rows = tensors[index]
      if rows.count != layer.outputCount || rows.contains(where: { $0.count != layer.inputCount }) {
        throw settings.wrong(
          "--weights",
          "of layer \(index): \(count(layer.outputCount, "row")) of \(count(layer.inputCount, "number")) wanted, a row an output"
        )
      }
    }
    return tensors
  }

  private static func biases(_ settings: Settings, _ layers: [LayerShape]) throws(Failure) -> [[Float]]? {
    let vectors = try settings.value(
      "--biases", default: nil, wanted: "numbers by commas, layers by |, such as 0,0|0"
    ) { text in all(parts(text, "|").map(vector)) }
    guard let vectors else { return nil }
    try check(settings, "--biases", layerCount: vectors.count, layers.count)
    for (index, layer) in layers.enumerated() where vectors[index].count != layer.outputCount {
      throw settings.wrong("--biases", "of layer \(index): \(count(layer.outputCount, "number")) wanted, one an output")
    }
    return vectors
  }

  private static func check(
    _ settings: Settings, _ name: String, layerCount found: Int, _ wanted: Int
  ) throws(Failure) {
    if found != wanted { throw settings.wrong(name, "has \(count(found, "layer")): the network has \(wanted)") }
  }
}

/// `1 row`, `2 rows`
private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

private func parts(_ text: String, _ separator: Character) -> [String] {
  text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
}

private func all<Value>(_ values: [Value?]) -> [Value]? {
  let found = values.compactMap { $0 }
  return found.count == values.count ? found : nil
}

/// `0.2,0.3`
private func vector(_ text: String) -> [Float]? {
  all(parts(text, ",").map { part in Float(part.filter { $0 != " " }).flatMap { $0.isFinite ? $0 : nil } })
}

/// `0.2,0.3;0.4,0.5`
private func matrix(_ text: String) -> [[Float]]? { all(parts(text, ";").map(vector)) }
