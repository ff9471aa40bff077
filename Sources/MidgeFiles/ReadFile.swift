import Glibc

/// The whole contents of the file at `path`, which may also be a pipe or a device that ends.
///
/// - Throws: `FileError`: `notFound` when there is nothing at `path`; `notReadable` for a directory, a missing
///   permission or a failing read.
public func readFile(_ path: String) throws(FileError) -> [UInt8] {
  guard !path.utf8.contains(0) else {
    throw FileError(kind: .notFound, path: path, message: "a path cannot hold a NUL character")
  }
  do throws(SystemError) {
    let file = try System.open(path, O_RDONLY)
    defer { try? System.close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw SystemError.last }
    guard !status.isDirectory else { throw SystemError(number: EISDIR) }
    return try readAll(file, expecting: status.isRegularFile ? Int(status.st_size) : 0)
  } catch {
    throw readError(error, path)
  }
}

private func readAll(_ file: Int32, expecting size: Int) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(size, 1 << 30))
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = try System.read(file, into: &buffer)
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}

private func readError(_ error: SystemError, _ path: String) -> FileError {
  switch error.number {
  case EISDIR:
    FileError(kind: .notReadable, path: path, message: "is a directory; name a file in it")
  case ENOENT, ENOTDIR:
    FileError(kind: .notFound, path: path, message: "cannot be found (\(error.text)); check the path")
  default:
    FileError(kind: .notReadable, path: path, message: "cannot be read (\(error.text)); check the file's permissions")
  }
}
