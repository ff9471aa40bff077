import MidgeKernels
import MidgeTestSupport
import Testing

/// What `KernelVector` promises of every conformance, lane by lane.
struct VectorTests {
  @Test func everyConformanceKeepsTheContract() throws {
    try contract(Portable<Float>.Vector4.self)
    try contract(Portable<Float>.Vector8.self)
    try contract(Portable<Float>.Vector16.self)
    try contract(Portable<Double>.Vector4.self)
    try contract(Portable<Double>.Vector8.self)
    try contract(Portable<Double>.Vector16.self)
    try contract(Fused<Float>.Vector4.self)
    try contract(Fused<Float>.Vector8.self)
    try contract(Fused<Double>.Vector16.self)
    try contract(FusedWide<Float>.Vector16.self)
  }

  @Test func multiplyAddRoundsTwiceOrOnceByType() throws {
    try check(rest(Portable<Float>.Vector8.self) == 0, "portable vectors round the product")
    try check(rest(Portable<Double>.Vector8.self) == 0, "portable vectors round the product")
    let float = -Float.ulpOfOne * Float.ulpOfOne, double = -Double.ulpOfOne * Double.ulpOfOne
    try check(rest(Fused<Float>.Vector8.self) == float, "fused vectors do not")
    try check(rest(Fused<Double>.Vector8.self) == double, "fused vectors do not")
    try check(rest(FusedWide<Float>.Vector16.self) == float, "nor do wide ones")
  }

  /// (1 + e)(1 - e) - 1 is -e^2, which the rounded product loses.
  private func rest<V: KernelVector>(_ type: V.Type) -> V.Scalar {
    let e = V.Scalar.ulpOfOne
    return V.multiplyAdd(V(repeating: 1 + e), V(repeating: 1 - e), V(repeating: -1)).lane(0)
  }

  private func contract<V: KernelVector>(_ type: V.Type) throws {
    typealias S = V.Scalar
    var numbers = TestNumbers(seed: V.laneCount)
    let count = V.laneCount
    let list = numbers.list(count).map { S($0) }
    let source = GuardedMatrix(list)
    let a = unsafe V(loading: source.pointer)
    try check(lanes(a) == list, "\(V.self): load and store")
    try check(lanes(V.laneIndices) == (0..<count).map { S($0) }, "\(V.self): lane indices")

    var tree = list
    while tree.count > 1 { tree = (0..<tree.count / 2).map { tree[$0] + tree[$0 + tree.count / 2] } }
    try check(a.treeSum() == tree[0], "\(V.self): the sum goes by halves")
    try check(a.treeMaximum() == list.max()!, "\(V.self): the largest lane")

    try joins(V.self)
    for first in 0...count {
      let short = GuardedMatrix(rows: 1, columns: max(first, 1)) { _, column in list[column] }
      let loaded = unsafe first == 0 ? V.zero : V(loading: short.pointer, count: first)
      let expected = list.indices.map { $0 < first ? list[$0] : 0 }
      try check(lanes(loaded) == expected, "\(V.self): the first \(first) lanes are read, the others 0")
      try check(
        lanes(V.keepFirst(first, of: a, filler: V.zero)) == expected, "\(V.self): the first \(first) lanes are kept")
    }

    let nan = V(repeating: .nan), one = V(repeating: 1)
    try check(lanes(V.select(where: nan, exceeds: one, then: nan, else: a)) == list, "\(V.self): NaN exceeds nothing")
    try check(lanes(V.select(where: one, exceeds: nan, then: nan, else: a)) == list, "\(V.self): nothing exceeds NaN")
    try check(lanes(V.select(where: one, exceeds: one, then: nan, else: a)) == list, "\(V.self): equal does not exceed")
    try check(lanes(V.absolute(a)) == list.map { abs($0) }, "\(V.self): absolute")
    try check(lanes((a * a).squareRoot()) == list.map { ($0 * $0).squareRoot() }, "\(V.self): square root")

    try scaling(V.self)
  }

  /// Four sums at a time are those of one at a time, and so are as many as there are lanes; squares are transposed.
  private func joins<V: KernelVector>(_ type: V.Type) throws {
    typealias S = V.Scalar
    var numbers = TestNumbers(seed: 100 + V.laneCount)
    let rows = (0..<V.laneCount).map { _ in numbers.list(V.laneCount).map { S($0) } }
    let vectors = rows.map { row in unsafe V(loading: GuardedMatrix(row).pointer) }
    let sums = V.treeSums(vectors[0], vectors[1], vectors[2], vectors[3])
    for row in 0..<4 {
      try check(sums.lane(row) == vectors[row].treeSum(), "\(V.self): sum \(row) of four")
    }
    try check(lanes(V.treeSums { vectors[$0] }) == vectors.map { $0.treeSum() }, "\(V.self): the sums of a square")
    let square = GuardedMatrix<S>(rows: V.laneCount, columns: V.laneCount) { m, n in rows[m][n] }
    let other = GuardedMatrix<S>(rows: V.laneCount, columns: V.laneCount)
    let source = unsafe Rows<S>(base: square.pointer, stride: square.rowStride)
    unsafe V.transpose(source, into: MutableRows(base: other.pointer, stride: other.rowStride))
    for (m, n) in rows.indices.flatMap({ m in rows.indices.map { (m, $0) } }) {
      try check(other[n, m] == rows[m][n], "\(V.self): \(m), \(n) transposed")
    }
    try square.checkFences("square")
    try other.checkFences("other")
    let sixteen = vectors[0].sixteenLanes
    try check(
      (0..<16).allSatisfy { sixteen[$0] == ($0 < V.laneCount ? rows[0][$0] : 0) }, "\(V.self): as sixteen lanes")
    try check(lanes(V(firstOf: sixteen)) == rows[0], "\(V.self): of sixteen lanes")
    for column in 0..<2 * V.laneCount {
      let row = GuardedMatrix((0..<2 * V.laneCount).map { S($0 + 1) }), count = row.columns
      let loaded = unsafe V.load(row.pointer, column: column, count: count)
      let expected = (0..<V.laneCount).map { column + $0 < count ? S(column + $0 + 1) : 0 }
      try check(lanes(loaded) == expected, "\(V.self): loads from column \(column)")
    }
  }

  /// Powers of two go in and out exactly; subnormal results are rounded once.
  private func scaling<V: KernelVector>(_ type: V.Type) throws {
    typealias S = V.Scalar
    let least = Int(S.leastNonzeroMagnitude.exponent), most = Int(S.greatestFiniteMagnitude.exponent)
    for k in least - 1...most {
      let biased = V(repeating: S(k)) + V(repeating: S.roundingBias)
      let significand = S(1) + S.ulpOfOne * 5
      let scaled = V.scale(V(repeating: significand), byBiasedExponent: biased).lane(0)
      try check(
        scaled == S(sign: .plus, exponent: S.Exponent(k), significand: significand), "\(V.self): scale by 2^\(k)")
      if scaled.isNormal {
        let (part, exponent) = V.splitExponent(of: V(repeating: scaled))
        try check(part.lane(0) == significand && exponent.lane(0) == S(k), "\(V.self): split of 2^\(k)")
      }
    }
  }

  private func lanes<V: KernelVector>(_ vector: V) -> [V.Scalar] {
    let target = GuardedMatrix<V.Scalar>(rows: 1, columns: V.laneCount)
    unsafe vector.store(to: target.pointer)
    return target.values
  }
}
