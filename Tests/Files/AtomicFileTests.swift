import Glibc
import Testing

@testable import MidgeFiles

@Suite(.serialized) struct AtomicFileTests {
  @Test func makesAndReplaces() throws {
    try withDirectory { directory in
      let path = "\(directory)/model"
      try AtomicFile.write([1, 2, 3], to: path)
      #expect(try readFile(path) == [1, 2, 3])
      let mask = umask(0)
      umask(mask)
      #expect(permissions(path) == 0o644 & ~mask)
      unsafe chmod(path, 0o640)
      try AtomicFile.write([4], to: path)
      #expect(try readFile(path) == [4])
      #expect(permissions(path) == 0o640)
      #expect(names(in: directory) == ["model"])
    }
  }

  @Test func aReaderWhoHasTheOldFileOpenKeepsIt() throws {
    try withDirectory { directory in
      let path = "\(directory)/model"
      try AtomicFile.write([1, 2, 3], to: path)
      let old = unsafe open(path, O_RDONLY)
      defer { close(old) }
      try AtomicFile.write([4], to: path)
      var buffer = [UInt8](repeating: 0, count: 8)
      #expect(unsafe read(old, &buffer, 8) == 3)
    }
  }

  @Test func followsSymbolicLinks() throws {
    try withDirectory { directory in
      try AtomicFile.write([1], to: "\(directory)/real")
      unsafe symlink("real", "\(directory)/link")
      try AtomicFile.write([2], to: "\(directory)/link")
      #expect(try readFile("\(directory)/real") == [2])
      unsafe symlink("nowhere", "\(directory)/broken")
      let error = fileError { () throws(FileError) in try AtomicFile.write([3], to: "\(directory)/broken") }
      #expect(error?.message.contains("symbolic link") == true)
    }
  }

  /// A pipe stands for all special files. Never name a device of the machine here: run by root, code that fails
  /// this test would replace it.
  @Test func writesSpecialFilesInPlace() throws {
    try withDirectory { directory in
      let path = "\(directory)/pipe"
      try #require(unsafe mkfifo(path, 0o600) == 0)
      let reader = unsafe open(path, O_RDWR | O_NONBLOCK)
      defer { close(reader) }
      try AtomicFile.checkWritable(path)
      try AtomicFile.write([1, 2, 3], to: path)
      var buffer = [UInt8](repeating: 0, count: 8)
      #expect(unsafe read(reader, &buffer, 8) == 3)
      var status = stat()
      #expect(unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
      #expect(names(in: directory) == ["pipe"])
    }
  }

  @Test func saysWhyAFileCannotBeWritten() throws {
    try withDirectory { directory in
      try AtomicFile.write([1], to: "\(directory)/f")
      let cases = [
        (directory, "is a directory"), ("\(directory)/none/f", "does not exist; create it"),
        ("\(directory)/f/g", "Not a directory"), ("\(directory)/new/", "names a directory"), ("", "not a path"),
        ("\(directory)/a\u{0}b", "not a path"), ("/proc/none", "/proc"),
        ("\(directory)/" + String(repeating: "x", count: 300), "too long"),
      ]
      for (path, word) in cases {
        let checked = fileError { () throws(FileError) in try AtomicFile.checkWritable(path) }
        let written = fileError { () throws(FileError) in try AtomicFile.write([1], to: path) }
        #expect(checked == written)
        #expect(checked?.kind == .cannotWrite)
        #expect(checked?.path == path)
        #expect(checked?.message.contains(word) == true, "\(checked?.message ?? "")")
      }
      #expect(names(in: directory) == ["f"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everything")) func permissionDenied() throws {
    try withDirectory { directory in
      let path = "\(directory)/f"
      try AtomicFile.write([1], to: path)
      unsafe chmod(path, 0o444)
      #expect(fileError { () throws(FileError) in try AtomicFile.checkWritable(path) }?.kind == .cannotWrite)
      unsafe chmod(directory, 0o555)
      let other = "\(directory)/g"
      #expect(fileError { () throws(FileError) in try AtomicFile.checkWritable(other) }?.kind == .cannotWrite)
    }
  }

  @Test func checkingLeavesNothingBehind() throws {
    try withDirectory { directory in
      try AtomicFile.checkWritable("\(directory)/model")
      #expect(names(in: directory).isEmpty)
      try AtomicFile.write([1, 2], to: "\(directory)/model")
      try AtomicFile.checkWritable("\(directory)/model")
      #expect(try readFile("\(directory)/model") == [1, 2])
      #expect(names(in: directory) == ["model"])
    }
  }

  /// A limit on the length of files makes `write` come up short and then fail, as a full disk does.
  @Test func aFullDiskLeavesTheOldFileAndNothingElse() throws {
    try withDirectory { directory in
      let path = "\(directory)/model"
      try AtomicFile.write([1, 2, 3], to: path)
      let limit = 8 << 20
      var old = rlimit()
      unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
      let handler = signal(SIGXFSZ, SIG_IGN)
      var low = rlimit(rlim_cur: rlim_t(limit), rlim_max: old.rlim_max)
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &low)
      let bytes = [UInt8](repeating: 7, count: limit + 1000)
      let error = fileError { () throws(FileError) in try AtomicFile.write(bytes, to: path) }
      unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &old)
      signal(SIGXFSZ, handler)
      #expect(error?.kind == .cannotWrite)
      #expect(error?.message.contains("File too large") == true, "\(error?.message ?? "")")
      #expect(try readFile(path) == [1, 2, 3])
      #expect(names(in: directory) == ["model"])
    }
  }

  @Test func aFailedRenameRemovesTheTemporaryFile() throws {
    try withDirectory { directory in
      let path = "\(directory)/model"
      let target = try WriteTarget(path)
      unsafe mkdir(path, 0o755)
      #expect(fileError { () throws(FileError) in try AtomicFile.replace(target, with: [1]) }?.kind == .cannotWrite)
      #expect(names(in: directory) == ["model"])
    }
  }

  @Test func passesOverTemporaryNamesThatAreTaken() throws {
    try withDirectory { directory in
      let stale = ".midge-\(getpid())-0.tmp"
      try AtomicFile.write([9], to: "\(directory)/\(stale)")
      try AtomicFile.write([1], to: "\(directory)/model")
      #expect(names(in: directory) == [stale, "model"])
      #expect(try readFile("\(directory)/\(stale)") == [9])
    }
  }

  @Test func relativePathsWork() throws {
    try withDirectory { directory in
      let here = unsafe open(".", O_RDONLY | O_DIRECTORY)
      defer {
        fchdir(here)
        close(here)
      }
      unsafe chdir(directory)
      try AtomicFile.checkWritable("model")
      try AtomicFile.write([1], to: "model")
      #expect(try readFile("\(directory)/model") == [1])
    }
  }
}
