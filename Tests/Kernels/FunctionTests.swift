import MidgeKernels
import MidgeTestSupport
import Testing

/// The vector functions against libm in a wider type, at every exponent.
struct FunctionTests {
  @Test(arguments: VectorFunction.allCases)
  func floatsStayWithinTheStatedBound(_ function: VectorFunction) throws {
    var inputs = edges(Float.self)
    for bits in stride(from: 0, through: Int(UInt32.max), by: 997) { inputs.append(Float(bitPattern: UInt32(bits))) }
    try sweep(Portable<Float>.self, function, inputs) { ulpError($1, exact: function.exact(Double($0))) }
    try sweep(Fused<Float>.self, function, inputs) { ulpError($1, exact: function.exact(Double($0))) }
  }

  #if arch(x86_64)
    @Test(arguments: VectorFunction.allCases)
    func doublesStayWithinTheStatedBound(_ function: VectorFunction) throws {
      var inputs = edges(Double.self), bits: UInt64 = 0
      // Every exponent and sign some hundred times; then the range in which e^x and its kin are neither 0 nor constant.
      for _ in 0..<500_000 {
        inputs.append(Double(bitPattern: bits))
        bits &+= 0x0000_2193_7af5_1eb7
      }
      for index in 0..<500_000 { inputs.append(-750 + Double(index) * 0.002_923_1) }
      for index in 0..<250_000 { inputs.append(-25 + Double(index) * 0.000_200_1) }
      for index in 0..<250_000 { inputs.append(Double(index) * 0.000_008_003) }
      try sweep(Portable<Double>.self, function, inputs) { ulpError($1, exact: function.exact(Float80($0))) }
      try sweep(Fused<Double>.self, function, inputs) { ulpError($1, exact: function.exact(Float80($0))) }
    }
  #endif

  /// All three widths give the same bits; the worst of them is within the bound.
  @inline(__always)
  private func sweep<A: Arithmetic>(
    _ arithmetic: A.Type, _ function: VectorFunction, _ inputs: [A.Scalar], _ error: (A.Scalar, A.Scalar) -> Double
  ) throws {
    var worst = 0.0, worstInput: A.Scalar = 0, start = 0, count = 0
    let accepted = inputs.filter { function.accepts($0) }
    while start < accepted.count {
      var block = Array(accepted[start..<min(start + 16, accepted.count)])
      while block.count < 16 { block.append(block[0]) }
      let results = function.sixteen(A.Vector16.self, block)
      try check(same(results, function.sixteen(A.Vector8.self, block)), "8 lanes differ from 16 at \(block)")
      try check(same(results, function.sixteen(A.Vector4.self, block)), "4 lanes differ from 16 at \(block)")
      for (x, y) in zip(block, results) {
        let error = error(x, y)
        if error > worst { (worst, worstInput) = (error, x) }
      }
      start += 16
      count += 16
    }
    let bound = function.bound(A.Scalar.self)
    try check(
      worst <= bound, "\(arithmetic) \(function): \(worst) ulp off at \(worstInput), bound \(bound); \(count) inputs")
  }

  private func same<Scalar: BinaryFloatingPoint>(_ a: [Scalar], _ b: [Scalar]) -> Bool {
    zip(a, b).allSatisfy { $0 == $1 && $0.sign == $1.sign }
  }

  /// Ends of ranges and of branches, and their neighbours.
  private func edges<Scalar: KernelScalar>(_ type: Scalar.Type) -> [Scalar] {
    let positive: [Scalar] = [
      0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, .infinity, 1, 2,
      Scalar(0.5).squareRoot(),
      Scalar(2).squareRoot(), Scalar(2).squareRoot() - 1, Scalar.exponentialUpperLimit, -Scalar.exponentialLowerLimit,
      Scalar.tanhLimit, 87, Scalar(0.346_573_590_279_972_65), Scalar(0.693_147_180_559_945_3),
    ]
    let around = positive.flatMap { [$0, $0.nextUp, $0.nextDown] }
    return around + around.map { -$0 }
  }
}

// Here and not beside the oracles: a debug build specialises generic code for callers in the same file only.
extension VectorFunction {
  @inline(__always)
  func vector<V: KernelVector>(_ x: V) -> V {
    switch self {
    case .exponential: V.exponential(x)
    case .exponentialOrZero: V.exponentialOrZero(x)
    case .hyperbolicTangent: V.hyperbolicTangent(x)
    case .sigmoid: V.sigmoid(x)
    case .logarithm: V.logarithm(x)
    case .logarithmOfOnePlus: V.logarithmOfOnePlus(unit: x)
    }
  }

  /// The function of sixteen numbers, by vectors of one kind.
  @inline(__always)
  func sixteen<V: KernelVector>(_ type: V.Type, _ x: [V.Scalar]) -> [V.Scalar] {
    unsafe [V.Scalar](unsafeUninitializedCapacity: 16) { y, count in
      unsafe x.withUnsafeBufferPointer { x in
        for lane in stride(from: 0, to: 16, by: V.laneCount) {
          unsafe vector(V(loading: x.baseAddress! + lane)).store(to: y.baseAddress! + lane)
        }
      }
      count = 16
    }
  }
}
