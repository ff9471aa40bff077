import MidgeFiles

/// `midge trace`
enum TraceCommand {
  static func run(_ words: [String]) throws(Failure) {
    let settings = try TraceSettings(words)
    let report = TraceReport(settings)
    var tracer = try Tracer(settings)
    if !settings.isJSON { Terminal.print(report.heading) }
    for number in 1...settings.stepCount {
      let index = (number - 1) % settings.inputs.count
      let step = try tracer.step(settings.inputs[index], settings.targets[index])
      if settings.isJSON {
        Terminal.print(json: step.json(settings, number: number, sample: index + 1))
      } else {
        for line in report.lines(step, number: number, sample: index + 1) { Terminal.print(line) }
      }
      if !step.lossAfter.isFinite {
        throw Failure(.failed, "the loss is no longer a number after step \(number): lower --learning-rate")
      }
    }
  }
}
