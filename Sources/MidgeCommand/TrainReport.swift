import MidgeFiles
import MidgeModel

/// What `midge train` says at the end.
struct TrainReport {
  let plan: TrainPlan
  let scores: Scores
  let testScores: Scores?
  let loss: Double
  let epochs: Int
  /// Whose parameters were kept, if training stopped early or might have.
  let bestEpoch: Int?
  let steps: Int
  let seconds: Double
  let parameterCount: Int
  let instructionSet: InstructionSet
  let wasInterrupted: Bool

  private var nanosecondsPerSample: Double { seconds * 1e9 / Double(epochs * plan.training.count) }
  private var isHeldOut: Bool { plan.validation.count > 0 }

  func show() {
    if plan.options.isJSON { showJSON() } else { showText() }
  }

  private func showText() {
    if wasInterrupted { Terminal.note("interrupted after epoch \(epochs) of \(plan.options.epochs)") }
    let rows = isHeldOut ? "held-out rows" : "training rows (none held out)"
    var lines = [["training loss", Text.brief(loss)]]
    if isHeldOut { lines.append(["validation loss", Text.brief(scores.loss)]) }
    lines += ScoreText.lines(scores, rows: rows)
    if let testScores {
      lines.append(["test loss", Text.brief(testScores.loss)])
      lines += ScoreText.lines(testScores, rows: "test rows").map { ["test \($0[0])", $0[1]] }
    }
    if let bestEpoch { lines.append(["best epoch", "\(bestEpoch), whose parameters were kept"]) }
    lines += [
      ["steps", "\(Text.grouped(steps)) in \(epochs) epochs"],
      ["time", "\(Text.fixed(seconds, 3)) s, \(Text.grouped(Int(nanosecondsPerSample.rounded()))) ns a sample"],
      ["parameters", Text.grouped(parameterCount)],
    ]
    ScoreText.show(lines)
    ScoreText.showConfusion(scores, plan.schema)
    Terminal.print("model saved as \(plan.options.output)")
  }

  private func showJSON() {
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "done")
        event.write("task", plan.schema.task)
        event.write("loss", loss)
        event.write("validation_loss", isHeldOut ? scores.loss : .nan)
        ScoreText.write(scores, to: &event)
        if let testScores {
          event.write("test_loss", testScores.loss)
          switch testScores.kind {
          case .classification(_, let matrix): event.write("test_accuracy", matrix.accuracy)
          case .regression(let metrics): event.write("test_r2", metrics.r2)
          }
        }
        if let bestEpoch { event.write("best_epoch", bestEpoch) }
        event.write("epochs", epochs)
        event.write("steps", steps)
        event.write("seconds", seconds)
        event.write("ns_per_sample", nanosecondsPerSample)
        event.write("parameters", parameterCount)
        event.write("isa", instructionSet.name)
        event.write("model", plan.options.output)
        event.write("interrupted", wasInterrupted)
      })
  }
}
