@_exported import MidgeFormats

/// A model file that could not be read: the path, and what is wrong with the file or its contents.
public enum ModelFileError: Error, Equatable, Sendable {
  case file(FileError)
  case contents(path: String, FormatError)
}

extension ModelFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .file(let error): error.description
    case .contents(let path, let error): "\(path): \(error)"
    }
  }
}

extension SafeTensors {
  /// Reads a file and checks it: every length, then the checksum.
  public init(readingFile path: String) throws(ModelFileError) {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try readFile(path)
    } catch {
      throw .file(error)
    }
    do throws(FormatError) {
      self = try SafeTensors(decoding: bytes)
      try verifyChecksum()
    } catch {
      throw .contents(path: path, error)
    }
  }

  /// Writes the file whole or not at all, with its checksum.
  public func write(toFile path: String) throws(ModelFileError) {
    let bytes: [UInt8]
    do throws(FormatError) {
      bytes = try withChecksum().encode()
    } catch {
      throw .contents(path: path, error)
    }
    do throws(FileError) {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw .file(error)
    }
  }
}

extension ParameterStore where Self: ~Copyable, Scalar == Float {
  /// Saves the network and its parameters as safetensors, under PyTorch's names: the file appears whole or not at all.
  public func save(to path: String) throws(ModelFileError) {
    let file: SafeTensors
    do throws(FormatError) {
      file = try SafeTensors(of: self)
    } catch {
      throw .contents(path: path, error)
    }
    try file.write(toFile: path)
  }

  /// Loads the parameters of a file that holds the same network; on an error the parameters are what they were. What else a trainer has stays:
  /// see `SafeTensors.load(into:)`.
  public mutating func load(from path: String) throws(ModelFileError) {
    let file = try SafeTensors(readingFile: path)
    do throws(FormatError) {
      try file.load(into: &self)
    } catch {
      throw .contents(path: path, error)
    }
  }
}
