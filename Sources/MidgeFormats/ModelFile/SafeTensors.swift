/// A safetensors file: named tensors of `Float` and a table of texts about them.
///
/// Layout: 8 bytes of little-endian header length, a JSON header, then the numbers, little-endian and without gaps.
public struct SafeTensors: Sendable {
  /// The texts under `__metadata__`, in the file's order; every key once.
  public var metadata: [(key: String, value: String)]

  /// The tensors in the order of the header; every name once.
  public var tensors: [Tensor]

  /// Takes the contents of a file to be.
  public init(metadata: [(key: String, value: String)] = [], tensors: [Tensor] = []) {
    self.metadata = metadata
    self.tensors = tensors
  }

  /// The text under `key`; nil when there is none.
  public func metadataValue(_ key: String) -> String? {
    for entry in metadata where entry.key.hasSameBytes(as: key) { return entry.value }
    return nil
  }

  /// Puts a text under `key`, in the place of the one that was there or at the end.
  public mutating func setMetadata(_ key: String, _ value: String) {
    for index in metadata.indices where metadata[index].key.hasSameBytes(as: key) {
      metadata[index].value = value
      return
    }
    metadata.append((key: key, value: value))
  }

  /// The tensor called `name`; nil when there is none.
  public func tensor(_ name: String) -> Tensor? {
    for tensor in tensors where tensor.name.hasSameBytes(as: name) { return tensor }
    return nil
  }
}

extension SafeTensors {
  /// A named array of numbers.
  public struct Tensor: Equatable, Sendable {
    /// The name, unique in its file: `0.weight`.
    public let name: String

    /// The extents, the slowest first; none for a single number.
    public let shape: [Int]

    /// The numbers in row-major order, as many as the product of the shape.
    public let values: [Float]

    /// Makes a tensor.
    ///
    /// - Throws: `FormatError` when the shape does not hold as many numbers as there are.
    public init(name: String, shape: [Int], values: [Float]) throws(FormatError) {
      guard elementCount(of: shape) == values.count else {
        throw FormatError("tensor \(excerpt(name)): \(values.count) values do not fill the shape \(text(of: shape))")
      }
      self.name = name
      self.shape = shape
      self.values = values
    }
  }
}

/// How many numbers a shape holds; nil when an extent is negative or the product leaves `Int`.
func elementCount(of shape: [Int]) -> Int? {
  var count = 1
  for extent in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    guard extent >= 0, !overflow else { return nil }
    count = product
  }
  return count
}

/// `[2, 3]`, for messages.
func text(of shape: [Int]) -> String {
  var text = "["
  for (index, extent) in shape.enumerated() { text += index == 0 ? "\(extent)" : ", \(extent)" }
  return text + "]"
}
