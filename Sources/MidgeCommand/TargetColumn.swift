import MidgeFiles

/// The column to be predicted: which it is, and what was found in it.
struct TargetColumn {
  let index: Int
  let name: String
  /// In the order of the outputs; nil for a regression.
  let classes: [String]?

  /// Finds the column that an option says by name, or by number from 1 on; the last one by default.
  static func find(_ wanted: String?, in names: [String], option: String = "--target") throws(Failure) -> Int {
    guard let wanted else { return names.count - 1 }
    if let index = names.firstIndex(of: wanted) { return index }
    if let number = Int(wanted), (1...names.count).contains(number) { return number - 1 }
    let known = names.prefix(8).map(excerpt).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
    throw .usage("\(option) \(excerpt(wanted)): no such column; there are \(names.count): \(known)")
  }

  /// A text column is a classification; so is a column of at most 20 different whole numbers, unless a regression is asked for.
  init(_ index: Int, of table: CSVTable, task: TrainOptions.Task?, path: String) throws(Failure) {
    self.index = index
    name = table.columnNames[index]
    let kind = try naming(path) { () throws(FormatError) in try table.kind(ofColumn: index) }
    switch kind {
    case .category(let values):
      if task == .regression {
        throw .badData(in: path, "column \(excerpt(name)) is text: a regression needs a number to predict")
      }
      classes = values
    case .numeric:
      let labels = try naming(path) { () throws(FormatError) in try table.categoryValues(ofColumn: index) }
      let looksLikeClasses = labels.count <= TargetColumn.mostClasses && labels.allSatisfy { isWhole($0) }
      let isClassification = task == .classification || (task == nil && looksLikeClasses)
      classes = isClassification ? try TargetColumn.sorted(labels, name, path) : nil
    }
    if let classes, classes.count > TrainPlan.mostTexts {
      throw .badData(
        in: path, "column \(excerpt(name)) has \(classes.count) classes, \(TrainPlan.mostTexts) is the most; see --task"
      )
    }
    if let classes, classes.count < 2 {
      throw .badData(
        in: path, "column \(excerpt(name)) has one class only, \(excerpt(classes[0])): there is nothing to tell apart")
    }
  }

  static let mostClasses = 20

  /// Labels in the order of their values. A value written in two ways would be two classes.
  private static func sorted(_ labels: [String], _ name: String, _ path: String) throws(Failure) -> [String] {
    let classes = labels.map { (value: number($0), text: $0) }.sorted { ($0.value, $0.text) < ($1.value, $1.text) }
    for (one, next) in zip(classes, classes.dropFirst()) where one.value == next.value {
      throw .badData(
        in: path,
        "column \(excerpt(name)): \(excerpt(one.text)) and \(excerpt(next.text)) are one number; write a class in one way"
      )
    }
    return classes.map(\.text)
  }
}

private func isWhole(_ text: String) -> Bool { number(text) == number(text).rounded() }

/// The value of a cell that is known to be a number.
private func number(_ text: String) -> Double { Double(text.filter { $0 != " " && $0 != "\t" }) ?? 0 }
