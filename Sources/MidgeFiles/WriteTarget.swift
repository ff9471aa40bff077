import Glibc

/// Where a write goes, found out and checked once for `AtomicFile.write` and `AtomicFile.checkWritable`.
struct WriteTarget {
  /// The path as the caller gave it, for messages.
  let path: String

  /// The file itself, behind any symbolic link.
  let file: String

  /// The directory of `file`.
  let directory: String

  /// The permissions of the file that is there now; nil when there is none.
  let permissions: mode_t?

  /// True for a pipe or a device, which must be written in place: a rename would put a file where it was.
  let isSpecial: Bool

  init(_ path: String) throws(FileError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Self.failure(path, "is not a path; name a file")
    }
    self.path = path
    let status: stat?
    do throws(SystemError) {
      status = try System.status(path)
    } catch {
      throw Self.failure(path, "cannot be written (\(error.text)); check the directory and its permissions")
    }
    file = status == nil ? path : Self.resolved(path)
    directory = Self.directory(of: file)
    permissions = status.map { $0.st_mode & 0o777 }
    isSpecial = status.map { !$0.isRegularFile } ?? false
    if let status {
      try checkExisting(status)
    } else {
      try checkMissing()
    }
  }

  static func failure(_ path: String, _ message: String) -> FileError {
    FileError(kind: .cannotWrite, path: path, message: message)
  }

  func failure(_ message: String) -> FileError { Self.failure(path, message) }

  private func checkExisting(_ status: stat) throws(FileError) {
    if status.isDirectory { throw failure("is a directory; name a file in it") }
    guard unsafe access(file, W_OK) == 0 else {
      throw failure("exists and cannot be written (\(SystemError.last.text)); choose another path")
    }
  }

  private func checkMissing() throws(FileError) {
    if path.hasSuffix("/") { throw failure("names a directory; name a file in it") }
    let parent: stat?
    do throws(SystemError) {
      parent = try System.status(directory)
    } catch {
      throw failure("cannot be written (\(error.text)); check the directory and its permissions")
    }
    guard let parent else { throw failure("the directory \(directory) does not exist; create it first") }
    guard parent.isDirectory else { throw failure("\(directory) is not a directory; choose another path") }
    var link = stat()
    guard unsafe lstat(path, &link) != 0 else { throw failure("is a symbolic link to nothing; remove the link") }
  }

  private static func directory(of file: String) -> String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == file.startIndex ? "/" : String(file[..<slash])
  }

  private static func resolved(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }
}
