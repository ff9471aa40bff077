import MidgeKernels
import MidgeTestSupport
import Testing

/// The vector functions where there is nothing to round.
struct SpecialValueTests {
  @Test func specialValuesAreWhatTheCommentsSay() throws {
    try special(Portable<Float>.Vector4.self)
    try special(Portable<Float>.Vector8.self)
    try special(Portable<Float>.Vector16.self)
    try special(Portable<Double>.Vector16.self)
    try special(Fused<Float>.Vector16.self)
    try special(Fused<Double>.Vector4.self)
  }

  @Test func onlySubnormalNumbersBecomeZero() throws {
    try subnormal(Portable<Float>.Vector4.self)
    try subnormal(Portable<Float>.Vector8.self)
    try subnormal(Portable<Float>.Vector16.self)
    try subnormal(Fused<Double>.Vector4.self)
    try subnormal(Fused<Double>.Vector8.self)
    try subnormal(Fused<Double>.Vector16.self)
  }

  private func subnormal<V: KernelVector>(_ type: V.Type) throws {
    typealias S = V.Scalar
    let least = S.leastNormalMagnitude, tiny = S.leastNonzeroMagnitude
    let kept: [S] = [least, -least, 1, -1.5, S.greatestFiniteMagnitude, S.infinity, -S.infinity]
    let cases = kept + [0, -0.0, least.nextDown, -least.nextDown, tiny, -tiny, S.nan]
    let values = GuardedMatrix<S>(rows: 1, columns: 48) { _, n in cases[n % cases.count] }
    unsafe SubnormalClearing(values.pointer, count: 48).run(V.self)
    for n in 0..<48 {
      let x = cases[n % cases.count], found = values[0, n]
      let isRight = n % cases.count < kept.count ? found == x : x.isNaN ? found.isNaN : haveSameBits(found, 0)
      try check(isRight, "\(V.self): \(x) became \(found)")
    }
    try values.checkFences("values")
    try withEvery("place", Array(0..<48)) { place in
      let lines = GuardedMatrix<S>(rows: 1, columns: 48) { _, n in n == place ? -tiny : n % 2 == 0 ? 1 : -0.0 }
      unsafe SubnormalClearing(lines.pointer, count: 48).run(V.self)
      try check(lines[0, place] == 0, "\(V.self): \(lines[0, place]) stays")
    }
    let normal = GuardedMatrix<S>(rows: 1, columns: 48) { _, n in n % 3 == 0 ? .nan : n % 2 == 0 ? -1 : -0.0 }
    unsafe SubnormalClearing(normal.pointer, count: 48).run(V.self)
    for n in 0..<48 where n % 3 != 0 {
      try check(haveSameBits(normal[0, n], n % 2 == 0 ? -1 : -0.0), "\(V.self): \(normal[0, n]) was changed")
    }
  }

  @Test func signsAreCopiedWhateverTheNumbers() throws {
    try signs(Portable<Float>.Vector4.self)
    try signs(Portable<Float>.Vector8.self)
    try signs(Fused<Float>.Vector16.self)
    try signs(Portable<Double>.Vector4.self)
    try signs(Portable<Double>.Vector8.self)
    try signs(Fused<Double>.Vector16.self)
  }

  private func signs<V: KernelVector>(_ type: V.Type) throws {
    let numbers: [V.Scalar] = [0, -0.0, 1, -2.5, .infinity, -.infinity, .nan, -.nan, -.leastNonzeroMagnitude]
    for a in numbers {
      for b in numbers {
        let found = V.copySign(of: V(repeating: b), to: V(repeating: a)).lane(V.laneCount - 1)
        try check(found.sign == b.sign, "\(V.self): \(a) with the sign of \(b) became \(found)")
        try check(haveSameBits(found.magnitude, a.magnitude), "\(V.self): \(a) became \(found)")
      }
    }
  }

  /// Rounding alone could lift a result above 1 just below the limit, so every number there is tried.
  @Test func tangentsOfFloatsNeverExceedOne() throws {
    try tangentsStayWithinOne(Portable<Float>.Vector16.self)
    try tangentsStayWithinOne(Fused<Float>.Vector16.self)
  }

  @inline(__always)
  private func tangentsStayWithinOne<V: KernelVector>(_ type: V.Type) throws where V.Scalar == Float {
    var x: Float = 6, steps = 0
    while x < 10 {
      let y = V.hyperbolicTangent(V(repeating: x)).lane(0)
      try check(y <= 1 && (x < Float.tanhLimit || y == 1), "\(V.self): tanh \(x) is \(y)")
      x = x.nextUp
      steps += 1
    }
    try check(steps > 4_000_000, "only \(steps) numbers were tried")
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
    try check(tangent(S.tanhLimit) == 1 && tangent(-S.tanhLimit) == -1, "\(V.self): tanh is ±1 from its limit on")
    try check(sigmoid(infinity) == 1 && sigmoid(0) == 0.5, "\(V.self): sigmoid at 0 and infinity")
    let least = sigmoid(-infinity)
    try check(
      least == (S.self == Float.self ? sigmoid(-87) : 0) && least >= 0 && least < 1.7e-38,
      "\(V.self): sigmoid -infinity")
    for step in 0..<20_000 {
      let x = S(10) + S(step) / 2_000
      try check(sigmoid(x) <= 1 && (S.self == Double.self || x < 16.7 || sigmoid(x) == 1), "\(V.self): sigmoid \(x)")
    }
    try check(sigmoid(-S.greatestFiniteMagnitude) == least, "\(V.self): sigmoid has one value far below 0")
    try check(V.logarithm(V(repeating: 1)).lane(0) == 0, "\(V.self): ln 1")
    try check(V.logarithmOfOnePlus(unit: V.zero).lane(0) == 0, "\(V.self): ln(1 + 0)")

    var numbers = TestNumbers(seed: 1)
    for _ in 0..<10_000 {
      let x = S(numbers.uniform(-12, 12))
      try check(tangent(x) == -tangent(-x), "\(V.self): tanh is odd at \(x)")
    }
  }
}
