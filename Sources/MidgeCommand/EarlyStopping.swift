import MidgeModel

/// Ends training when the validation loss has not become less for a number of epochs, and goes back to the parameters of the best.
struct EarlyStopping {
  let patience: Int?
  private var best = Double.infinity
  private var parameters: [Float] = []
  private(set) var bestEpoch: Int?
  private(set) var isOver = false

  init(patience: Int?) { self.patience = patience }

  mutating func note(_ loss: Double, _ epoch: Int, _ model: borrowing TrainedModel) {
    guard let patience else { return }
    if loss < best {
      best = loss
      bestEpoch = epoch
      parameters = model.trainer.withParameters { parameters in parameters.indices.map { parameters[$0] } }
    } else if epoch - (bestEpoch ?? 0) >= patience {
      isOver = true
    }
  }

  /// Whether the parameters were another epoch's.
  func restore(_ model: inout TrainedModel) -> Bool {
    if parameters.isEmpty { return false }
    model.trainer.withMutableParameters { for index in parameters.indices { $0[index] = parameters[index] } }
    return true
  }
}

extension PlateauSchedule {
  /// Sets what the learning rate is to be after an epoch of this validation loss.
  mutating func adjust(_ trainer: inout ModelTrainer, after loss: Double) {
    if var schedule = trainer.schedule {
      // Behind a warm-up.
      schedule.rate = next(schedule.rate, after: loss)
      trainer.schedule = schedule
    } else {
      trainer.optimizer.learningRate = next(trainer.optimizer.learningRate, after: loss)
    }
  }
}
