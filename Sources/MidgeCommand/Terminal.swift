import Glibc

/// Where text goes: results to standard output, progress and errors to standard error. The only part of Midge that prints.
enum Terminal {
  static func print(_ line: String) { write(Array((line + "\n").utf8), to: STDOUT_FILENO) }

  /// One line of JSON.
  static func print(json bytes: [UInt8]) { write(bytes + [UInt8(ascii: "\n")], to: STDOUT_FILENO) }

  static func note(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

  /// Text as it is, to standard error: a progress bar's line.
  static func draw(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  static var hasProgressBar: Bool { isatty(STDERR_FILENO) == 1 }

  private static func write(_ bytes: [UInt8], to file: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        // Nobody reads the notes: no reason to stop. Nobody reads the results: there is.
        if file == STDERR_FILENO { return }
        note("midge: standard output cannot be written to")
        exit(Failure.Code.cannotWrite.rawValue)
      }
    }
  }
}
