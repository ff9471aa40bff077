import MidgeFiles

/// Where the texts of options come from, and how they are read: the same way wherever they stand.
protocol OptionValues {
  /// The text of an option.
  subscript(name: String) -> String? { get }
  /// An option's value that does not do.
  func wrong(_ name: String, _ message: String) -> Failure
}

extension OptionValues {
  /// The value of an option, read by `parse`; nil from it is an error that says what was wanted.
  func value<Value>(
    _ name: String, default standard: Value, wanted: String, _ parse: (String) -> Value?
  ) throws(Failure) -> Value {
    guard let text = self[name] else { return standard }
    guard let value = parse(text) else { throw wrong(name, "\(excerpt(text)): \(wanted) is wanted") }
    return value
  }

  /// One of the names of a fixed set.
  func choice<Value>(
    _ name: String, default standard: Value, among names: [(String, Value)]
  ) throws(Failure) -> Value {
    try value(name, default: standard, wanted: "one of \(names.map(\.0).joined(separator: ", "))") { text in
      names.first { $0.0 == text }?.1
    }
  }

  func integer(_ name: String, default standard: Int, from least: Int) throws(Failure) -> Int {
    try value(name, default: standard, wanted: "a whole number from \(least) on") { text in
      Int(text).flatMap { $0 >= least ? $0 : nil }
    }
  }

  func integer(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws(Failure) -> Int {
    try value(
      name, default: standard, wanted: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// Finite; `limit` also takes infinity.
  func positive(_ name: String, default standard: Double) throws(Failure) -> Double {
    let value = try value(name, default: standard, wanted: "a number above 0") { text in
      Double(text).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }
    return try rounded(name, value) { $0 > 0 && $0.isFinite }
  }

  func limit(_ name: String) throws(Failure) -> Double {
    let value = try value(name, default: .infinity, wanted: "a number above 0") { text in
      Double(text).flatMap { $0 > 0 ? $0 : nil }
    }
    return try rounded(name, value) { $0 > 0 }
  }

  func nonNegative(_ name: String, default standard: Double) throws(Failure) -> Double {
    let value = try value(name, default: standard, wanted: "a number from 0 on") { text in
      Double(text).flatMap { $0 >= 0 && $0.isFinite ? $0 : nil }
    }
    return try rounded(name, value) { $0.isFinite }
  }

  func share(_ name: String, default standard: Double) throws(Failure) -> Double {
    let value = try value(name, default: standard, wanted: "a number from 0 to below 1") { text in
      Double(text).flatMap { $0 >= 0 && $0 < 1 ? $0 : nil }
    }
    return try rounded(name, value) { $0 < 1 }
  }

  /// A number that steps round to `Float`: what becomes of it must do, too.
  private func rounded(_ name: String, _ value: Double, _ does: (Float) -> Bool) throws(Failure) -> Double {
    if does(Float(value)) { return value }
    let text = excerpt(self[name] ?? "")
    throw wrong(name, "\(text): a 32-bit float, which it is rounded to, would be \(Float(value))")
  }
}
