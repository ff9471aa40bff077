import MidgeFiles

/// Options from the command line, and from a JSON file that `--from` names where the command line is silent. The file's keys are the options' names,
/// with underscores: `{"network": "2-2-1", "learning_rate": 1}`; lists may be JSON arrays.
struct Settings: OptionValues {
  private let arguments: Arguments
  private let file: (path: String, arguments: Arguments)?

  init(_ words: [String], options: [String], flags: [String]) throws(Failure) {
    let given = try Arguments(words, options: options + ["--from"], flags: flags + ["--json"])
    try given.require([])
    arguments = given
    guard let path = given["--from"] else {
      file = nil
      return
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try readFile(path)
    } catch {
      throw Failure(error)
    }
    let words = try naming(path) { () throws(FormatError) in try SettingsFile(JSONValue(parsing: bytes), flags).words }
    do throws(Failure) {
      file = (path, try Arguments(words, options: options, flags: flags))
    } catch {
      throw .badData(in: path, error.message)
    }
  }

  /// The text of an option.
  subscript(name: String) -> String? { arguments[name] ?? file?.arguments[name] }

  func has(_ flag: String) -> Bool { arguments.has(flag) || file?.arguments.has(flag) == true }

  /// An option's value that does not do: wrong usage, or bad data where it stands in the file.
  func wrong(_ name: String, _ message: String) -> Failure {
    if arguments[name] == nil, let file, file.arguments[name] != nil || file.arguments.has(name) {
      return .badData(in: file.path, "\(name) \(message)")
    }
    return .usage("\(name) \(message)")
  }
}

/// A file's settings as the words of a command line: one parser, and one set of rules, for both.
private struct SettingsFile {
  private(set) var words: [String] = []

  /// What stands between the elements of lists, innermost first.
  private static let separators = ["--network": ["-"], "--biases": [",", "|"]]

  init(_ value: JSONValue, _ flags: [String]) throws(FormatError) {
    guard let members = value.object else { throw FormatError("an object with the options' names as keys is wanted") }
    for member in members {
      let name = "--" + String(member.key.map { $0 == "_" ? "-" : $0 })
      if flags.contains(name) {
        guard let isSet = member.value.bool else { throw FormatError("\(excerpt(member.key)) is true or false") }
        if isSet { words.append(name) }
      } else {
        let text = SettingsFile.text(member.value, SettingsFile.separators[name] ?? [",", ";", "|"])?.text
        guard let text else {
          throw FormatError("\(excerpt(member.key)): a number, a text or a list of numbers is wanted")
        }
        words.append("\(name)=\(text)")
      }
    }
  }

  private static func text(_ value: JSONValue, _ separators: [String]) -> (text: String, depth: Int)? {
    switch value {
    case .number(let text), .string(let text): return (text, 0)
    case .array(let elements):
      let parts = elements.compactMap { text($0, separators) }
      guard let depth = parts.first?.depth, parts.count == elements.count, depth < separators.count,
        parts.allSatisfy({ $0.depth == depth })
      else { return nil }
      return (parts.map(\.text).joined(separator: separators[depth]), depth + 1)
    default: return nil
    }
  }
}
