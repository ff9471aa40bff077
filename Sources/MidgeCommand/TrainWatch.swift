import MidgeFiles
import MidgeModel

/// Training under a sentinel: what is said, and done, where numbers leave the range of `Float`. Such a network is never saved.
struct TrainWatch: ~Copyable {
  private let plan: TrainPlan
  private var sentinel: ModelSentinel
  private var rollbackCount = 0
  /// The least there was after an epoch, and that epoch: what the snapshot is of.
  private var least = (loss: Double.infinity, epoch: 0)

  init(_ model: borrowing TrainedModel, _ plan: TrainPlan) {
    self.plan = plan
    // To roll back, the snapshots are those of epochs: within one they would bring another order of samples.
    sentinel = ModelSentinel(watching: model.trainer, every: plan.options.rollsBack ? .max : plan.options.scanSteps)
  }

  /// One epoch; its loss. With --rollback, training goes on at half the learning rate behind the epoch after which the loss was the least, when numbers are
  /// lost: `number` says where it is then. (A network whose loss has grown for epochs is lost before its numbers are.)
  mutating func epoch(
    _ number: inout Int, _ model: inout TrainedModel, _ progress: borrowing Progress
  ) throws(Failure) -> Double {
    while true {
      let outcome = model.epoch(plan.training, batchSize: plan.batchSize, sentinel: &sentinel)
      guard let finding = outcome.finding ?? sentinel.scan(model.trainer) else { return outcome.loss }
      progress.finish()
      let text = "epoch \(number), \(words(finding, model.trainer))"
      if !plan.options.rollsBack {
        throw Failure(
          .failed,
          "\(text); lower --learning-rate, limit the gradient with --clip-norm 1, or use --rollback (nothing was saved)"
        )
      }
      if rollbackCount == TrainWatch.mostRollbacks {
        throw Failure(.failed, "\(text), after \(rollbackCount) times --rollback (nothing was saved)")
      }
      rollbackCount += 1
      let failed = model.trainer.rate
      sentinel.rollBack(&model.trainer)
      model.trainer.rate = min(failed, model.trainer.rate) / 2
      // What was a snapshot is one still: the lower rate belongs to it.
      _ = sentinel.take(model.trainer)
      report(text, finding, model.trainer.rate)
      number = least.epoch + 1
    }
  }

  /// After an epoch, 0 before the first, of this loss on the rows held out.
  mutating func note(_ loss: Double, _ epoch: Int, _ model: borrowing TrainedModel) {
    guard plan.options.rollsBack, loss < least.loss, sentinel.take(model.trainer) == nil else { return }
    least = (loss, epoch)
  }

  /// After an epoch that was not watched.
  func check(
    _ number: Int, _ model: borrowing TrainedModel, _ loss: Double, _ progress: borrowing Progress
  ) throws(Failure) {
    let finding = sentinel.scan(model.trainer)
    if loss.isFinite && finding == nil { return }
    progress.finish()
    let text = finding.map { words($0, model.trainer) } ?? "the loss is not finite"
    throw Failure(.failed, "epoch \(number), \(text); look for large numbers in the data (nothing was saved)")
  }

  private static let mostRollbacks = 20

  private func report(_ text: String, _ finding: Finding, _ rate: Double) {
    Terminal.note("\(text); back to step \(sentinel.stepCount), learning rate \(rate)")
    if !plan.options.isJSON { return }
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "rollback")
        event.write("step", finding.step)
        event.write("layer", finding.layer)
        event.write("line", finding.sample.map { plan.training.lines[$0] })
        event.write("to_step", sentinel.stepCount)
        event.write("learning_rate", rate)
      })
  }

  /// Step, layer and row.
  private func words(_ finding: Finding, _ trainer: borrowing ModelTrainer) -> String {
    let row =
      finding.sample.map {
        " for line \(plan.training.lines[$0]) of \(Failure.name(of: plan.options.data))"
          + (finding.isEverySample ? " and every row looked at" : "")
      } ?? ""
    let layer = finding.layer.map { "layer \($0) (\(LayerText.name(trainer.shape(at: $0))))" } ?? ""
    return switch finding.place {
    case .output: "step \(finding.step): \(layer) gives a number that is not finite\(row)"
    case .loss: "step \(finding.step): the loss is not finite\(row)"
    case .parameter: "by step \(finding.step): a parameter of \(layer) is not finite"
    case .moment: "by step \(finding.step): what the optimizer keeps for \(layer) is not finite"
    case .gradient: "step \(finding.step): the gradient of \(layer) is not finite"
    case .earlierRows: "step \(finding.step): the loss is not finite (a --batch of 64 or less names the row)"
    }
  }
}

/// A layer in a few letters.
enum LayerText {
  /// `dense 4-32 relu`
  static func name(_ shape: LayerShape) -> String {
    let activation = shape.activation == .identity ? "" : " \(shape.activation.name)"
    return switch shape.kind {
    case .dense: "\(shape.kind.name) \(shape.inputCount)-\(shape.outputCount)\(activation)"
    case .activation: "\(shape.kind.name)\(activation)"
    case .dropout: "\(shape.kind.name) \(shape.probability)"
    }
  }
}

extension ModelTrainer {
  /// The learning rate of all steps to come, which a schedule takes its course from.
  fileprivate var rate: Double {
    get { schedule?.rate ?? optimizer.learningRate }
    set { if schedule != nil { schedule?.rate = newValue } else { optimizer.learningRate = newValue } }
  }
}
