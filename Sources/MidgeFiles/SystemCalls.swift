import Glibc

/// The number of a system error, with the system's words for it.
struct SystemError: Error, Equatable {
  let number: Int32

  /// The error of the call that just failed.
  static var last: SystemError { SystemError(number: errno) }

  var text: String {
    guard let words = unsafe strerror(number) else { return "system error \(number)" }
    return unsafe String(cString: words)
  }
}

/// Calls that may be interrupted by a signal are made again.
enum System {
  static func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) throws(SystemError) -> Int32 {
    try retrying { unsafe Glibc.open(path, flags | O_CLOEXEC, mode) }
  }

  /// Reads up to `buffer.count` bytes; 0 at the end.
  static func read(_ file: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int {
    let count = buffer.count
    return try retrying { unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(file, $0.baseAddress, count) } }
  }

  /// Writes all of `bytes`, in as many pieces as the system takes.
  static func writeAll(_ bytes: [UInt8], to file: Int32) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = try retrying {
        unsafe bytes.withUnsafeBytes { all in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
          return unsafe Glibc.write(file, rest.baseAddress, rest.count)
        }
      }
      guard count > 0 else { throw SystemError(number: EIO) }
      written += count
    }
  }

  static func sync(_ file: Int32) throws(SystemError) {
    _ = try retrying { Glibc.fsync(file) }
  }

  /// Closes once: on Linux the descriptor is gone even when the call was interrupted.
  static func close(_ file: Int32) throws(SystemError) {
    guard Glibc.close(file) == 0 || SystemError.last.number == EINTR else { throw SystemError.last }
  }

  /// The size of an open regular file, 0 for a pipe or a device; a directory is an error.
  static func byteCount(ofReadable file: Int32) throws(SystemError) -> Int {
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw SystemError.last }
    guard !status.isDirectory else { throw SystemError(number: EISDIR) }
    return status.isRegularFile ? Int(status.st_size) : 0
  }

  /// The status of what `path` names, through symbolic links; nil when there is nothing.
  static func status(_ path: String) throws(SystemError) -> stat? {
    var result = stat()
    if unsafe stat(path, &result) == 0 { return result }
    guard SystemError.last.number == ENOENT else { throw SystemError.last }
    return nil
  }

  private static func retrying<Count: SignedInteger>(_ call: () -> Count) throws(SystemError) -> Count {
    while true {
      let result = call()
      if result >= 0 { return result }
      guard SystemError.last.number == EINTR else { throw SystemError.last }
    }
  }
}

extension stat {
  var isDirectory: Bool { st_mode & S_IFMT == S_IFDIR }
  var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
}
