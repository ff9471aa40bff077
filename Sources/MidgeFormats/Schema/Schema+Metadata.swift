/// The schema as metadata of a model file: JSON texts under `midge.` keys.
extension Schema {
  public func write(to file: inout SafeTensors) {
    file.setMetadata("midge.task", task)
    file.setMetadata("midge.columns", json { $0.strings(columnNames) })
    file.setMetadata("midge.features", json { $0.features(features) })
    file.setMetadata("midge.input_mean", json { $0.numbers(inputs.mean) })
    file.setMetadata("midge.input_scale", json { $0.numbers(inputs.scale) })
    file.setMetadata("midge.target", targetName)
    switch target {
    case .classes(let names): file.setMetadata("midge.classes", json { $0.strings(names) })
    case .number(let mean, let scale):
      file.setMetadata("midge.target_mean", "\(mean)")
      file.setMetadata("midge.target_scale", "\(scale)")
    }
  }

  public init(from file: SafeTensors) throws(FormatError) {
    columnNames = try file.strings("midge.columns")
    features = try file.features("midge.features")
    inputs = try Standardizer(mean: file.numbers("midge.input_mean"), scale: file.numbers("midge.input_scale"))
    targetName = try file.text("midge.target")
    if file.metadataValue("midge.classes") != nil {
      let names = try file.strings("midge.classes")
      guard names.count > 1, Set(names.map { Array($0.utf8) }).count == names.count else {
        throw file.bad("midge.classes")
      }
      target = .classes(names)
    } else {
      let scale = try file.number("midge.target_scale")
      guard scale > 0 else { throw file.bad("midge.target_scale") }
      target = .number(mean: try file.number("midge.target_mean"), scale: scale)
    }
    guard features.inputCount == inputs.mean.count else {
      throw FormatError(
        "the model's columns become \(features.inputCount) inputs, its scaling has \(inputs.mean.count)")
    }
  }

  private func json(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  fileprivate mutating func strings(_ values: [String]) { array { for value in values { $0.write(value) } } }

  fileprivate mutating func numbers(_ values: [Double]) { array { for value in values { $0.write(value) } } }

  fileprivate mutating func features(_ columns: [FeatureColumn]) {
    array { list in
      for column in columns {
        list.object { member in
          member.write("name", column.name)
          switch column.kind {
          case .numeric: member.write("kind", "numeric")
          case .category(let values):
            member.write("kind", "category")
            member.array("values") { for value in values { $0.write(value) } }
          }
        }
      }
    }
  }
}

extension SafeTensors {
  fileprivate func text(_ key: String) throws(FormatError) -> String {
    guard let value = metadataValue(key) else { throw FormatError("the model file has no \(key) in its metadata") }
    return value
  }

  fileprivate func json(_ key: String) throws(FormatError) -> [JSONValue] {
    guard let list = try JSONValue(parsing: Array(text(key).utf8)).array else { throw bad(key) }
    return list
  }

  fileprivate func strings(_ key: String) throws(FormatError) -> [String] {
    var values: [String] = []
    for item in try json(key) {
      guard let value = item.string else { throw bad(key) }
      values.append(value)
    }
    return values
  }

  fileprivate func numbers(_ key: String) throws(FormatError) -> [Double] {
    var values: [Double] = []
    for item in try json(key) {
      guard let value = item.double else { throw bad(key) }
      values.append(value)
    }
    return values
  }

  fileprivate func number(_ key: String) throws(FormatError) -> Double {
    guard let value = try Double(text(key)), value.isFinite else { throw bad(key) }
    return value
  }

  fileprivate func features(_ key: String) throws(FormatError) -> [FeatureColumn] {
    var columns: [FeatureColumn] = []
    for item in try json(key) {
      guard let name = item["name"]?.string, let kind = item["kind"]?.string else { throw bad(key) }
      switch kind {
      case "numeric": columns.append(FeatureColumn(name: name, kind: .numeric))
      case "category":
        guard let list = item["values"]?.array else { throw bad(key) }
        let values = list.compactMap(\.string)
        guard values.count == list.count else { throw bad(key) }
        columns.append(FeatureColumn(name: name, kind: .category(values: values)))
      default: throw bad(key)
      }
    }
    return columns
  }

  fileprivate func bad(_ key: String) -> FormatError { FormatError("the model file's \(key) is not what it should be") }
}
