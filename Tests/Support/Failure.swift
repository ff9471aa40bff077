/// Why a check failed, and at which values of the loops around it.
public struct Failure: Error, CustomStringConvertible {
  public var trail: [String] = []
  public let message: String
  public let location: String

  public init(message: String, location: String) {
    self.message = message
    self.location = location
  }

  public var description: String { "[\(trail.joined(separator: ", "))] \(message) (\(location))" }
}

/// Throws a `Failure` unless the condition holds. A sweep stops at its first failure: the others would say the same.
@inlinable
public func check(
  _ holds: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: Int = #line
) throws {
  if !holds { throw Failure(message: message(), location: "\(file):\(line)") }
}

/// Runs the body with every value, and writes the value into the trail of a failure.
@inlinable
public func withEvery<Value>(_ name: String, _ values: some Sequence<Value>, _ body: (Value) throws -> Void) throws {
  for value in values {
    do { try body(value) } catch var failure as Failure {
      failure.trail.insert("\(name) \(value)", at: 0)
      throw failure
    }
  }
}

/// Extents on both sides of every vector's and every tile's edge.
public let raggedSizes = [1, 3, 4, 5, 8, 9, 13, 16, 17, 27, 33]
