import MidgeFiles

/// Why a command ends early: its exit code, and one line that says what is wrong, where, and what to do.
struct Failure: Error {
  enum Code: Int32 {
    case failed = 1
    case usage = 2
    case badData = 65
    case noInput = 66
    case cannotWrite = 73
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  static func usage(_ message: String) -> Failure { Failure(.usage, message) }

  static func badData(in path: String, _ message: String) -> Failure {
    Failure(.badData, "\(name(of: path)): \(message)")
  }

  /// A path as messages show it.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path.isEmpty ? "''" : path }

  init(_ error: FileError) {
    switch error.kind {
    case .notFound, .notReadable: self.init(.noInput, "\(error)")
    case .cannotWrite: self.init(.cannotWrite, "\(error)")
    }
  }

  /// A format's error, behind the file's name in the manner of compilers: `data.csv:3:2: ...`.
  init(_ error: FormatError, in path: String) {
    var place = Failure.name(of: path)
    if let line = error.line { place += ":\(line)" }
    if let column = error.column { place += ":\(column)" }
    if let byte = error.byteOffset { place += ": byte \(byte)" }
    self.init(.badData, "\(place): \(error.message)")
  }

  init(_ error: ModelFileError) {
    switch error {
    case .file(let error): self.init(error)
    case .contents(let path, let error): self.init(error, in: path)
    }
  }
}

/// Runs code that throws format errors, and puts the file's name in front of them.
func naming<Result: ~Copyable>(_ path: String, _ body: () throws(FormatError) -> Result) throws(Failure) -> Result {
  do throws(FormatError) {
    return try body()
  } catch {
    throw Failure(error, in: path)
  }
}
