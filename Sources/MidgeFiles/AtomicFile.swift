import Glibc

/// Writes files so that a reader, or a crash at any moment, finds the old contents or the new ones, never a part.
public enum AtomicFile {
  /// Replaces the contents of the file at `path`, or makes it.
  ///
  /// The bytes go to a temporary file in the same directory, which is synced to disk and renamed; the directory is
  /// synced after it. On failure the temporary file is removed and the old file is as it was. An existing file
  /// keeps its permissions, a new one gets 0644 without the umask; a symbolic link is followed. A pipe or a device
  /// is written in place.
  ///
  /// - Throws: `FileError` of kind `cannotWrite`.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let target = try WriteTarget(path)
    if target.isSpecial {
      try writeInPlace(bytes, target)
    } else {
      try replace(target, with: bytes)
    }
  }

  /// Finds out whether `write` would be able to make the file at `path`, and leaves nothing behind. Training can
  /// take hours: ask first.
  ///
  /// - Throws: `FileError` of kind `cannotWrite`.
  public static func checkWritable(_ path: String) throws(FileError) {
    let target = try WriteTarget(path)
    guard !target.isSpecial else { return }
    _ = try TemporaryFile(for: target)
  }

  /// Writes a temporary file and puts it in the target's place.
  static func replace(_ target: WriteTarget, with bytes: [UInt8]) throws(FileError) {
    var temporary = try TemporaryFile(for: target)
    do throws(SystemError) {
      try temporary.fill(with: bytes, permissions: target.permissions)
      try temporary.move(to: target.file)
    } catch {
      throw target.failure("cannot be written (\(error.text)); the old file, if any, is unchanged")
    }
    try syncDirectory(of: target)
  }

  private static func syncDirectory(of target: WriteTarget) throws(FileError) {
    do throws(SystemError) {
      let directory = try System.open(target.directory, O_RDONLY | O_DIRECTORY)
      defer { try? System.close(directory) }
      try System.sync(directory)
    } catch {
      // Some file systems cannot sync a directory, and a directory may be writable but not readable.
      guard error.number != EINVAL, error.number != EACCES else { return }
      throw target.failure("was written, but may be lost in a power failure (\(error.text)); check the disk")
    }
  }

  private static func writeInPlace(_ bytes: [UInt8], _ target: WriteTarget) throws(FileError) {
    do throws(SystemError) {
      let file = try System.open(target.path, O_WRONLY)
      do throws(SystemError) {
        try System.writeAll(bytes, to: file)
      } catch {
        try? System.close(file)
        throw error
      }
      try System.close(file)
    } catch {
      throw target.failure("cannot be written (\(error.text)); choose another path")
    }
  }
}
