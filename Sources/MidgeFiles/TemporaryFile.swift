import Glibc

/// A new file beside the one it is to replace. Unless it was moved into place it is removed with this value.
struct TemporaryFile: ~Copyable {
  let path: String
  private var file: Int32?
  private var isInPlace = false

  /// Names are `.midge-PID-N.tmp`: short, so that they fit wherever the target's name does. Names that are taken,
  /// by another thread or left by a crash, are passed over.
  init(for target: WriteTarget) throws(FileError) {
    var attempt = 0
    while true {
      let candidate = "\(target.directory)/.midge-\(getpid())-\(attempt).tmp"
      do throws(SystemError) {
        file = try System.open(candidate, O_WRONLY | O_CREAT | O_EXCL, 0o644)
        path = candidate
        return
      } catch {
        attempt += 1
        guard error.number == EEXIST, attempt < 1000 else {
          throw target.failure(
            "no file can be made in the directory \(target.directory) (\(error.text)); choose another path")
        }
      }
    }
  }

  /// Writes everything, syncs and closes. With `permissions` nil the file keeps those it was made with.
  mutating func fill(with bytes: [UInt8], permissions: mode_t?) throws(SystemError) {
    guard let file else { throw SystemError(number: EBADF) }
    if let permissions, fchmod(file, permissions) != 0 { throw SystemError.last }
    try System.writeAll(bytes, to: file)
    try System.sync(file)
    self.file = nil
    try System.close(file)
  }

  /// Renames the file to `destination`, which it replaces.
  mutating func move(to destination: String) throws(SystemError) {
    guard unsafe rename(path, destination) == 0 else { throw SystemError.last }
    isInPlace = true
  }

  deinit {
    if let file { try? System.close(file) }
    if !isInPlace { unsafe unlink(path) }
  }
}
