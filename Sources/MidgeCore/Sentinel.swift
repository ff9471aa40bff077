/// Watches training for numbers that are not finite, says where they came from, and goes back to before.
///
///     var sentinel = Sentinel(watching: trainer, every: 1000)
///     let loss = trainer.step(inputs, targets)
///     if let finding = sentinel.watch(trainer, loss: loss, sampleCount: 32) {
///       let rate = trainer.optimizer.learningRate
///       sentinel.rollBack(&trainer)
///       trainer.optimizer.learningRate = rate / 2
///     }
///
/// What is watched each step is the loss: that is a test and a count, and free for who has no sentinel. A number that is not finite in a parameter shows in the next step's loss,
/// unless a function hides it (the sigmoid of infinity is 1): so all parameters and moments are scanned every `period` steps, and copied if they
/// are finite. A scan reads each of them once, a copy reads and writes it: with Adam, 3 scalars a parameter each.
public struct Sentinel<Rule: Optimizer, Scalar: KernelScalar>: ~Copyable {
  /// Steps from one snapshot to the next.
  public let period: Int
  @usableFromInline var remaining: Int
  /// Steps watched when the snapshot was taken, less those that were rolled back.
  public private(set) var snapshotStep = 0
  @usableFromInline var snapshot: Snapshot<Rule, Scalar>

  /// Takes a first snapshot, in memory of its own.
  @inlinable
  public init<Body: NetworkBody, Function: LossFunction>(
    watching engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, every period: Int
  ) {
    self.init(Snapshot(engine), every: period)
  }

  /// Watches the trainer that a snapshot was taken of.
  @inlinable
  public init(_ snapshot: consuming Snapshot<Rule, Scalar>, every period: Int) {
    Door.check(period > 0, "the period of snapshots must be positive", found: period, expected: 1)
    self.period = period
    remaining = period
    self.snapshot = snapshot
  }

  /// Steps watched, less those that were rolled back.
  public var stepCount: Int { snapshotStep + (period - remaining) }
  /// Of the snapshot.
  public var byteCount: Int { snapshot.byteCount }

  /// After each step on `sampleCount` samples, with the loss that it returned: nil while all is well.
  @inlinable @inline(__always)
  public mutating func watch<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, loss: Scalar, sampleCount: Int
  ) -> Finding? {
    remaining &-= 1
    if loss.isFinite && remaining > 0 { return nil }
    return examine(engine, loss: loss, sampleCount: sampleCount)
  }

  @inlinable @inline(never)
  mutating func examine<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>, loss: Scalar, sampleCount: Int
  ) -> Finding? {
    loss.isFinite ? take(engine) : engine.findingInRows(sampleCount: sampleCount, step: stepCount)
  }

  /// Looks at all parameters and moments now, and takes a snapshot; if one is not finite, it says so and keeps the one it has.
  @inlinable
  public mutating func take<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>
  ) -> Finding? {
    if let finding = engine.findingInState(step: stepCount) { return finding }
    snapshot.take(engine)
    begin(at: stepCount)
    return nil
  }

  /// Looks at all parameters, moments and a gradient that waits; takes no snapshot.
  @inlinable
  public func scan<Body: NetworkBody, Function: LossFunction>(
    _ engine: borrowing TrainingEngine<Body, Function, Rule, Scalar>
  ) -> Finding? {
    engine.findingInState(step: stepCount)
  }

  /// Goes back to the snapshot: its steps are as if they had not been.
  @inlinable
  public mutating func rollBack<Body: NetworkBody, Function: LossFunction>(
    _ engine: inout TrainingEngine<Body, Function, Rule, Scalar>
  ) {
    snapshot.restore(&engine)
    begin(at: snapshotStep)
  }

  @usableFromInline
  mutating func begin(at step: Int) {
    snapshotStep = step
    remaining = period
  }
}

/// What a watched epoch did.
public struct WatchedEpoch: Equatable, Sendable {
  /// As `epoch` returns it; of the steps before it ended.
  public let loss: Double
  /// What ended it; nil: all samples were passed.
  public let finding: Finding?

  @inlinable
  public init(loss: Double, finding: Finding?) {
    self.loss = loss
    self.finding = finding
  }
}

extension TrainingEngine {
  /// An epoch by `run`, which is that of an arithmetic. It ends with a finding; the parameters are then those that led to it, or worse.
  @inlinable @inline(__always)
  public mutating func watchedEpoch(
    _ samples: Samples<Scalar>, batchSize: Int, _ sentinel: inout Sentinel<Rule, Scalar>,
    run: (inout TrainingEngine, Samples<Scalar>, (inout TrainingEngine, BatchReport) -> Bool) -> Double
  ) -> WatchedEpoch {
    var finding: Finding?
    let loss = unsafe run(&self, samples) { engine, report in
      let found = sentinel.watch(engine, loss: Scalar(report.loss), sampleCount: report.sampleCount)
      guard let found else { return true }
      finding = unsafe engine.placed(found, samples, first: report.batch &* batchSize, count: report.sampleCount)
      return false
    }
    return WatchedEpoch(loss: loss, finding: finding)
  }
}
