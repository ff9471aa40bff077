import MidgeFiles
import MidgeModel

/// What `midge train --diagnostics` says of each layer, over all training rows.
struct DiagnosticsReport {
  let diagnosis: Diagnosis

  init(_ model: inout TrainedModel, on rows: LabelledRows) { diagnosis = model.diagnose(rows) }

  func show() {
    var rows = [["layer", "outputs", "weights", "gradient", "update/weights", "dead ReLUs", ""]]
    for layer in diagnosis.layers {
      func size(_ magnitude: Magnitude) -> String { layer.parameterCount > 0 ? Text.brief(magnitude.rms) : "" }
      rows.append([
        "\(layer.layer) \(LayerText.name(layer.shape))", Text.brief(layer.outputs.rms), size(layer.parameters),
        size(layer.gradient), layer.updateRatio.map(Text.brief) ?? "", layer.deadShare.map(Text.percent) ?? "",
        layer.state.name,
      ])
    }
    Terminal.print("")
    Terminal.print(
      "layers over the \(diagnosis.sampleCount) training rows: root mean squares, and one step's update by the weights")
    for line in Text.table(rows) { Terminal.print(line) }
  }

  func showJSON() {
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "diagnostics")
        event.write("loss", diagnosis.loss)
        event.write("samples", diagnosis.sampleCount)
        event.array("layers") { list in
          for layer in diagnosis.layers {
            list.object { member in
              member.write("layer", layer.layer)
              member.write("name", LayerText.name(layer.shape))
              member.write("state", layer.state.name)
              for (name, magnitude) in [
                ("output", layer.outputs), ("weight", layer.parameters), ("gradient", layer.gradient),
                ("update", layer.update),
              ] {
                member.write("\(name)_norm", magnitude.l2)
                member.write("\(name)_rms", magnitude.rms)
              }
              member.write("update_ratio", layer.updateRatio)
              member.write("dead_share", layer.deadShare)
            }
          }
        }
      })
  }
}
