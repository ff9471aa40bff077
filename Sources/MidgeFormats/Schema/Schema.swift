/// What stands between a table and a network: which columns are its inputs and how they are scaled, what its outputs mean. Fitted
/// to the training rows, stored with the model.
public struct Schema: Equatable, Sendable {
  /// What the network learns to predict.
  public enum Target: Equatable, Sendable {
    /// One of these, by position.
    case classes([String])
    /// A number: the network's output times `scale` plus `mean`.
    case number(mean: Double, scale: Double)
  }

  /// All columns of the training table, in its order: a table without a header is matched by position.
  public var columnNames: [String]
  public var features: [FeatureColumn]
  public var inputs: Standardizer
  public var targetName: String
  public var target: Target

  public init(
    columnNames: [String], features: [FeatureColumn], inputs: Standardizer, targetName: String, target: Target
  ) {
    self.columnNames = columnNames
    self.features = features
    self.inputs = inputs
    self.targetName = targetName
    self.target = target
  }

  public var classes: [String]? {
    if case .classes(let names) = target { names } else { nil }
  }

  /// `classification` or `regression`.
  public var task: String { classes == nil ? "regression" : "classification" }

  /// Standardises a row of inputs and appends it; an error names the column and the line.
  public func scale(_ row: [Double], line: Int, to output: inout [Float]) throws(FormatError) {
    do throws(FormatError) {
      try inputs.append(row, to: &output)
    } catch {
      throw FormatError("column \(excerpt(name(ofInput: error.column ?? 0))): \(error.message)", line: line)
    }
  }

  /// The column that input number `input`, counted from 1, was made from.
  private func name(ofInput input: Int) -> String {
    var last = 0
    for feature in features {
      last += feature.inputCount
      if input <= last { return feature.name }
    }
    return ""
  }

  /// The names by which to find the features in a table: its own, or, without a header, those of training by position.
  public func columnNames(of found: [String], hasHeader: Bool) -> [String] {
    if hasHeader { return found }
    if found.count == columnNames.count { return columnNames }
    return found.count == features.count ? features.map(\.name) : found
  }
}
