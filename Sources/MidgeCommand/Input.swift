import MidgeFiles

/// Reading what commands are given: a path, or `-` for standard input.
enum Input {
  static func table(_ path: String) throws(Failure) -> CSVTable {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try readFile(path)
    } catch {
      throw Failure(error)
    }
    return try naming(path) { () throws(FormatError) in try CSVTable(reading: bytes) }
  }
}
