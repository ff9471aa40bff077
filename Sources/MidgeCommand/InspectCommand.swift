import MidgeFiles
import MidgeModel

/// `midge inspect MODEL`
enum InspectCommand {
  static func run(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: [], flags: ["--json"])
    try arguments.require(["MODEL"])
    let path = arguments.operands[0]
    let model = try TrainedModel.read(path)
    let summary = Summary(model)
    if arguments.has("--json") { summary.showJSON(model) } else { summary.show(model) }
  }
}

/// Sizes of a network, and what a step of one sample costs.
private struct Summary {
  let layers: [LayerShape]
  let parameterCount: Int
  /// Floating-point operations of forward and backward for a sample: six a weight, but the first layer has no input gradient.
  let operationsPerSample: Int

  init(_ model: borrowing TrainedModel) {
    var layers: [LayerShape] = []
    for index in 0..<model.trainer.layerCount { layers.append(model.trainer.shape(at: index)) }
    self.layers = layers
    parameterCount = layers.trainableCount
    let first = layers.first { $0.kind == .dense }?.weightCount ?? 0
    operationsPerSample = layers.reduce(0) { $0 + 6 * $1.weightCount } - 2 * first
  }

  func show(_ model: borrowing TrainedModel) {
    var rows = [["layer", "inputs", "outputs", "activation", "parameters"]]
    for (index, layer) in layers.enumerated() {
      rows.append([
        "\(index) \(layer.kind.name)", "\(layer.inputCount)", "\(layer.outputCount)",
        layer.kind == .dropout ? "drops \(layer.probability)" : layer.activation.name,
        Text.grouped(layer.trainableCount),
      ])
    }
    for line in Text.table(rows) { Terminal.print(line) }
    Terminal.print("")
    let schema = model.schema
    var facts = [
      ["loss", model.trainer.loss.name], ["parameters", Text.grouped(parameterCount)],
      ["parameter bytes", Text.grouped(parameterCount * MemoryLayout<Float>.stride)],
      ["operations", "\(Text.grouped(operationsPerSample)) floating-point a sample, forward and backward"],
      ["task", schema.task], ["target", excerpt(schema.targetName)],
      ["inputs", "\(schema.features.inputCount) from \(schema.features.count) columns"],
    ]
    if let classes = schema.classes { facts.append(["classes", classes.map(excerpt).joined(separator: ", ")]) }
    for line in facts { Terminal.print("\(Text.left(line[0], 15))  \(line[1])") }
  }

  func showJSON(_ model: borrowing TrainedModel) {
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "inspection")
        event.array("layers") { list in
          for layer in layers {
            list.object { member in
              member.write("kind", layer.kind.name)
              member.write("inputs", layer.inputCount)
              member.write("outputs", layer.outputCount)
              member.write("activation", layer.activation.name)
              if layer.kind == .dropout { member.write("probability", layer.probability) }
              member.write("parameters", layer.trainableCount)
            }
          }
        }
        event.write("loss", model.trainer.loss.name)
        event.write("parameters", parameterCount)
        event.write("parameter_bytes", parameterCount * MemoryLayout<Float>.stride)
        event.write("operations_per_sample", operationsPerSample)
        event.write("task", model.schema.task)
        event.write("target", model.schema.targetName)
        if let classes = model.schema.classes { event.array("classes") { for name in classes { $0.write(name) } } }
      })
  }
}
