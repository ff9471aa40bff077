import Midge
import Testing

/// The check of a gradient, where it is needed most: on layers and losses of one's own.
struct NetworkGradientCheckTests {
  static let inputs: [Double] = [0.5, -1, 2, 0.25, 1.5, -0.75], targets: [Double] = [0, 1, 0.5]

  static func network<Inner: Layer>(_ layer: Inner) -> Network<
    Chain<Chain<ActivatedDense<2, 5, Tanh>, Inner>, Dense<5, 1>>
  >
  where Inner.Input == Vector<5>, Inner.Output == Vector<5> {
    Network {
      Dense<2, 5>()
      Tanh()
      layer
      Dense<5, 1>()
    }
  }

  @Test func rightLayersOfOnesOwnPass() {
    for rows in [1, 3] {
      let x = Self.inputs.span.extracting(..<(2 * rows)), t = Self.targets.span.extracting(..<rows)
      let doubling = Self.network(Doubling<5>()).checkGradient(loss: MeanSquaredErrorLoss(), x, t)
      #expect(doubling.passes && doubling.comparedCount == 15 + 6, "\(doubling)")
      let shift = Self.network(Shift<5>()).checkGradient(loss: MeanSquaredErrorLoss(), x, t)
      // Sixteen scalars of its own, of which eleven are pads.
      #expect(shift.passes && shift.comparedCount == 15 + 16 + 6, "\(shift)")
    }
  }

  @Test func anErrorInALayersOwnGradientIsFound() throws {
    let spoiled = Self.network(Spoiled(Shift<5>(), parameter: 3))
    let check = spoiled.checkGradient(loss: MeanSquaredErrorLoss(), Self.inputs.span, Self.targets.span)
    let worst = try #require(check.worst)
    #expect(!check.passes)
    #expect(worst.place.layer == 1 && worst.place.tensor == .parameter && worst.place.index == 3, "\(worst)")
    #expect(abs(worst.analytic / worst.numeric - 1.001) < 1e-6)
  }

  /// A wrong gradient by its inputs shows in the layer before.
  @Test func anErrorInALayersInputGradientIsFound() throws {
    let spoiled = Self.network(Spoiled(Doubling<5>(), inputs: 1.001))
    let check = spoiled.checkGradient(loss: MeanSquaredErrorLoss(), Self.inputs.span, Self.targets.span)
    let worst = try #require(check.worst)
    #expect(!check.passes && worst.place.layer == 0 && worst.place.tensor != .parameter, "\(worst)")
  }

  @Test func aLossOfOnesOwnIsCheckedToo() {
    let network = Network { Dense<2, 1>() }
    #expect(network.checkGradient(loss: FourthPower(), Self.inputs.span, Self.targets.span).passes)
    let wrong = network.checkGradient(loss: FourthPower(gradientFactor: 3), Self.inputs.span, Self.targets.span)
    #expect(!wrong.passes && wrong.worst.map { abs($0.analytic / $0.numeric - 0.75) < 1e-6 } == true)
  }

  @Test func classesAreTargetsToo() {
    let network = Network {
      Dense<2, 9>()
      ReLU()
      Dense<9, 3>()
    }
    let check = network.checkGradient(loss: CrossEntropyLoss(), Self.inputs.span, classes: [Int32(2), 0, 1].span)
    #expect(check.passes && check.comparedCount == network.trainableCount)
  }
}

/// A layer with one thing wrong in its backward pass.
struct Spoiled<Inner: Layer>: Layer {
  typealias Input = Inner.Input
  typealias Output = Inner.Output

  let inner: Inner
  /// The parameter whose gradient is a thousandth too large.
  let parameter: Int?
  /// What the gradient by the inputs is too large by.
  let inputs: Double

  init(_ inner: Inner, parameter: Int? = nil, inputs: Double = 1) {
    (self.inner, self.parameter, self.inputs) = (inner, parameter, inputs)
  }

  var inputCount: Int { inner.inputCount }
  var outputCount: Int { inner.outputCount }
  var outputWidth: Int { inner.outputWidth }
  var parameterCount: Int { inner.parameterCount }
  var activationCount: Int { inner.activationCount }
  var layerCount: Int { 1 }
  func shape(at index: Int) -> LayerShape { inner.shape(at: index) }

  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) { unsafe inner.initialize(parameters, initializer, &generator) }

  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    unsafe inner.forward(A.self, pass)
  }

  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    unsafe inner.backward(A.self, pass, &deltas)
    if let parameter { unsafe pass.gradients[parameter] *= 1.001 }
    for index in unsafe 0..<pass.forward.rowCount * outputWidth { unsafe deltas.current[index] *= A.Scalar(inputs) }
  }
}

/// Sum over outputs of (y - t)^4, as somebody else might write it.
struct FourthPower: ElementwiseLoss {
  var gradientFactor = 4

  func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
    let error = output - target, square = error * error
    return (square * square, square * error)
  }

  func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {}

  var takesLogits: Bool { false }
}
