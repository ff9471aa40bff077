/// A file that could not be read or written.
public struct FileError: Error, Equatable, Sendable {
  /// What kind of failure it was; a command line's exit status follows from it.
  public enum Kind: Equatable, Sendable {
    /// There is no such file.
    case notFound
    /// The file is there but cannot be read: a directory, no permission, a failing disk.
    case notReadable
    /// The file cannot be written.
    case cannotWrite
  }

  /// What kind of failure it was.
  public var kind: Kind

  /// The path as the caller gave it.
  public var path: String

  /// What is wrong and what to do about it, without the path: one line.
  public var message: String

  /// Makes an error.
  public init(kind: Kind, path: String, message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }
}

extension FileError: CustomStringConvertible {
  /// The path and the message.
  public var description: String { "\(path): \(message)" }
}
