// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

/// The options of C, checked, as Midge's values.
struct Options {
  let loss: Loss
  let reduction: Reduction
  let optimizer: OptimizerChoice
  let regularization: Regularization
  let initializer: Initializer
  let instructionSet: InstructionSet
  let isPredictor: Bool
  let rowCapacity: Int
  let seed: UInt64

  init(_ options: UnsafePointer<midge_options>?) throws(Failure) {
    let place = try unsafe present(options, "options")
    // Only its length is looked at until that is known to be right.
    let byteCount = unsafe UnsafeRawPointer(place).load(as: Int.self)
    guard byteCount == MemoryLayout<midge_options>.size else {
      throw .argument("options.byte_count", ": fill the options with midge_default_options first; it is ", byteCount)
    }
    let given = unsafe place.pointee
    guard let loss = UInt8(exactly: given.loss).flatMap(Loss.init) else {
      throw .argument("options.loss", ": no such loss: ", Int(given.loss))
    }
    guard let reduction = UInt8(exactly: given.reduction).flatMap(Reduction.init) else {
      throw .argument("options.reduction", ": no such reduction: ", Int(given.reduction))
    }
    self.loss = loss
    self.reduction = reduction
    optimizer = try Options.optimizer(given)
    regularization = try Options.regularization(given)
    initializer = try Options.initializer(given.initializer)
    instructionSet = try Options.instructionSet(given.instruction_set)
    isPredictor = given.prediction_only != 0
    rowCapacity = given.row_capacity
    seed = given.seed
  }

  static func checkLearningRate(_ rate: Double) throws(Failure) {
    guard isLimit(rate), Float(rate).isFinite else {
      throw .argument("learning_rate", ": must be above 0, as a float, and finite")
    }
  }

  private static func optimizer(_ given: midge_options) throws(Failure) -> OptimizerChoice {
    let rate = given.learning_rate
    try checkLearningRate(rate)
    guard isShare(given.momentum) else { throw .argument("options.momentum", shareIsWanted) }
    guard isShare(given.beta1) else { throw .argument("options.beta1", shareIsWanted) }
    guard isShare(given.beta2) else { throw .argument("options.beta2", shareIsWanted) }
    guard isFactor(given.epsilon) else { throw .argument("options.epsilon", factorIsWanted) }
    guard isFactor(given.weight_decay) else { throw .argument("options.weight_decay", factorIsWanted) }
    guard let kind = UInt8(exactly: given.optimizer).flatMap(OptimizerKind.init) else {
      throw .argument("options.optimizer", ": no such optimizer: ", Int(given.optimizer))
    }
    return kind.choice(
      learningRate: rate, momentum: given.momentum, beta1: given.beta1, beta2: given.beta2, epsilon: given.epsilon,
      weightDecay: given.weight_decay)
  }

  /// Weight decay is AdamW's own, and an L2 penalty of the others.
  private static func regularization(_ given: midge_options) throws(Failure) -> Regularization {
    guard isFactor(given.l1) else { throw .argument("options.l1", factorIsWanted) }
    guard isLimit(given.clip_norm) else { throw .argument("options.clip_norm", limitIsWanted) }
    guard isLimit(given.clip_value) else { throw .argument("options.clip_value", limitIsWanted) }
    guard isLimit(given.max_norm) else { throw .argument("options.max_norm", limitIsWanted) }
    guard isShare(given.label_smoothing) else { throw .argument("options.label_smoothing", shareIsWanted) }
    let isDecoupled = given.optimizer == Int32(MIDGE_ADAMW.rawValue)
    return Regularization(
      l1: given.l1, l2: isDecoupled ? 0 : given.weight_decay, clipValue: given.clip_value, clipNorm: given.clip_norm,
      maxNorm: given.max_norm, labelSmoothing: given.label_smoothing)
  }

  // Steps compute with Float: what a number is after rounding counts.
  private static func isShare(_ value: Double) -> Bool { value >= 0 && Float(value) < 1 }
  private static func isFactor(_ value: Double) -> Bool { value >= 0 && Float(value).isFinite }
  /// Infinity, and what becomes it, is no limit.
  private static func isLimit(_ value: Double) -> Bool { Float(value) > 0 }

  private static var shareIsWanted: StaticString { ": must be from 0 to below 1, as a float" }
  private static var factorIsWanted: StaticString { ": must be 0 or above, and finite as a float" }
  private static var limitIsWanted: StaticString { ": must be above 0, as a float" }

  private static func initializer(_ number: Int32) throws(Failure) -> Initializer {
    switch number {
    case Int32(MIDGE_AUTOMATIC.rawValue): .automatic
    case Int32(MIDGE_GLOROT_UNIFORM.rawValue): .glorotUniform
    case Int32(MIDGE_GLOROT_NORMAL.rawValue): .glorotNormal
    case Int32(MIDGE_HE_UNIFORM.rawValue): .heUniform
    case Int32(MIDGE_HE_NORMAL.rawValue): .heNormal
    case Int32(MIDGE_LECUN_UNIFORM.rawValue): .leCunUniform
    case Int32(MIDGE_LECUN_NORMAL.rawValue): .leCunNormal
    case Int32(MIDGE_ORTHOGONAL.rawValue): .orthogonal()
    default: throw .argument("options.initializer", ": no such initializer: ", Int(number))
    }
  }

  /// The environment is read here: Embedded Swift cannot.
  private static func instructionSet(_ number: Int32) throws(Failure) -> InstructionSet {
    do throws(ModelError) {
      if number == Int32(MIDGE_BEST.rawValue) { return try unsafe InstructionSet.selected(by: getenv("MIDGE_CPU")) }
    } catch {
      throw Failure(error)
    }
    guard let wanted = UInt8(exactly: number).flatMap(InstructionSet.init) else {
      throw Failure(MIDGE_ERROR_INSTRUCTION_SET, "options.instruction_set", ": no such instruction set: ", Int(number))
    }
    return wanted
  }
}

@c @implementation
public func midge_default_options(_ options: UnsafeMutablePointer<midge_options>?) -> midge_status {
  do throws(Failure) {
    let adam = Adam(), place = try unsafe present(options, "options")
    unsafe place.pointee = midge_options(
      byte_count: MemoryLayout<midge_options>.size, loss: Int32(MIDGE_MEAN_SQUARED_ERROR.rawValue),
      reduction: Int32(MIDGE_MEAN.rawValue), optimizer: Int32(MIDGE_ADAM.rawValue),
      initializer: Int32(MIDGE_AUTOMATIC.rawValue), instruction_set: Int32(MIDGE_BEST.rawValue), prediction_only: 0,
      row_capacity: 32, seed: 1, learning_rate: adam.learningRate, momentum: 0.9, beta1: adam.beta1, beta2: adam.beta2,
      epsilon: adam.epsilon, weight_decay: 0, l1: 0, clip_norm: .infinity, clip_value: .infinity, max_norm: .infinity,
      label_smoothing: 0)
    return MIDGE_OK
  } catch {
    return error.status
  }
}
