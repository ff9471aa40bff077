import MidgeKernels
import MidgeTestSupport
import Testing

/// Backward of one row, of both kinds of dense layer: gradient, then update, then nothing else, to the bit.
struct SingleRowGradientTests {
  static let extents = [1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17, 33, 64, 70]

  @Test func gradientsOfOneRowAreProductsThenUpdates() throws {
    try sweep(Portable<Float>.self, outputs: Self.extents)
    try sweep(Fused<Float>.self, outputs: Self.extents)
  }

  @Test func narrowGradientsOfOneRowAreProductsThenUpdates() throws {
    try sweep(Portable<Float>.self, outputs: Array(1...4), isNarrow: true)
    try sweep(Fused<Float>.self, outputs: Array(1...4), isNarrow: true)
  }

  private func sweep<A: Arithmetic>(_ arithmetic: A.Type, outputs: [Int], isNarrow: Bool = false) throws {
    var numbers = TestNumbers(seed: 19), turn = 0
    try withEvery("outputs", outputs) { outputs in
      try withEvery("inputs", Self.extents) { inputs in
        try withEvery("rule", UpdateCase<A.Scalar>.rules.indices) { rule in
          try withEvery("accumulates", [false, true]) { accumulates in
            turn += 1
            let activation = Activation.allCases.filter(\.isFused)[turn % 5]
            let sample = SingleRowCase<A.Scalar>(inputs: inputs, outputs: outputs, isNarrow: isNarrow) {
              A.Scalar(numbers.uniform())
            }
            try sample.checkRun(
              A.self, UpdateCase.rules[rule], accumulates: accumulates, activation: turn % 3 == 0 ? nil : activation,
              run)
          }
        }
      }
    }
  }

  /// As `LayerShape` does.
  private func run<A: Arithmetic>(
    _ arithmetic: A.Type, _ sample: SingleRowCase<A.Scalar>, _ activation: Activation?,
    _ update: ParameterUpdate<A.Scalar>, _ accumulates: Bool
  ) {
    if !accumulates, let descent = RowDescent(update) {
      accumulate(A.self, sample, activation, descent)
    } else {
      accumulate(A.self, sample, activation, RowGradient(update, accumulates: accumulates))
      // These buffers end with a row of biases.
      update.run(A.Vector4.self, count: sample.gradients.values.count)
    }
  }

  @inline(never)
  private func accumulate<A: Arithmetic, Accumulation: RowAccumulation>(
    _ arithmetic: A.Type, _ sample: SingleRowCase<A.Scalar>, _ activation: Activation?, _ accumulation: Accumulation
  ) where Accumulation.Scalar == A.Scalar {
    let dx = unsafe activation == nil ? nil : sample.dx.pointer
    if sample.isNarrow {
      let gradient = unsafe NarrowSingleRowGradient(
        width: sample.weightWidth, count: sample.outputs, x: sample.x.pointer, dy: sample.dy.pointer, dx: dx,
        inputActivation: activation ?? .identity, accumulation: accumulation)
      A.perform(gradient, rowWidth: sample.weightWidth)
    } else {
      let gradient = unsafe SingleRowGradient(
        columns: sample.weightWidth, inputCount: sample.inputs, x: sample.x.pointer, dy: sample.dy.pointer, dx: dx,
        inputActivation: activation ?? .identity, accumulation: accumulation)
      A.perform(gradient, rowWidth: sample.weightWidth)
    }
  }
}

/// A dense layer's buffers for one row, in fenced memory: rows of weights and behind them the biases, as `LayerShape` lays them out.
private struct SingleRowCase<Scalar: KernelScalar> {
  let inputs: Int, outputs: Int, isNarrow: Bool
  let inputWidth: Int, outputWidth: Int, weightWidth: Int, weightRows: Int
  let x: GuardedMatrix<Scalar>, dy: GuardedMatrix<Scalar>, dx: GuardedMatrix<Scalar>
  let gradients: GuardedMatrix<Scalar>, buffers: UpdateCase<Scalar>

  /// Pads are 0; waiting gradients and parameters are numbers.
  init(inputs: Int, outputs: Int, isNarrow: Bool, _ next: () -> Scalar) {
    (self.inputs, self.outputs, self.isNarrow) = (inputs, outputs, isNarrow)
    (inputWidth, outputWidth) = (RowWidth.padded(inputs), RowWidth.padded(outputs))
    (weightWidth, weightRows) = isNarrow ? (inputWidth, outputs) : (outputWidth, inputs)
    let (live, width, weights) = (isNarrow ? inputs : outputs, weightWidth, weightWidth * weightRows)
    func value(_ n: Int) -> Scalar {
      n < weights ? n % width < live ? next() : 0 : n - weights < outputs ? next() : 0
    }
    let count = weights + outputWidth
    x = GuardedMatrix(rows: 1, columns: inputWidth) { _, n in n < inputs ? next() : 0 }
    dy = GuardedMatrix(rows: 1, columns: outputWidth) { _, n in n < outputs ? next() : 0 }
    dx = GuardedMatrix(rows: 1, columns: inputWidth)
    gradients = GuardedMatrix(rows: 1, columns: count) { _, n in value(n) }
    var index = -1
    buffers = UpdateCase(rows: 1, columns: count) {
      index += 1
      return value(index % count)
    }
  }

  func checkRun<A: Arithmetic>(
    _ arithmetic: A.Type, _ rule: UpdateRule<Scalar>, accumulates: Bool, activation: Activation?,
    _ run: (A.Type, Self, Activation?, ParameterUpdate<Scalar>, Bool) -> Void
  ) throws where A.Scalar == Scalar {
    let expected = expectedGradients(A.self, accumulates: accumulates)
    let wanted = buffers.updated(A.self, rule, gradients: expected)
    let inputGradient = activation.map { expectedInputGradient(A.self, $0) }
    let update = unsafe ParameterUpdate(rule, buffers.buffers(gradients: gradients.pointer))
    run(A.self, self, activation, update, accumulates)
    var results = [
      ("parameter", buffers.parameters.values, wanted.parameters), ("moment", buffers.moments.values, wanted.moments),
    ]
    // Plain descent takes the gradient straight from the registers.
    if case .gradientDescent = rule, !accumulates {} else { results.append(("gradient", gradients.values, expected)) }
    for (name, found, wanted) in results {
      for n in found.indices {
        try check(found[n] == wanted[n], "\(arithmetic): \(name) \(n) is \(found[n]), expected \(wanted[n])")
      }
    }
    if let inputGradient {
      for n in inputGradient.indices {
        try check(dx[0, n] == inputGradient[n], "\(arithmetic): dx[\(n)] is \(dx[0, n]), expected \(inputGradient[n])")
      }
    }
    for (name, matrix) in [("x", x), ("dy", dy), ("dx", dx), ("gradients", gradients)] { try matrix.checkFences(name) }
    try buffers.checkFences()
  }

  /// What is there if it accumulates, plus x[i] dy[o]; of a bias, dy[o].
  private func expectedGradients<A: Arithmetic>(_ arithmetic: A.Type, accumulates: Bool) -> [Scalar]
  where A.Scalar == Scalar {
    gradients.values.enumerated().map { n, before in
      let (row, column) = n.quotientAndRemainder(dividingBy: weightWidth)
      let isBias = n >= weightWidth * weightRows
      let a = isBias ? 1 : isNarrow ? dy[0, row] : x[0, row]
      let b = isBias ? dy[0, n - weightWidth * weightRows] : isNarrow ? x[0, column] : dy[0, column]
      return accumulates ? A.multiplyAdd(a, b, before) : a * b
    }
  }

  /// dy W^T f'(x) by the weights as they are: a tree over the lanes of a row, or, in a narrow layer, the outputs in order.
  private func expectedInputGradient<A: Arithmetic>(_ arithmetic: A.Type, _ activation: Activation) -> [Scalar]
  where A.Scalar == Scalar {
    let w = buffers.parameters.values
    return (0..<inputWidth).map { i in
      if i >= inputs { return 0 }
      var sum: Scalar = 0
      if isNarrow {
        for o in 0..<outputs { sum = A.multiplyAdd(dy[0, o], w[o * weightWidth + i], sum) }
      } else {
        sum = A.dotProduct(Array(w[i * weightWidth..<(i + 1) * weightWidth]), dy.values)
      }
      return A.gradient(activation, sum, output: x[0, i])
    }
  }
}
