import MidgeFiles

/// The words of a command line, sorted into options with values, flags and operands.
struct Arguments: OptionValues {
  private var values: [String: String] = [:]
  private var flags: Set<String> = []
  private(set) var operands: [String] = []

  /// `--name value` and `--name=value` are the same; after `--` everything is an operand; `-` alone is one.
  init(_ words: [String], options: [String], flags known: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if known.contains(name) {
        if parts.count > 1 { throw .usage("\(name) takes no value") }
        flags.insert(name)
      } else if options.contains(name) {
        guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
          throw .usage("\(name) needs a value")
        }
        if values[name] != nil { throw .usage("\(name) is given twice") }
        values[name] = value
      } else {
        throw .usage("unknown option \(excerpt(name))\(Arguments.suggestion(for: name, among: options + known))")
      }
    }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  subscript(name: String) -> String? { values[name] }

  func wrong(_ name: String, _ message: String) -> Failure { .usage("\(name) \(message)") }

  /// Exactly these operands, by name.
  func require(_ names: [String], optional: Int = 0) throws(Failure) {
    if operands.count < names.count - optional {
      throw .usage("\(names[operands.count]) is missing")
    }
    if operands.count > names.count { throw .usage("unexpected argument \(excerpt(operands[names.count]))") }
  }

  /// The known option nearest to a misspelt one, if it is near.
  private static func suggestion(for word: String, among names: [String]) -> String {
    let nearest = names.map { (distance: editDistance(word, $0), name: $0) }.min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= 2 else { return "; see --help" }
    return "; did you mean \(nearest.name)?"
  }

  /// Levenshtein's distance.
  private static func editDistance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let change = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
