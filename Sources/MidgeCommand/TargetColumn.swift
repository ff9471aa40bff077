import MidgeFiles

/// The column to be predicted: which it is, and what was found in it.
struct TargetColumn {
  let index: Int
  let name: String
  /// In the order of the outputs; nil for a regression.
  let classes: [String]?

  /// Finds the column by name, or by number from 1 on; the last one by default.
  static func find(_ wanted: String?, in names: [String]) throws(Failure) -> Int {
    guard let wanted else { return names.count - 1 }
    if let index = names.firstIndex(of: wanted) { return index }
    if let number = Int(wanted), (1...names.count).contains(number) { return number - 1 }
    let known = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", ..." : "")
    throw .usage("--target \(excerpt(wanted)): no such column; there are \(names.count): \(known)")
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
      classes = isClassification ? labels.sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) } : nil
    }
    if let classes, classes.count < 2 {
      throw .badData(
        in: path, "column \(excerpt(name)) has one class only, \(excerpt(classes[0])): there is nothing to tell apart")
    }
  }

  static let mostClasses = 20
}

private func isWhole(_ text: String) -> Bool {
  guard let value = Double(text.filter { $0 != " " }) else { return false }
  return value == value.rounded()
}
