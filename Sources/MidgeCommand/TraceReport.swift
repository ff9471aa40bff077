import MidgeModel

/// A step as text: a column of places, one of formulas, then numbers.
struct TraceReport {
  let settings: TraceSettings
  private let formulas: TraceFormulas

  init(_ settings: TraceSettings) {
    self.settings = settings
    formulas = TraceFormulas(settings.network)
  }

  /// What all steps have in common.
  var heading: String {
    let reduction = settings.network.reduction == .sum ? ", summed" : ""
    return "\(settings.network.text)\(reduction), learning rate \(settings.learningRate)"
      + "\(settings.hasBiases ? "" : ", no biases"), one sample a step"
  }

  func lines(_ step: TracedStep, number: Int, sample: Int) -> [String] {
    let rows =
      [["forward"]] + forward(step)
      + [[], step.layers.count > 1 ? ["backward", "W' and delta' are the next layer's"] : ["backward"]] + backward(step)
    var lines = ["", "step \(number), sample \(sample)", ""] + aligned(rows)
    lines += [""] + aligned(update(step)) + [""]
    return lines
      + aligned([
        ["after", "y"] + step.outputsAfter.map(TraceReport.number),
        ["", "L", TraceReport.number(Float(step.lossAfter))],
      ])
  }

  private func forward(_ step: TracedStep) -> [[String]] {
    var rows = [row("inputs", "x", step.inputs)]
    for (index, layer) in step.layers.enumerated() {
      let (x, y) = names(index)
      rows.append(row("layer \(index)", "z = W \(x)\(settings.hasBiases ? " + b" : "")", layer.weightedSums))
      let function = layer.shape.activation
      rows.append(row("", function == .identity ? "\(y) = z" : "\(y) = \(function.name)(z)", layer.activations))
    }
    if let formula = formulas.prediction { rows.append(row("", formula, step.predictions)) }
    return rows + [row("targets", "t", step.targets), row("loss", formulas.value, [step.loss])]
  }

  private func backward(_ step: TracedStep) -> [[String]] {
    var rows: [[String]] = []
    for (index, layer) in step.layers.enumerated().reversed() {
      let function = layer.shape.activation
      let isLast = index == step.layers.count - 1
      rows.append(
        row(
          "layer \(index)", isLast ? formulas.outputDelta(function) : formulas.hiddenDelta(function), layer.delta))
      for (output, gradient) in layer.gradient.weight.enumerated() {
        rows.append(row("", "dL/dW[\(output)] = delta[\(output)] \(names(index).input)", gradient))
      }
      if settings.hasBiases { rows.append(row("", "dL/db = delta", layer.gradient.bias)) }
    }
    return rows
  }

  private func update(_ step: TracedStep) -> [[String]] {
    var rows = [["update", "w = w - \(settings.learningRate) dL/dw", "before", "dL/dw", "after"]]
    for (index, layer) in step.layers.enumerated() {
      var place = "layer \(index)"
      func add(_ name: String, _ before: Float, _ gradient: Float, _ after: Float) {
        rows.append(row(place, name, [before, gradient, after]))
        place = ""
      }
      for output in 0..<layer.shape.outputCount {
        for input in 0..<layer.shape.inputCount {
          add(
            "W[\(output), \(input)]", layer.weights.weight[output][input], layer.gradient.weight[output][input],
            layer.weightsAfter.weight[output][input])
        }
      }
      if settings.hasBiases {
        for output in 0..<layer.shape.outputCount {
          add("b[\(output)]", layer.weights.bias[output], layer.gradient.bias[output], layer.weightsAfter.bias[output])
        }
      }
    }
    return rows
  }

  /// What a layer's inputs and outputs are called.
  private func names(_ index: Int) -> (input: String, output: String) {
    (index == 0 ? "x" : "a", index == settings.network.layers.count - 1 ? "y" : "a")
  }

  private func row(_ place: String, _ formula: String, _ values: [Float]) -> [String] {
    ["  \(place)", formula] + values.map(TraceReport.number)
  }

  /// Six digits after the point, or four in all where those would be zeros.
  private static func number(_ value: Float) -> String {
    let value = Double(value), size = abs(value)
    return size == 0 || (1e-4..<1e7).contains(size) ? Text.fixed(value, 6) : Text.brief(value)
  }

  /// Places and formulas to the left, numbers to the right.
  private func aligned(_ rows: [[String]]) -> [String] {
    let columnCount = rows.map(\.count).max() ?? 0
    let numbered = rows.filter { $0.count > 2 }
    let widths = (0..<columnCount).map { column in numbered.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.indices.map { column in
        column == row.count - 1 && column < 2
          ? row[column] : column < 2 ? Text.left(row[column], widths[column]) : Text.right(row[column], widths[column])
      }
      return cells.joined(separator: "  ")
    }
  }
}
