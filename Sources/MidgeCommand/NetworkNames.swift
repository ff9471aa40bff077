import MidgeFiles
import MidgeModel

/// `16-64-64-4`: two widths or more.
func networkWidths(_ text: String) -> [Int]? {
  let widths = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  return widths.count >= 2 && widths.allSatisfy { (1...LayerStack.largestExtent).contains($0) } ? widths : nil
}

extension Loss {
  /// The function that a loss on logits has in it; nil: the outputs are the predictions.
  var ownFunction: String? {
    switch self {
    case .crossEntropy: "softmax"
    case .binaryCrossEntropy: "sigmoid"
    default: nil
    }
  }

  /// The last layer's activation, if the outputs are to go through the function of this name: none where the loss has it. Nil: it does not go with
  /// the loss.
  func outputActivation(called name: String) -> Activation? {
    if let ownFunction { return name == ownFunction ? .identity : nil }
    return Activation.named(name)
  }
}
