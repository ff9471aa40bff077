import Glibc
import MidgeFiles
import Testing

/// A directory that is there while `body` runs.
func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/midge-files-XXXXXX".utf8CString)
  let made = unsafe template.withUnsafeMutableBufferPointer { buffer -> String? in
    guard let start = buffer.baseAddress, let path = unsafe mkdtemp(start) else { return nil }
    return unsafe String(cString: path)
  }
  let directory = try #require(made)
  defer { removeAll(directory) }
  return try body(directory)
}

private func removeAll(_ path: String) {
  unsafe chmod(path, 0o700)
  for name in names(in: path) {
    if unsafe unlink("\(path)/\(name)") != 0 { removeAll("\(path)/\(name)") }
  }
  unsafe rmdir(path)
}

/// What lies in a directory, sorted.
func names(in directory: String) -> [String] {
  guard let stream = unsafe opendir(directory) else { return [] }
  defer { unsafe closedir(stream) }
  var names: [String] = []
  while let entry = unsafe readdir(stream) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

func permissions(_ path: String) -> mode_t {
  var status = stat()
  return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
}

/// The error that `body` throws; a failure of the test when it throws none.
func fileError(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws(FileError) -> Void
) -> FileError? {
  do throws(FileError) {
    try body()
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
    return nil
  } catch {
    return error
  }
}
