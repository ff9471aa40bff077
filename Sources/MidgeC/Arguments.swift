import MidgeHeader
import MidgeModel

/// A pointer that C gave, neither NULL nor misaligned.
@inline(__always)
func present<Value>(_ pointer: UnsafePointer<Value>?, _ name: StaticString) throws(Failure) -> UnsafePointer<Value> {
  guard let pointer = unsafe pointer else { throw .argument(name, ": NULL") }
  guard isAligned(Int(bitPattern: pointer), Value.self) else { throw .argument(name, ": not aligned") }
  return unsafe pointer
}

@inline(__always)
func present<Value>(
  _ pointer: UnsafeMutablePointer<Value>?, _ name: StaticString
) throws(Failure) -> UnsafeMutablePointer<Value> {
  guard let pointer = try unsafe optional(pointer, name) else { throw .argument(name, ": NULL") }
  return unsafe pointer
}

/// A pointer that may be NULL, but not misaligned.
@inline(__always)
func optional<Value>(
  _ pointer: UnsafeMutablePointer<Value>?, _ name: StaticString
) throws(Failure) -> UnsafeMutablePointer<Value>? {
  guard let pointer = unsafe pointer else { return nil }
  guard isAligned(Int(bitPattern: pointer), Value.self) else { throw .argument(name, ": not aligned") }
  return unsafe pointer
}

@inline(__always)
private func isAligned<Value>(_ address: Int, _ type: Value.Type) -> Bool {
  address % MemoryLayout<Value>.alignment == 0
}

/// How many scalars `rowCount` rows of `width` are.
func scalarCount(_ rowCount: Int, _ width: Int) throws(Failure) -> Int {
  guard rowCount > 0 else { throw .argument("row_count", ": must be positive, not ", rowCount) }
  let (count, overflow) = rowCount.multipliedReportingOverflow(by: width)
  guard !overflow, count <= Int.max / 8 else { throw .argument("row_count", ": too many rows: ", rowCount) }
  return count
}

extension Network {
  /// `rowCount` rows of the network's inputs.
  func inputs(_ inputs: UnsafePointer<Float>?, _ rowCount: Int) throws(Failure) -> UnsafeBufferPointer<Float> {
    let start = try unsafe present(inputs, "inputs")
    return unsafe UnsafeBufferPointer(start: start, count: try scalarCount(rowCount, extents.inputCount))
  }

  /// As many rows of its outputs.
  func targets(_ targets: UnsafePointer<Float>?, _ rowCount: Int) throws(Failure) -> UnsafeBufferPointer<Float> {
    let start = try unsafe present(targets, "targets")
    return unsafe UnsafeBufferPointer(start: start, count: try scalarCount(rowCount, extents.outputCount))
  }

  /// A class for each row, which one of the outputs stands for.
  func classes(_ classes: UnsafePointer<Int32>?, _ rowCount: Int) throws(Failure) -> UnsafeBufferPointer<Int32> {
    let start = try unsafe present(classes, "classes"), outputCount = extents.outputCount
    for row in 0..<rowCount {
      let label = unsafe Int(start[row])
      guard label >= 0, label < outputCount else {
        throw .argument("classes", ": one is not below the outputs: ", label)
      }
    }
    return unsafe UnsafeBufferPointer(start: start, count: rowCount)
  }
}
