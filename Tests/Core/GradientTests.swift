import MidgeModel
import MidgeTestSupport
import Testing

/// The gradient that backpropagation computes against differences of the loss, for every parameter and input, by the kernels
/// themselves in `Double`.
struct GradientTests {
  /// Half of the first difference's distance. Five points leave an error of h^4, about 1e-13 here, and rounding 1e-16 / h as much.
  static let h = 0x1p-10
  /// Smaller gradients are compared as if they had this size: 1e-6 of it stands well above the noise of the differences.
  static let floor = 1e-4

  /// Each activation fused, alone at the input, and alone behind another activation; widths below, at and beyond a vector's.
  static func networks(_ activation: Activation) -> [[LayerShape]] {
    [
      [.dense(3, 5, activation), .dense(5, 4)], [.dense(4, 17, activation), .dense(17, 2, activation)],
      [
        .activation(activation, count: 3), .dense(3, 9), .activation(.tanh, count: 9),
        .activation(activation, count: 9), .dense(9, 3),
      ],
      [.dense(2, 4), .dense(4, 4, activation), .activation(.sigmoid, count: 4)],
      [.dense(13, 1, activation), .dense(1, 9, activation), .dense(9, 5, activation)],
      [.dense(9, 2), .activation(activation, count: 2), .dense(2, 21, activation), .dense(21, 9)],
    ]
  }

  @Test(arguments: Activation.allCases)
  func parameterGradientsAreTheSlopesOfTheLoss(_ activation: Activation) throws {
    try withEvery("network", Self.networks(activation)) { layers in
      try withEvery("loss", Loss.allCases) { loss in
        try withEvery("rows", [1, -1, 3, -3]) { rows in
          let byClass = rows < 0, sample = try awayFromCorners(layers, loss, rows: abs(rows))
          let x = sample.flat(sample.inputs, Double.self), t = sample.flat(sample.targets, Double.self)
          var trainer = try sample.trainer(PortableShared<Double>.self, rowCapacity: 2)
          func evaluate() -> Double {
            byClass
              ? trainer.evaluate(x.span, classes: sample.classes.span).loss : trainer.evaluate(x.span, t.span).loss
          }
          if byClass {
            trainer.accumulate(x.span, classes: sample.classes.span)
          } else {
            trainer.accumulate(x.span, t.span)
          }
          let analytic = gradient(&trainer)
          let exact = reference(trainer).lossAndGradient(
            sample.inputs, byClass ? sample.oneHot : sample.targets, ReferenceLoss(naming: loss)
          ).parameters
          for (index, place) in parameterPlaces(trainer).enumerated() {
            let start = parameters(trainer)[place]
            let numeric = slope { step in
              trainer.withMutableParameters { $0[place] = start + step }
              return evaluate()
            }
            trainer.withMutableParameters { $0[place] = start }
            // The gradient of a Huber loss bends where an error is 1: a difference over that place is a little off.
            try compare(analytic[index], numeric, "parameter \(index)", tolerance: loss == .huber ? 1e-3 : 1e-6)
            try check(
              relativeError(analytic[index], exact[index], floor: 1e-2) < 1e-12,
              "parameter \(index): reference \(exact[index])")
          }
        }
      }
    }
  }

  @Test(arguments: Activation.allCases)
  func inputGradientsAreTheSlopesOfTheLoss(_ activation: Activation) throws {
    try withEvery("network", Self.networks(activation)) { layers in
      try withEvery("rows", [1, 3]) { rows in
        let sample = try awayFromCorners(layers, .meanSquaredError, rows: rows)
        let trainer = try sample.trainer(PortableShared<Double>.self), network = reference(trainer)
        let width = RowWidth.padded(layers[0].inputCount)
        let found = trainer.withParameters { inputGradient(trainer.body, $0, sample) }
        for row in sample.inputs.indices {
          for column in 0..<width {
            let analytic = found[row * width + column]
            if column >= layers[0].inputCount {
              try check(analytic == 0, "pad \(column) of row \(row) is \(analytic)")
              continue
            }
            var inputs = sample.inputs
            let numeric = slope { step in
              inputs[row][column] = sample.inputs[row][column] + step
              return network.lossAndGradient(inputs, sample.targets, .meanSquaredError, mean: false).loss
            }
            try compare(analytic, numeric, "input \(column) of row \(row)")
          }
        }
      }
    }
  }

  private func slope(_ loss: (Double) -> Double) -> Double {
    let h = Self.h
    return (8 * (loss(h) - loss(-h)) - (loss(2 * h) - loss(-2 * h))) / (12 * h)
  }

  private func compare(_ analytic: Double, _ numeric: Double, _ name: String, tolerance: Double = 1e-6) throws {
    let error = relativeError(analytic, numeric, floor: Self.floor)
    try check(error <= tolerance, "\(name): gradient \(analytic), slope \(numeric), relative error \(error)")
  }

  /// Rows whose arguments of a ReLU stay away from 0 by more than the differences move them.
  private func awayFromCorners(_ layers: [LayerShape], _ loss: Loss, rows: Int) throws -> TrainerCase {
    for seed in 1...20_000 {
      let sample = TrainerCase(layers, loss, rows: rows, dataSeed: seed)
      let network = reference(try sample.trainer(PortableShared<Double>.self))
      if network.distanceFromCorners(sample.inputs) > 20 * Self.h { return sample }
    }
    throw Failure(message: "no rows away from corners", location: #fileID)
  }

  /// What a body leaves in the deltas when it is asked for its input gradient, of the summed squared error.
  private func inputGradient(_ body: LayerStack, _ parameters: Span<Double>, _ sample: TrainerCase) -> [Double] {
    let rows = sample.inputs.count, width = RowWidth.padded(body.inputCount)
    let inputs = GuardedMatrix(rows: rows, columns: width, rowStride: width) { m, n in
      n < body.inputCount ? sample.inputs[m][n] : 0
    }
    let targets = GuardedMatrix(sample.flat(sample.targets, Double.self))
    let activations = GuardedMatrix<Double>(rows: 1, columns: rows * body.activationCount)
    let first = GuardedMatrix<Double>(rows: 1, columns: rows * body.widestDelta(withInputs: true))
    let second = GuardedMatrix<Double>(rows: 1, columns: rows * body.widestDelta(withInputs: true))
    let gradients = GuardedMatrix<Double>(rows: 1, columns: max(body.parameterCount, 1))
    let scratch = GuardedMatrix<Double>(rows: 1, columns: max(body.scratchCount(withInputs: true), 1))
    return unsafe parameters.withUnsafeBufferPointer { weights in
      let forward = unsafe ForwardPass(
        parameters: weights.baseAddress!, inputs: Rows(base: inputs.pointer, stride: width),
        activations: activations.pointer, rowCount: rows, rowCapacity: rows)
      let loss = unsafe LossRows(
        function: MeanSquaredErrorLoss(), rows: rows, count: body.outputCount, columns: body.outputWidth,
        outputs: forward.outputs(of: body).readOnly,
        targets: .values(Rows(base: targets.pointer, stride: body.outputCount)), scale: 1, sums: LossSums(),
        delta: MutableRows(base: first.pointer, stride: body.outputWidth), outputActivation: body.outputActivation)
      var deltas = unsafe DeltaBuffers(current: first.pointer, other: second.pointer)
      // The rule asks for no update: parameters are only read.
      let buffers = unsafe UpdateBuffers(
        count: body.parameterCount, parameters: UnsafeMutablePointer(mutating: weights.baseAddress!),
        gradients: gradients.pointer, moments: gradients.pointer)
      let pass = unsafe BackwardPass(
        forward: forward, update: ParameterUpdate(.none, buffers), scratch: scratch.pointer, accumulates: false,
        needsInputGradient: true)
      if rows == 1 {
        unsafe run(SingleRow<PortableShared<Double>>.self, body, forward, loss, pass, &deltas)
      } else {
        unsafe run(PortableShared<Double>.self, body, forward, loss, pass, &deltas)
      }
      return (0..<rows * RowWidth.padded(body.inputCount)).map { unsafe deltas.current[$0] }
    }
  }
  private func run<A: Arithmetic>(
    _ arithmetic: A.Type, _ body: LayerStack, _ forward: ForwardPass<Double>,
    _ loss: LossRows<Double, MeanSquaredErrorLoss>, _ pass: BackwardPass<Double>,
    _ deltas: inout DeltaBuffers<Double>
  ) where A.Scalar == Double {
    unsafe body.forward(A.self, forward)
    _ = A.perform(loss, rowWidth: body.outputWidth)
    unsafe body.backward(A.self, pass, &deltas)
  }
}
