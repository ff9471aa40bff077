/// A column that a network takes in or is trained towards: what has to be remembered beside the parameters to read
/// the next file the same way.
public struct FeatureColumn: Equatable, Sendable {
  /// The column's name in the header.
  public var name: String

  /// What its cells are.
  public var kind: ColumnKind

  /// Makes a column.
  public init(name: String, kind: ColumnKind) {
    self.name = name
    self.kind = kind
  }

  /// How many inputs the column becomes: one for a number, one for each value of a category.
  public var inputCount: Int {
    switch kind {
    case .numeric: 1
    case .category(let values): values.count
    }
  }
}

extension Array where Element == FeatureColumn {
  /// How many inputs these columns become together.
  public var inputCount: Int { reduce(0) { $0 + $1.inputCount } }
}

extension CSVTable {
  /// Describes a column from all its cells; see `kind(ofColumn:)`.
  public func featureColumn(at column: Int) throws(FormatError) -> FeatureColumn {
    FeatureColumn(name: columnNames[column], kind: try kind(ofColumn: column))
  }
}
