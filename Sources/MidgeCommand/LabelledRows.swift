import MidgeFiles
import MidgeModel

/// Rows as a network takes them: standardised inputs, and targets.
struct LabelledRows {
  var inputs: [Float] = []
  /// Class indices of a classification.
  var classes: [Int32] = []
  /// Standardised numbers of a regression; 0 and 1 where two classes share one output.
  var values: [Float] = []
  /// The numbers of a regression in their own units.
  var numbers: [Double] = []
  /// What each row counts in the loss; empty: 1.
  var weights: [Float] = []
  /// Where each row starts in its file.
  var lines: [Int] = []
  var count = 0
}

/// A table's features and targets before scaling.
struct EncodedTable {
  let inputs: [Double]
  let inputCount: Int
  let rowCount: Int
  /// Class indices, or nil for a regression.
  let labels: [Int32]?
  /// Numbers to predict, or empty.
  let numbers: [Double]
  /// What each row counts in the loss, or empty.
  let weights: [Float]
  /// Where each row starts in its file.
  let lines: [Int]

  /// Reads the features of every row, its target (a class out of `classes`, or a number), and its weight if a column says it.
  init(
    _ table: CSVTable, features: FeatureEncoder, target index: Int, classes: [String]?, weights weightIndex: Int? = nil
  ) throws(FormatError) {
    var inputs: [Double] = [], labels: [Int32] = [], numbers: [Double] = [], weights: [Float] = []
    let known = classes.map { CategoryIndex(values: $0, columnName: table.columnNames[index]) }
    inputs.reserveCapacity(table.rows.count * features.inputCount)
    for row in table.rows {
      try features.append(row, to: &inputs)
      if let known {
        labels.append(Int32(try known.position(of: row[index])))
      } else {
        numbers.append(try row[index].number(ofColumn: table.columnNames[index]))
      }
      if let weightIndex {
        let name = table.columnNames[weightIndex]
        let weight = (try? row[weightIndex].number(ofColumn: name)).map { Float($0) } ?? -1
        guard weight == 0 || (1e-20...1e20).contains(weight) else {
          throw FormatError("column \(excerpt(name)): a weight is 0 or a number from 1e-20 to 1e20", line: row.line)
        }
        weights.append(weight)
      }
    }
    self.inputs = inputs
    inputCount = features.inputCount
    rowCount = table.rows.count
    self.labels = classes == nil ? nil : labels
    self.numbers = numbers
    self.weights = weights
    lines = table.rows.map(\.line)
  }

  /// The rows at these positions, scaled by the schema.
  func rows(_ positions: [Int], _ schema: Schema) throws(FormatError) -> LabelledRows {
    var rows = LabelledRows()
    rows.count = positions.count
    rows.inputs.reserveCapacity(positions.count * inputCount)
    for position in positions {
      let row = Array(inputs[position * inputCount..<(position + 1) * inputCount])
      try schema.scale(row, line: lines[position], to: &rows.inputs)
      if !weights.isEmpty { rows.weights.append(weights[position]) }
      rows.lines.append(lines[position])
      switch schema.target {
      case .classes:
        let label = labels?[position] ?? 0
        rows.classes.append(label)
        rows.values.append(Float(label))
      case .number(let mean, let scale):
        let value = Float((numbers[position] - mean) / scale)
        guard value.isFinite else {
          throw FormatError(
            "column \(excerpt(schema.targetName)): \(numbers[position]) is too far from the training data to be computed with",
            line: lines[position])
        }
        rows.values.append(value)
        rows.numbers.append(numbers[position])
      }
    }
    return rows
  }
}
