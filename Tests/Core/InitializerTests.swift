import MidgeCore
import MidgeTestSupport
import Testing

struct InitializerTests {
  @Test func weightsHaveTheirBoundsAndVariances() throws {
    let (inputs, outputs) = (90, 70)
    let glorot = 2 / Double(inputs + outputs), he = 2 / Double(inputs)
    try match(.glorotUniform, .dense(inputs, outputs), variance: glorot, isUniform: true)
    try match(.glorotNormal, .dense(inputs, outputs), variance: glorot, isUniform: false)
    try match(.heUniform, .dense(inputs, outputs), variance: he, isUniform: true)
    try match(.heNormal, .dense(inputs, outputs), variance: he, isUniform: false)
    try withEvery("activation", Activation.allCases) { activation in
      let isRamp = ReferenceActivation(naming: activation).hasCorner
      try match(.automatic, .dense(inputs, outputs, activation), variance: isRamp ? he : glorot, isUniform: true)
    }
  }

  @Test func floatNetworksStartWhereDoubleOnesDo() throws {
    let doubles = initial(Double.self, .heNormal, .dense(9, 5)), floats = initial(Float.self, .heNormal, .dense(9, 5))
    try check(doubles.map { Float($0) } == floats, "rounded doubles")
  }

  /// W W^T, or W^T W where there are more outputs than inputs, is gain^2 on the diagonal and 0 beside it: of wide layers and narrow ones, both ways round.
  @Test func orthogonalWeightsAreOrthonormal() throws {
    try withEvery("extents", [(1, 1), (9, 5), (5, 9), (64, 64), (33, 70), (100, 3), (3, 100), (2, 2)]) {
      inputs, outputs in
      for gain in [1, 1.5] {
        try orthonormal(Float.self, .dense(inputs, outputs), gain, within: 1e-6)
        try orthonormal(Double.self, .dense(inputs, outputs), gain, within: 1e-14)
      }
    }
  }

  private func orthonormal<Scalar: KernelScalar>(
    _ scalar: Scalar.Type, _ shape: LayerShape, _ gain: Double, within tolerance: Double
  ) throws {
    let parameters = initial(scalar, .orthogonal(gain: gain), shape), inputs = shape.inputCount
    var rest = Set(parameters.indices)
    var rows = (0..<shape.outputCount).map { output in
      (0..<inputs).map { input in
        let place = shape.weightOffset(output * inputs + input)
        rest.remove(place)
        return Double(parameters[place])
      }
    }
    for place in rest { try check(parameters[place] == 0, "bias or pad \(place) is \(parameters[place])") }
    if shape.outputCount > inputs { rows = (0..<inputs).map { input in rows.map { $0[input] } } }
    for (i, a) in rows.enumerated() {
      for (j, b) in rows.enumerated() {
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }, expected = i == j ? gain * gain : 0
        try check(
          abs(product - expected) <= tolerance * gain * gain, "\(scalar), \(gain): \(i), \(j): \(product)")
      }
    }
  }

  /// Q of a QR factorisation with R's diagonal above 0: the first row has the direction that was drawn, and no sign is preferred.
  @Test func orthogonalWeightsAreThoseOfTheSeed() throws {
    let shape = LayerShape.dense(12, 7)
    try check(initial(Float.self, .orthogonal(), shape) == initial(Float.self, .orthogonal(), shape), "another time")
    let floats = initial(Float.self, .orthogonal(), shape), doubles = initial(Double.self, .orthogonal(), shape)
    for (a, b) in zip(floats, doubles) { try check(abs(Double(a) - b) < 2e-7, "\(a), \(b)") }
    var generator = SeededGenerator(seed: 7)
    let drawn = (0..<12).map { _ in generator.nextNormal() }
    let length = drawn.reduce(0) { $0 + $1 * $1 }.squareRoot()
    for input in 0..<12 {
      let found = doubles[shape.weightOffset(input)]
      try check(abs(found - drawn[input] / length) < 1e-14, "\(found), \(drawn[input] / length)")
    }
    var sum = 0.0
    for seed in 1...400 {
      let one = initial(Double.self, .orthogonal(), .dense(3, 3), seed: UInt64(seed))
      sum += one[LayerShape.dense(3, 3).weightOffset(8)]
    }
    // An entry has variance 1/3.
    try check(abs(sum / 400) < 5 * (1.0 / 3 / 400).squareRoot(), "mean of the last entry: \(sum / 400)")
  }

  private func initial<Scalar: KernelScalar>(
    _ scalar: Scalar.Type, _ initializer: Initializer, _ shape: LayerShape, seed: UInt64 = 7
  ) -> [Scalar] {
    let buffer = GuardedMatrix<Scalar>(rows: 1, columns: shape.parameterCount)
    var generator = SeededGenerator(seed: seed)
    unsafe shape.initialize(buffer.pointer, initializer, &generator)
    return buffer.values
  }

  private func match(_ initializer: Initializer, _ shape: LayerShape, variance: Double, isUniform: Bool) throws {
    let parameters = initial(Double.self, initializer, shape)
    var isWeight = [Bool](repeating: false, count: parameters.count)
    for index in 0..<shape.weightCount { isWeight[shape.weightOffset(index)] = true }
    let weights = parameters.indices.filter { isWeight[$0] }.map { parameters[$0] }
    try check(weights.count == shape.inputCount * shape.outputCount, "\(weights.count) weights")
    for index in parameters.indices where !isWeight[index] {
      try check(parameters[index] == 0, "bias or pad \(index) is \(parameters[index])")
    }
    let count = Double(weights.count)
    let mean = weights.reduce(0, +) / count, found = weights.reduce(0) { $0 + $1 * $1 } / count
    try check(abs(mean) < 5 * (variance / count).squareRoot(), "\(initializer): mean \(mean)")
    // The variance of a squared weight is 2 variances squared of a normal one, 4/5 of a uniform one; five standard errors.
    let error = 5 * variance * ((isUniform ? 0.8 : 2) / count).squareRoot()
    try check(abs(found - variance) < error, "\(initializer): variance \(found), expected \(variance)")
    let bound = (3 * variance).squareRoot(), largest = weights.map { abs($0) }.max()!
    try check(
      largest > 0.99 * bound && (!isUniform || largest <= bound), "\(initializer): largest \(largest), bound \(bound)")
  }
}
