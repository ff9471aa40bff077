import MidgeFiles
import MidgeModel

/// A network with the schema that feeds it: what `train` makes, and the other commands read from a file.
struct TrainedModel: ~Copyable {
  var trainer: ModelTrainer
  let schema: Schema

  init(trainer: consuming ModelTrainer, schema: Schema) {
    self.trainer = trainer
    self.schema = schema
  }

  /// Reads a model file.
  static func read(_ path: String) throws(Failure) -> TrainedModel {
    let instructionSet = try InstructionSet.chosen()
    let file: SafeTensors
    do throws(ModelFileError) {
      file = try SafeTensors(readingFile: path)
    } catch {
      throw Failure(error)
    }
    return try naming(path) { () throws(FormatError) in
      let schema = try Schema(from: file), trainer = try ModelTrainer.read(from: file, instructionSet)
      let outputs = schema.classes.map { $0.count == 2 && trainer.extents.outputCount == 1 ? 1 : $0.count } ?? 1
      guard trainer.extents.inputCount == schema.features.inputCount, trainer.extents.outputCount == outputs else {
        throw FormatError("the network does not fit the columns that the file describes")
      }
      return TrainedModel(trainer: trainer, schema: schema)
    }
  }

  /// The model as a file, but for the checksum.
  func file() throws(FormatError) -> SafeTensors {
    var file = try SafeTensors(of: trainer)
    file.setObjective(trainer.loss, trainer.reduction)
    schema.write(to: &file)
    return file
  }

  /// The loss over rows, by the trainer's reduction.
  func loss(on rows: LabelledRows) -> Double {
    usesClasses
      ? trainer.evaluate(rows.inputs.span, classes: rows.classes.span).loss
      : trainer.evaluate(rows.inputs.span, rows.values.span).loss
  }

  /// One pass over the rows, in a new order, that ends when the sentinel finds something.
  mutating func epoch(_ rows: LabelledRows, batchSize: Int, sentinel: inout ModelSentinel) -> WatchedEpoch {
    let inputs = rows.inputs.span
    if !rows.weights.isEmpty {
      let weights = rows.weights.span
      return usesClasses
        ? trainer.epoch(
          inputs, classes: rows.classes.span, weights: weights, batchSize: batchSize, sentinel: &sentinel)
        : trainer.epoch(inputs, rows.values.span, weights: weights, batchSize: batchSize, sentinel: &sentinel)
    }
    return usesClasses
      ? trainer.epoch(inputs, classes: rows.classes.span, batchSize: batchSize, sentinel: &sentinel)
      : trainer.epoch(inputs, rows.values.span, batchSize: batchSize, sentinel: &sentinel)
  }

  mutating func diagnose(_ rows: LabelledRows) -> Diagnosis {
    if !rows.weights.isEmpty {
      let weights = rows.weights.span
      return usesClasses
        ? trainer.diagnose(rows.inputs.span, classes: rows.classes.span, weights: weights)
        : trainer.diagnose(rows.inputs.span, rows.values.span, weights: weights)
    }
    return usesClasses
      ? trainer.diagnose(rows.inputs.span, classes: rows.classes.span)
      : trainer.diagnose(rows.inputs.span, rows.values.span)
  }

  /// An iteration of L-BFGS over all rows together.
  mutating func fit(_ rows: LabelledRows, by fitter: inout LBFGSFitter<Float>) -> LBFGSReport {
    usesClasses
      ? trainer.fit(rows.inputs.span, classes: rows.classes.span, by: &fitter)
      : trainer.fit(rows.inputs.span, rows.values.span, by: &fitter)
  }

  /// One output cannot tell classes by index: it takes 0 and 1.
  private var usesClasses: Bool { trainer.extents.outputCount > 1 }

  /// The network's outputs, probabilities of a classifier, for rows of standardised inputs.
  func outputs(_ inputs: [Float]) -> [Float] {
    let rowCount = inputs.count / trainer.extents.inputCount
    guard rowCount > 0 else { return [] }
    var outputs = [Float](repeating: 0, count: rowCount * trainer.extents.outputCount)
    trainer.probabilities(inputs.span, into: outputs.mutableSpan)
    return outputs
  }

  /// What the network says of rows of standardised inputs.
  func predictions(_ inputs: [Float]) -> [Prediction] {
    let width = trainer.extents.outputCount, outputs = outputs(inputs)
    return (0..<outputs.count / width).map { row in
      Prediction(Array(outputs[row * width..<(row + 1) * width]), schema.target)
    }
  }
}

extension ModelTrainer {
  /// The network of a file, ready to predict and to evaluate.
  static func read(from file: SafeTensors, _ instructionSet: InstructionSet) throws(FormatError) -> ModelTrainer {
    let (loss, reduction) = try file.objective()
    let layers = try file.layers()
    try file.checkTensors(of: layers)
    var trainer = try build(layers, loss, reduction, instructionSet)
    try file.load(into: &trainer)
    return trainer
  }

  private static func build(
    _ layers: [LayerShape], _ loss: Loss, _ reduction: Reduction, _ instructionSet: InstructionSet
  ) throws(FormatError) -> ModelTrainer {
    do throws(ModelError) {
      return try ModelTrainer(
        layers.span, loss: loss, optimizer: .sgd(SGD(learningRate: 1)), reduction: reduction,
        instructionSet: instructionSet)
    } catch {
      throw FormatError("the architecture cannot be built: \(error)")
    }
  }
}

/// What a network says of one row.
enum Prediction {
  /// A class by its position, and the probabilities of all.
  case label(Int, probabilities: [Float])
  /// In the target's units.
  case number(Double)

  /// From a row of outputs; one output of a classifier is the probability of the second of two classes.
  init(_ outputs: [Float], _ target: Schema.Target) {
    switch target {
    case .number: self = .number(target.number(outputs[0]))
    case .classes:
      let all = outputs.count == 1 ? [1 - outputs[0], outputs[0]] : outputs
      self = .label(LabelledProbabilities.prediction(of: all.span), probabilities: all)
    }
  }
}

extension Schema.Target {
  /// A regression's output in the target's units; an output of a classifier as it is.
  func number(_ output: Float) -> Double {
    switch self {
    case .number(let mean, let scale): Double(output) * scale + mean
    case .classes: Double(output)
    }
  }
}
