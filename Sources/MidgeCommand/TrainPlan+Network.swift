import MidgeFiles
import MidgeModel

extension TrainPlan {
  /// The network, its loss and the name of its output activation, which follow from the target unless given.
  static func network(
    _ options: TrainOptions, inputCount: Int, classes: [String]?
  ) throws(Failure) -> (Loss, String, [LayerShape]) {
    let loss = try loss(options, classes: classes)
    if options.training.regularization.labelSmoothing > 0 && !loss.takesLogits {
      throw .usage("--label-smoothing goes with the losses cross-entropy and bce; this one is \(loss.name)")
    }
    let name = options.outputActivation ?? loss.ownFunction ?? "identity"
    let outputCount = classes.map { $0.count == 2 && name != "softmax" ? 1 : $0.count } ?? 1
    if name == "softmax" && classes == nil {
      throw .usage("--output-activation softmax needs classes to predict; the target is a number (see --task)")
    }
    guard let outputActivation = loss.outputActivation(called: name) else {
      throw .usage("--output-activation \(name) does not go with the loss \(loss.name)")
    }
    let dropout = options.training.dropout
    if dropout > 0 && options.hiddenWidths.isEmpty {
      throw .usage("--dropout goes behind hidden layers; with --layers none there are none")
    }
    var layers: [LayerShape] = [], width = inputCount
    for hidden in options.hiddenWidths {
      layers.append(.dense(width, hidden, options.activation))
      if dropout > 0 { layers.append(.dropout(dropout, count: hidden)) }
      width = hidden
    }
    layers.append(.dense(width, outputCount, outputActivation))
    return (loss, name, layers)
  }

  /// Cross-entropy for classes, binary for two of them; squared error for numbers.
  private static func loss(_ options: TrainOptions, classes: [String]?) throws(Failure) -> Loss {
    guard let classes else {
      let loss = options.loss ?? .meanSquaredError
      if loss.takesLogits {
        throw .usage("--loss \(loss.name) needs classes to predict; the target is a number (see --task)")
      }
      return loss
    }
    if let loss = options.loss { return loss }
    if options.outputActivation == "softmax" { return .crossEntropy }
    return classes.count == 2 ? .binaryCrossEntropy : .crossEntropy
  }
}
