import MidgeFiles
import MidgeModel

/// `midge gradcheck`
enum GradientCheckCommand {
  static func run(_ words: [String]) throws(Failure) {
    let settings = try Settings(words, options: NetworkSettings.options + ["--batch", "--tolerance"], flags: [])
    let network = try NetworkSettings(settings, default: "3-5-2", .tanh)
    let batch = try settings.integer("--batch", default: 4, from: 1)
    let tolerance = try settings.nonNegative("--tolerance", default: 1e-6)
    if batch > LayerStack.largestExtent {
      throw settings.wrong("--batch", "\(batch): \(LayerStack.largestExtent) rows are the most")
    }
    let check = try check(network, batch, tolerance)
    let report = GradientCheckReport(network: network, batch: batch, check: check)
    if settings.has("--json") { report.showJSON() } else { report.show() }
    if !check.passes { throw Failure(.failed, report.fault) }
  }

  /// Normal inputs; targets from 0 to 1, which every loss takes; classes where the loss is one of classes.
  private static func check(_ network: NetworkSettings, _ batch: Int, _ tolerance: Double) throws(Failure)
    -> GradientCheck
  {
    var generator = SeededGenerator(seed: network.seed &+ 1)
    let inputs = (0..<batch * network.inputCount).map { _ in generator.nextNormal() }
    if network.loss == .crossEntropy {
      let classes = (0..<batch).map { _ in Int32(generator.next() % UInt64(network.outputCount)) }
      return try network.building { () throws(ModelError) in
        try ModelTrainer.checkGradient(
          network.layers.span, loss: network.loss, inputs.span, classes: classes.span, reduction: network.reduction,
          seed: network.seed, tolerance: tolerance)
      }
    }
    let targets = (0..<batch * network.outputCount).map { _ in generator.nextUnit() }
    return try network.building { () throws(ModelError) in
      try ModelTrainer.checkGradient(
        network.layers.span, loss: network.loss, inputs.span, targets.span, reduction: network.reduction,
        seed: network.seed, tolerance: tolerance)
    }
  }
}

/// What the check found.
private struct GradientCheckReport {
  let network: NetworkSettings
  let batch: Int
  let check: GradientCheck

  func show() {
    var rows = [
      ["network", "\(network.text), batch \(batch), seed \(network.seed)"],
      ["compared", "\(check.comparedCount) of \(network.layers.trainableCount) parameters, in Double"],
    ]
    if check.smallerStepCount > 0 {
      rows.append(["smaller steps", "\(check.smallerStepCount): a corner of the loss lay within the first step"])
    }
    if check.cornerCount > 0 {
      rows.append(["corners", "\(check.cornerCount) not compared: the loss has no slope there"])
    }
    if let worst = check.worst {
      rows += [
        ["worst", place(worst.place)], ["gradient", "\(worst.analytic)"], ["slope", "\(worst.numeric)"],
        [
          "relative error",
          "\(Text.brief(worst.relativeError)) of the larger, at least of \(Text.brief(check.floor)); tolerance \(check.tolerance)",
        ],
      ]
    }
    for row in rows { Terminal.print("\(Text.left(row[0], 15))  \(row[1])") }
    Terminal.print(check.passes ? "the gradient is the slope of the loss" : "the gradient is not the slope of the loss")
  }

  func showJSON() {
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "gradcheck")
        event.write("network", network.name)
        event.write("activation", network.activation.name)
        event.write("output_activation", network.outputActivation)
        event.write("loss", network.loss.name)
        event.write("batch", batch)
        event.write("seed", network.seed)
        event.write("passes", check.passes)
        event.write("relative_error", check.worst?.relativeError)
        event.write("tolerance", check.tolerance)
        event.write("floor", check.floor)
        event.write("layer", check.worst.map { dense($0.place.layer) })
        event.write("tensor", check.worst?.place.tensor.name)
        event.write("index", check.worst?.place.index)
        event.write("analytic", check.worst?.analytic)
        event.write("numeric", check.worst?.numeric)
        event.write("compared", check.comparedCount)
        event.write("smaller_steps", check.smallerStepCount)
        event.write("corners", check.cornerCount)
      })
  }

  /// Why the command fails.
  var fault: String {
    guard let worst = check.worst else { return "no parameter was compared: another --seed may leave the corners" }
    return "the gradient by \(place(worst.place)) is off by a relative error of \(Text.brief(worst.relativeError)), "
      + "beyond the tolerance of \(check.tolerance)"
  }

  /// Which of the network's layers, all of them dense, a layer is as it runs: some activations run as layers of their own.
  private func dense(_ layer: Int) -> Int {
    var seen = 0, found = 0, next = 0
    LayerStack.fuse(network.layers.span) { shape in
      if next == layer { found = seen }
      next += 1
      if shape.kind == .dense { seen += 1 }
    }
    return found
  }

  /// `0.weight[2, 1]`: the number of the dense layer, then PyTorch's indices.
  private func place(_ place: GradientCheck.Place) -> String {
    let layer = dense(place.layer), name = "\(layer).\(place.tensor.name)"
    guard place.tensor == .weight else { return "\(name)[\(place.index)]" }
    let (output, input) = place.index.quotientAndRemainder(dividingBy: network.layers[layer].inputCount)
    return "\(name)[\(output), \(input)]"
  }
}
