import MidgeKernels
import MidgeTestSupport
import Testing

/// Ten updates of a buffer against the optimizers' definitions.
struct UpdateTests {
  static let rules: [ReferenceOptimizer.Rule] = [
    .sgd(learningRate: 0.1), .momentum(learningRate: 0.1, momentum: 0.9),
    .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8),
  ]

  @Test(arguments: rules)
  func updatesMatchTheReferenceAndKeepPadsZero(_ rule: ReferenceOptimizer.Rule) throws {
    try match(Portable<Float>.Vector4.self, rule)
    try match(Portable<Float>.Vector8.self, rule)
    try match(Portable<Float>.Vector16.self, rule)
    try match(Portable<Double>.Vector16.self, rule)
    try match(Fused<Float>.Vector16.self, rule)
  }

  private func match<V: KernelVector>(_ vector: V.Type, _ rule: ReferenceOptimizer.Rule) throws {
    typealias S = V.Scalar
    var numbers = TestNumbers(seed: 10)
    try withEvery("count", [16, 32, 48, 160]) { count in
      let live = count - 3
      var expected = numbers.list(live), optimizer = ReferenceOptimizer(rule, count: live)
      let parameters = GuardedMatrix(rows: 1, columns: count) { _, n in n < live ? S(expected[n]) : 0 }
      let moments = GuardedMatrix<S>(rows: 2, columns: count) { _, _ in 0 }
      try withEvery("step", 1...10) { step in
        let gradient = numbers.list(live)
        let gradients = GuardedMatrix(rows: 1, columns: count) { _, n in n < live ? S(gradient[n]) : 0 }
        optimizer.update(&expected, gradient)
        update(V.self, rule, step, parameters, gradients, moments)
        for n in 0..<count {
          let found = Double(parameters[0, n]), wanted = n < live ? expected[n] : 0
          let error = relativeError(found, wanted, floor: 0.1)
          try check(
            n < live ? error <= 50 * Double(S.ulpOfOne) : found == 0, "parameter \(n) is \(found), expected \(wanted)")
        }
        for (name, buffer) in [("parameters", parameters), ("gradients", gradients), ("moments", moments)] {
          try buffer.checkFences(name)
        }
      }
    }
  }

  private func update<V: KernelVector>(
    _ vector: V.Type, _ rule: ReferenceOptimizer.Rule, _ step: Int, _ parameters: GuardedMatrix<V.Scalar>,
    _ gradients: GuardedMatrix<V.Scalar>, _ moments: GuardedMatrix<V.Scalar>
  ) {
    typealias S = V.Scalar
    let kernelRule: UpdateRule<S>
    switch rule {
    case .sgd(let rate): kernelRule = .gradientDescent(rate: S(rate))
    case .momentum(let rate, let momentum): kernelRule = .momentum(rate: S(rate), momentum: S(momentum))
    case .adam(let rate, let beta1, let beta2, let epsilon):
      var powers = (1.0, 1.0)
      for _ in 0..<step { powers = (powers.0 * beta1, powers.1 * beta2) }
      let correction = (1 - powers.1).squareRoot()
      kernelRule = .adam(
        AdamUpdate(
          rate: S(rate * correction / (1 - powers.0)), rest1: S(1 - beta1), beta2: S(beta2), rest2: S(1 - beta2),
          epsilon: S(epsilon * correction)))
    }
    let buffers = unsafe UpdateBuffers(
      count: moments.rowStride, parameters: parameters.pointer, gradients: gradients.pointer, moments: moments.pointer)
    unsafe ParameterUpdate(kernelRule, buffers).run(V.self, count: parameters.columns)
  }
}
