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

  private func initial<Scalar: KernelScalar>(
    _ scalar: Scalar.Type, _ initializer: Initializer, _ shape: LayerShape
  ) -> [Scalar] {
    let buffer = GuardedMatrix<Scalar>(rows: 1, columns: shape.parameterCount)
    var generator = SeededGenerator(seed: 7)
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
