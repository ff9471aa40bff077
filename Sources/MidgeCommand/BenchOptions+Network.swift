import MidgeFiles
import MidgeModel
import WorkloadInterface

/// A network to measure, put together from single options.
extension BenchOptions {
  static func description(_ arguments: Arguments) throws(Failure) -> WorkloadDescription {
    let widths = try arguments.value(
      "--network", default: [16, 64, 64, 4], wanted: "two widths or more such as 16-64-64-4", networkWidths)
    let activation = try arguments.choice(
      "--activation", default: Activation.relu, among: Activation.allCases.map { ($0.name, $0) })
    let (loss, outputActivation) = try lossAndOutput(arguments)
    let optimizer = try arguments.choice(
      "--optimizer", default: .adam, among: OptimizerKind.allCases.map { ($0.name, $0) })
    var description = WorkloadDescription(
      widths, activation, outputActivation, loss, optimizer, learningRate: 0, batchSize: 0, rowCount: 0)
    description.batchSize = try extent(arguments, "--batch", default: 32)
    // The numbers of a listed workload go with its code: the same network means the same measurement.
    let twin = ListedWorkload.all.first { $0.description.hasSameCode(as: description) }?.description
    let rate = twin?.learningRate ?? standardRate(optimizer)
    description.learningRate = try learningRate(arguments, default: rate)
    let wholeBatches = (4096 + description.batchSize - 1) / description.batchSize * description.batchSize
    description.rowCount = try rowCount(
      arguments, batchSize: description.batchSize, default: twin?.rowCount ?? wholeBatches)
    return description
  }

  private static func standardRate(_ optimizer: OptimizerKind) -> Double {
    switch optimizer {
    case .sgd, .momentum, .nesterov, .adaGrad: 0.01
    case .adaDelta: 1
    default: 1e-3
    }
  }

  /// Softmax means cross-entropy on logits unless another loss is asked for, and the other way round; so it is with sigmoid, where `bce` is.
  private static func lossAndOutput(_ arguments: Arguments) throws(Failure) -> (Loss, Activation) {
    let names = Activation.allCases.map(\.name)
    let output = try arguments.choice("--output-activation", default: nil, among: names.map { ($0, $0) })
    let asked: Loss? = try arguments.choice("--loss", default: nil, among: Loss.allCases.map { ($0.name, $0) })
    let loss = asked ?? (output == "softmax" ? .crossEntropy : .meanSquaredError)
    guard let activation = output.map(loss.outputActivation(called:)) ?? .identity else {
      throw .usage("--output-activation \(output ?? "") does not go with the loss \(loss.name)")
    }
    return (loss, activation)
  }
}

/// A workload in words, as the table, the errors and the JSON name it.
struct BenchLabels {
  let description: WorkloadDescription

  init(_ description: WorkloadDescription) { self.description = description }

  /// The loss's softmax or sigmoid counts as the output's activation.
  var outputActivation: String { description.loss.ownFunction ?? description.outputActivation.name }

  /// `16-64-64-4 relu identity mse adam, batch 32`
  var text: String {
    "\(description.network) \(description.activation.name) \(outputActivation) \(description.loss.name) "
      + "\(description.optimizer.name), batch \(description.batchSize)"
  }
}
