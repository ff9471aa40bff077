import Glibc
import MidgeFiles
import Testing

@Suite struct ReadFileTests {
  @Test(arguments: [0, 1, 65_536, 65_537, 300_000]) func readsEveryByte(count: Int) throws {
    try withDirectory { directory in
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      try AtomicFile.write(bytes, to: "\(directory)/f")
      #expect(try readFile("\(directory)/f") == bytes)
    }
  }

  @Test func readsFilesThatDoNotKnowTheirLength() throws {
    #expect(try !readFile("/proc/self/stat").isEmpty)
  }

  @Test func saysWhyAFileCannotBeRead() throws {
    try withDirectory { directory in
      let missing = fileError { () throws(FileError) in _ = try readFile("\(directory)/none") }
      #expect(missing?.kind == .notFound)
      #expect(missing?.path == "\(directory)/none")
      #expect(missing?.message.contains("No such file") == true)
      #expect(missing?.description == "\(directory)/none: " + (missing?.message ?? ""))
      let folder = fileError { () throws(FileError) in _ = try readFile(directory) }
      #expect(folder?.kind == .notReadable)
      #expect(folder?.message.contains("is a directory") == true)
      try AtomicFile.write([1], to: "\(directory)/f")
      #expect(fileError { () throws(FileError) in _ = try readFile("\(directory)/f/g") }?.kind == .notFound)
      #expect(fileError { () throws(FileError) in _ = try readFile("") }?.kind == .notFound)
      #expect(fileError { () throws(FileError) in _ = try readFile("\(directory)/f\u{0}g") }?.kind == .notFound)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything")) func permissionDenied() throws {
    try withDirectory { directory in
      try AtomicFile.write([1], to: "\(directory)/f")
      unsafe chmod("\(directory)/f", 0)
      #expect(fileError { () throws(FileError) in _ = try readFile("\(directory)/f") }?.kind == .notReadable)
    }
  }
}
