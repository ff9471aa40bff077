import Glibc

/// Bytes as they arrive, from a file, a pipe or standard input.
public struct ByteStream: ~Copyable {
  private let path: String
  private let file: Int32
  private let isOwned: Bool
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// Of a regular file, when it was opened; else 0.
  let expectedByteCount: Int

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// - Throws: `FileError`: `notFound` when there is nothing at `path`; `notReadable` for a directory or a missing permission.
  public init(_ path: String) throws(FileError) {
    let opened = try ByteStream.open(path)
    self.path = path
    isOwned = path != "-"
    (file, expectedByteCount) = opened
  }

  private static func open(_ path: String) throws(FileError) -> (file: Int32, byteCount: Int) {
    guard !path.utf8.contains(0) else {
      throw FileError(kind: .notFound, path: path, message: "a path cannot hold a NUL character")
    }
    do throws(SystemError) {
      let file = path == "-" ? STDIN_FILENO : try System.open(path, O_RDONLY)
      do throws(SystemError) {
        return (file, try System.byteCount(ofReadable: file))
      } catch {
        if path != "-" { try? System.close(file) }
        throw error
      }
    } catch {
      throw readError(error, path)
    }
  }

  deinit { if isOwned { try? System.close(file) } }

  /// The next bytes, waiting for the first of them; none at the end.
  public mutating func next() throws(FileError) -> ArraySlice<UInt8> {
    do throws(SystemError) {
      return buffer[..<(try System.read(file, into: &buffer))]
    } catch {
      throw readError(error, path)
    }
  }
}

/// The whole contents of the file at `path`, which may also be a pipe or a device that ends; `-` is standard input.
///
/// - Throws: `FileError` as `ByteStream` does.
public func readFile(_ path: String) throws(FileError) -> [UInt8] {
  var stream = try ByteStream(path)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(min(stream.expectedByteCount, 1 << 30))
  while true {
    let chunk = try stream.next()
    if chunk.isEmpty { return bytes }
    bytes.append(contentsOf: chunk)
  }
}

private func readError(_ error: SystemError, _ path: String) -> FileError {
  let name = path == "-" ? "standard input" : path
  return switch error.number {
  case EISDIR:
    FileError(kind: .notReadable, path: name, message: "is a directory; name a file in it")
  case ENOENT, ENOTDIR:
    FileError(kind: .notFound, path: name, message: "cannot be found (\(error.text)); check the path")
  default:
    FileError(kind: .notReadable, path: name, message: "cannot be read (\(error.text)); check the file's permissions")
  }
}
