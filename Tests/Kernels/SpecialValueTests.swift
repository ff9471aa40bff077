import MidgeKernels
import MidgeTestSupport
import Testing

/// The vector functions where there is nothing to round.
struct SpecialValueTests {
  @Test func specialValuesAreWhatTheCommentsSay() throws {
    try special(SIMD4<Float>.self)
    try special(SIMD8<Float>.self)
    try special(SIMD16<Float>.self)
    try special(SIMD16<Double>.self)
    try special(FusedVector<SIMD16<Float>>.self)
    try special(FusedVector<SIMD4<Double>>.self)
  }

  @inline(__always)
  private func special<V: KernelVector>(_ type: V.Type) throws {
    typealias S = V.Scalar
    let infinity = S.infinity, nan = S.nan
    func exponential(_ x: S) -> S { V.exponential(V(repeating: x)).lane(0) }
    func tangent(_ x: S) -> S { V.hyperbolicTangent(V(repeating: x)).lane(0) }
    func sigmoid(_ x: S) -> S { V.sigmoid(V(repeating: x)).lane(0) }

    try check(exponential(nan).isNaN && tangent(nan).isNaN && sigmoid(nan).isNaN, "\(V.self): NaN stays NaN")
    try check(V.logarithmOfOnePlus(unit: V(repeating: nan)).lane(0).isNaN, "\(V.self): ln(1 + NaN)")
    try check(exponential(0) == 1 && exponential(-0.0) == 1, "\(V.self): e^0 is 1")
    try check(exponential(infinity) == infinity && exponential(-infinity) == 0, "\(V.self): e^±infinity")
    try check(exponential(S.exponentialUpperLimit) == infinity, "\(V.self): overflow is infinity")
    try check(exponential(S.exponentialLowerLimit) == 0, "\(V.self): underflow is 0")
    let subnormal = exponential(S.exponentialLowerLimit + 2)
    try check(subnormal.isSubnormal && subnormal > 0, "\(V.self): results below the normal range are subnormal, not 0")

    try check(tangent(0).sign == .plus && tangent(-0.0).sign == .minus, "\(V.self): tanh keeps the sign of 0")
    try check(tangent(infinity) == 1 && tangent(-infinity) == -1, "\(V.self): tanh ±infinity")
    try check(tangent(S.leastNonzeroMagnitude) == S.leastNonzeroMagnitude, "\(V.self): tanh x is x for the smallest x")
    try check(
      sigmoid(infinity) == 1 && sigmoid(-infinity) == 0 && sigmoid(0) == 0.5, "\(V.self): sigmoid at 0 and ±infinity")
    try check(V.logarithm(V(repeating: 1)).lane(0) == 0, "\(V.self): ln 1")
    try check(V.logarithmOfOnePlus(unit: V.zero).lane(0) == 0, "\(V.self): ln(1 + 0)")

    var numbers = TestNumbers(seed: 1)
    for _ in 0..<10_000 {
      let x = S(numbers.uniform(-12, 12))
      try check(tangent(x) == -tangent(-x), "\(V.self): tanh is odd at \(x)")
    }
  }
}
