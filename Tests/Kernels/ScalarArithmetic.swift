import MidgeKernels

/// One scalar at a time, rounded as the vectors of an arithmetic are.
extension Arithmetic {
  @inline(__always)
  static func multiplyAdd(_ a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar {
    Tiles.fusesMultiplyAdd ? c.addingProduct(a, b) : c + a * b
  }

  /// Halves are added until one lane is left.
  static func treeSum(_ lanes: [Scalar]) -> Scalar {
    var lanes = lanes
    while lanes.count > 1 { lanes = (0..<lanes.count / 2).map { lanes[$0] + lanes[$0 + lanes.count / 2] } }
    return lanes[0]
  }

  /// The start and the sum of a[n] b[n]: each lane in order, the first from the start upwards, then the lanes in a tree.
  static func dotProduct(_ a: [Scalar], _ b: [Scalar], from start: Scalar = 0) -> Scalar {
    let laneCount = min(a.count, 16)
    var lanes = [Scalar](repeating: 0, count: laneCount)
    lanes[0] = start
    for index in a.indices { lanes[index % laneCount] = multiplyAdd(a[index], b[index], lanes[index % laneCount]) }
    return treeSum(lanes)
  }

  /// Lanes do not differ (FunctionTests), so one of them speaks for all.
  @inline(__always)
  static func value(_ activation: Activation, _ x: Scalar) -> Scalar {
    activation.value(Vector4(repeating: x)).lane(0)
  }

  @inline(__always)
  static func gradient(_ activation: Activation, _ dy: Scalar, output y: Scalar) -> Scalar {
    activation.gradient(Vector4(repeating: dy), output: Vector4(repeating: y)).lane(0)
  }
}

/// Equal, signs of 0 included; or both NaN.
@inline(__always)
func haveSameBits<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Bool {
  a == b ? a.sign == b.sign : a.isNaN && b.isNaN
}

/// The first place where two lists differ, in words; nil if they are the same to the bit.
func firstDifference<Scalar: BinaryFloatingPoint>(_ found: [Scalar], _ expected: [Scalar], rowLength: Int) -> String? {
  guard found.count == expected.count else { return "\(found.count) numbers, expected \(expected.count)" }
  for index in found.indices where !haveSameBits(found[index], expected[index]) {
    return "\(index / rowLength), \(index % rowLength) is \(found[index]), expected \(expected[index])"
  }
  return nil
}
