import MidgeFiles
import MidgeModel

/// A dense network and its loss, from options: what `trace` and `gradcheck` work on.
struct NetworkSettings {
  let layers: [LayerShape]
  let loss: Loss
  let reduction: Reduction
  let seed: UInt64
  /// As it was written: `2-4-1`.
  let name: String

  static let options = ["--network", "--activation", "--output-activation", "--loss", "--reduction", "--seed"]

  init(_ settings: Settings, default network: String, _ activation: Activation) throws(Failure) {
    name = settings["--network"] ?? network
    let widths = try settings.value(
      "--network", default: networkWidths(network) ?? [], wanted: "two widths or more such as \(network)",
      networkWidths)
    let hidden = try settings.choice("--activation", default: activation, among: NetworkSettings.activations)
    loss = try settings.choice("--loss", default: .meanSquaredError, among: Loss.allCases.map { ($0.name, $0) })
    reduction = try settings.choice("--reduction", default: .mean, among: [("mean", .mean), ("sum", .sum)])
    seed = try settings.value("--seed", default: 1, wanted: "a whole number from 0 on") { UInt64($0) }
    let output = try NetworkSettings.outputActivation(settings, loss)
    layers = widths.indices.dropLast().map { index in
      .dense(widths[index], widths[index + 1], index + 2 == widths.count ? output : hidden)
    }
  }

  private static let activations = Activation.allCases.map { ($0.name, $0) }

  /// A loss that takes logits has its function in it: the last layer then has none of its own.
  private static func outputActivation(_ settings: Settings, _ loss: Loss) throws(Failure) -> Activation {
    guard let own = loss.ownFunction else {
      return try settings.choice("--output-activation", default: .identity, among: activations)
    }
    guard let name = settings["--output-activation"] else { return .identity }
    if name != own {
      throw settings.wrong(
        "--output-activation", "\(excerpt(name)) does not go with the loss \(loss.name), which has a \(own) of its own")
    }
    return .identity
  }

  var inputCount: Int { layers[0].inputCount }
  var outputCount: Int { layers[layers.count - 1].outputCount }
  var activation: Activation { layers[0].activation }

  /// What the outputs go through, if only in the loss.
  var outputActivation: String { loss.ownFunction ?? layers[layers.count - 1].activation.name }

  /// `2-4-1 tanh identity mse`
  var text: String { "\(name) \(layers.count > 1 ? "\(activation.name) " : "")\(outputActivation) \(loss.name)" }

  /// The network's own checks of its extents.
  func building<Result: ~Copyable>(_ build: () throws(ModelError) -> Result) throws(Failure) -> Result {
    do throws(ModelError) {
      return try build()
    } catch {
      if case .instructionSet = error { throw Failure(.failed, "\(error)") }
      throw .usage("--network \(excerpt(name)): \(error)")
    }
  }
}
