import MidgeFiles
import MidgeModel

/// A training, made ready: rows drawn and scaled, the network described. Everything that can be wrong with options and data is found here.
struct TrainPlan {
  let options: TrainOptions
  let schema: Schema
  let training: LabelledRows
  let validation: LabelledRows
  /// Used for nothing but the last scores.
  let test: LabelledRows
  let classWeights: [Float]?
  let layers: [LayerShape]
  let loss: Loss
  let outputName: String
  let batchSize: Int

  init(_ options: TrainOptions) throws(Failure) {
    self.options = options
    let path = options.data
    let table = try Input.table(path)
    let targetIndex = try TargetColumn.find(options.target, in: table.columnNames)
    let target = try TargetColumn(targetIndex, of: table, task: options.task, path: path)
    let weightsIndex = try TrainPlan.weightsColumn(options, in: table.columnNames, target: targetIndex)
    let features = try TrainPlan.features(table, except: [targetIndex, weightsIndex], path)
    let encoded = try naming(path) { () throws(FormatError) in
      try EncodedTable(
        table, features: FeatureEncoder(columns: features, columnNames: table.columnNames), target: targetIndex,
        classes: target.classes, weights: weightsIndex)
    }
    let split = Split(
      rowCount: encoded.rowCount, labels: encoded.labels, share: options.validationShare,
      testShare: options.testShare, seed: options.seed)
    if split.training.count < 2 || (options.validationShare > 0 && split.validation.isEmpty)
      || (options.testShare > 0 && split.test.isEmpty)
    {
      throw .badData(
        in: path,
        "\(encoded.rowCount) rows are too few to train and validate on; add rows"
          + (options.validationShare > 0 ? ", or use --validation 0" : ""))
    }
    let schema = try naming(path) { () throws(FormatError) in
      Schema(
        columnNames: table.columnNames, features: features,
        inputs: try Standardizer(fitting: encoded.inputs, rows: split.training, columns: features),
        targetName: target.name, target: try TrainPlan.scaling(target, encoded, split.training))
    }
    self.schema = schema
    training = try naming(path) { () throws(FormatError) in try encoded.rows(split.training, schema) }
    validation = try naming(path) { () throws(FormatError) in try encoded.rows(split.validation, schema) }
    test = try naming(path) { () throws(FormatError) in try encoded.rows(split.test, schema) }
    if !training.weights.isEmpty && training.weights.allSatisfy({ $0 == 0 }) {
      throw .badData(in: path, "all rows to train on have weight 0: there is nothing to learn")
    }
    classWeights = try options.training.classWeights?.weights(of: training, classes: target.classes)
    (loss, outputName, layers) = try TrainPlan.network(options, inputCount: encoded.inputCount, classes: target.classes)
    batchSize = min(options.batchSize ?? training.count, training.count)
  }

  var stepsPerEpoch: Int { (training.count + batchSize - 1) / batchSize }

  private static func weightsColumn(
    _ options: TrainOptions, in names: [String], target: Int
  ) throws(Failure) -> Int? {
    guard let name = options.training.sampleWeights else { return nil }
    let index = try TargetColumn.find(name, in: names, option: "--sample-weights")
    if index == target { throw .usage("--sample-weights \(excerpt(name)) is the column to be predicted") }
    return index
  }

  private static func features(
    _ table: CSVTable, except others: [Int?], _ path: String
  ) throws(Failure) -> [FeatureColumn] {
    var features: [FeatureColumn] = []
    for index in table.columnNames.indices where !others.contains(index) {
      let column = try naming(path) { () throws(FormatError) in try table.featureColumn(at: index) }
      if column.inputCount > mostTexts {
        throw .badData(
          in: path,
          "column \(excerpt(column.name)) has \(column.inputCount) different texts, \(mostTexts) is the most; remove it"
        )
      }
      features.append(column)
    }
    if features.isEmpty { throw .badData(in: path, "there is no column but the target; add features") }
    return features
  }

  /// A text becomes an input for each of its values: names and identifiers are no features.
  static let mostTexts = 1000

  /// A regression's target is standardised over the training rows.
  private static func scaling(
    _ target: TargetColumn, _ table: EncodedTable, _ training: [Int]
  ) throws(FormatError) -> Schema.Target {
    if let classes = target.classes { return .classes(classes) }
    let column = FeatureColumn(name: target.name, kind: .numeric)
    let fitted = try Standardizer(fitting: table.numbers, rows: training, columns: [column])
    if table.numbers.allSatisfy({ $0 == table.numbers[0] }) {
      throw FormatError("column \(excerpt(target.name)) has one value only: there is nothing to predict")
    }
    return .number(mean: fitted.mean[0], scale: fitted.scale[0])
  }
}
