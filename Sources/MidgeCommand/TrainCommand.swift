import MidgeFiles
import MidgeModel

/// `midge train`
struct TrainCommand {
  let plan: TrainPlan
  let options: TrainOptions
  let instructionSet: InstructionSet

  static func run(_ words: [String]) throws(Failure) {
    let options = try TrainOptions(words)
    if options.output == "-" { throw .usage("--out -: a model cannot go to standard output; name a file") }
    if areSameFile(options.data, options.output) {
      throw .usage("--out \(excerpt(options.output)) is the data itself; name another file")
    }
    let instructionSet = try InstructionSet.chosen()
    do throws(FileError) {
      try AtomicFile.checkWritable(options.output)
    } catch {
      throw Failure(error)
    }
    let command = TrainCommand(plan: try TrainPlan(options), options: options, instructionSet: instructionSet)
    try command.train()
  }

  private func train() throws(Failure) {
    var model = try newModel()
    announce(model)
    Interrupt.listen()
    var progress = Progress(epochCount: options.epochs, isQuiet: options.isJSON)
    var seconds = 0.0, epoch = 0, loss = 0.0, scores: Scores, hasConverged = false
    var fitter: LBFGSFitter<Float>?
    if let rule = options.training.lbfgs { fitter = model.trainer.fitter(rule.forIterations(options.epochs)) }
    var watch = TrainWatch(model, plan)
    if options.rollsBack { watch.note(Scores(model, on: scoredRows).loss, 0, model) }
    var plateau = options.training.schedule.plateau, stopping = EarlyStopping(patience: options.training.patience)
    repeat {
      epoch += 1
      let start = Clock.seconds
      if fitter != nil {
        let report = model.fit(plan.training, by: &fitter!)
        (loss, hasConverged) = (report.loss, report.ending.isFinal)
        try watch.check(epoch, model, loss, progress)
      } else {
        loss = try watch.epoch(&epoch, &model, progress)
      }
      seconds += Clock.seconds - start
      scores = Scores(model, on: scoredRows)
      report(epoch, loss, scores, model.trainer.optimizer.learningRate, &progress)
      if plateau != nil { plateau?.adjust(&model.trainer, after: scores.loss) }
      stopping.note(scores.loss, epoch, model)
      watch.note(scores.loss, epoch, model)
    } while epoch < options.epochs && !stopping.isOver && !hasConverged && !Interrupt.isAsked
    progress.finish()
    if hasConverged && epoch < options.epochs { Terminal.note("converged in epoch \(epoch) of \(options.epochs)") }
    if stopping.restore(&model) { scores = Scores(model, on: scoredRows) }
    let file = try naming(options.output) { () throws(FormatError) in try model.file() }
    do throws(ModelFileError) {
      try file.write(toFile: options.output)
    } catch {
      throw Failure(error)
    }
    TrainReport(
      plan: plan, scores: scores, testScores: plan.test.count > 0 ? Scores(model, on: plan.test) : nil, loss: loss,
      epochs: epoch, bestEpoch: stopping.bestEpoch, steps: epoch * plan.stepsPerEpoch, seconds: seconds,
      parameterCount: plan.layers.trainableCount, instructionSet: instructionSet, wasInterrupted: Interrupt.isAsked
    ).show()
    if options.diagnoses {
      let report = DiagnosticsReport(&model, on: plan.training)
      if options.isJSON { report.showJSON() } else { report.show() }
    }
  }

  private func newModel() throws(Failure) -> TrainedModel {
    let training = options.training
    do throws(ModelError) {
      var trainer = try ModelTrainer(
        plan.layers.span, loss: plan.loss, optimizer: training.optimizer, reduction: options.reduction,
        seed: options.seed, initializer: training.initializer, rowCapacity: min(plan.batchSize, 64),
        instructionSet: instructionSet)
      trainer.regularization = training.regularization
      trainer.schedule = training.schedule.schedule(
        rate: training.optimizer.learningRate, stepsPerEpoch: plan.stepsPerEpoch, epochCount: options.epochs)
      if let weights = plan.classWeights { trainer.setClassWeights(weights.span) }
      return TrainedModel(trainer: trainer, schema: plan.schema)
    } catch {
      throw .usage("the network cannot be built: \(error)")
    }
  }

  /// The held-out rows; without any, the training rows.
  private var scoredRows: LabelledRows { plan.validation.count > 0 ? plan.validation : plan.training }

  /// What was found in the data, and what will be done.
  private func announce(_ model: borrowing TrainedModel) {
    let target = plan.schema.targetName
    let found =
      plan.schema.classes.map { "classification of \(excerpt(target)) into \($0.count) classes" }
      ?? "regression of \(excerpt(target))"
    let widths = [plan.layers[0].inputCount] + plan.layers.filter { $0.kind != .dropout }.map(\.outputCount)
    Terminal.note(
      "\(Failure.name(of: options.data)): \(found); \(plan.training.count) rows to train on, \(plan.validation.count) held out"
        + (plan.test.count > 0 ? ", \(plan.test.count) to test on" : ""))
    Terminal.note(
      "network \(widths.map(String.init).joined(separator: "-")), "
        + "\(plan.layers.count > 1 ? "\(options.activation.name), " : "")\(plan.outputName); loss \(plan.loss.name); "
        + "batch \(plan.batchSize)")
    if let asked = options.batchSize, asked > plan.batchSize {
      Terminal.note("a batch of \(asked) is more than there are rows: reduced to \(plan.batchSize)")
    }
  }

  private func report(
    _ epoch: Int, _ loss: Double, _ scores: Scores, _ learningRate: Double, _ progress: inout Progress
  ) {
    let isHeldOut = plan.validation.count > 0
    if options.isJSON {
      Terminal.print(
        json: JSONWriter.object { event in
          event.write("event", "epoch")
          event.write("epoch", epoch)
          event.write("loss", loss)
          event.write("validation_loss", isHeldOut ? scores.loss : .nan)
          event.write("learning_rate", learningRate)
          ScoreText.writeChief(scores, to: &event)
        })
    }
    let validation = isHeldOut ? "  validation \(Text.brief(scores.loss))" : ""
    progress.show(epoch: epoch, "loss \(Text.brief(loss))\(validation)  \(ScoreText.chief(scores))")
  }
}

extension LBFGS {
  /// With room for no more pairs than so many iterations leave.
  fileprivate func forIterations(_ count: Int) -> LBFGS {
    LBFGS(
      learningRate: learningRate, iterationCount: iterationCount, evaluationCount: evaluationCount,
      historySize: min(historySize, max(1, count)))
  }
}
