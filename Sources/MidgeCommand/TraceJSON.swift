import MidgeFiles

extension TracedStep {
  /// One object; tensors as PyTorch lays them out.
  func json(_ settings: TraceSettings, number: Int, sample: Int) -> [UInt8] {
    JSONWriter.object { event in
      event.write("event", "trace")
      event.write("step", number)
      event.write("sample", sample)
      event.write("network", settings.network.name)
      event.write("loss_function", settings.network.loss.name)
      event.write("learning_rate", settings.learningRate)
      event.write("inputs", inputs)
      event.write("targets", targets)
      event.write("loss", loss)
      event.write("predictions", predictions)
      event.array("layers") { list in
        for layer in layers { list.object { layer.write(to: &$0) } }
      }
      event.write("outputs_after", outputsAfter)
      event.write("loss_after", lossAfter)
    }
  }
}

extension TracedLayer {
  fileprivate func write(to member: inout JSONObjectWriter) {
    member.write("activation", shape.activation.name)
    member.write("inputs", inputs)
    member.write("weighted_sums", weightedSums)
    member.write("activations", activations)
    member.write("delta", delta)
    member.write("weight", weights.weight)
    member.write("weight_gradient", gradient.weight)
    member.write("weight_after", weightsAfter.weight)
    member.write("bias", weights.bias)
    member.write("bias_gradient", gradient.bias)
    member.write("bias_after", weightsAfter.bias)
  }
}
