import Midge

/// y = 2 x, as somebody else might write a layer: with nothing but what the protocol asks for.
struct Doubling<let Count: Int>: Layer {
  typealias Input = Vector<Count>
  typealias Output = Vector<Count>

  var inputCount: Int { Count }
  var outputCount: Int { Count }
  var outputWidth: Int { RowWidth.padded(Count) }
  var parameterCount: Int { 0 }
  var activationCount: Int { outputWidth }
  var layerCount: Int { 1 }
  func shape(at index: Int) -> LayerShape { .activation(.identity, count: Count) }

  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {}

  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    let outputs = unsafe pass.outputs(of: self)
    for row in unsafe 0..<pass.rowCount {
      for column in 0..<outputWidth {
        unsafe outputs[row][column] = column < Count ? 2 * pass.inputs[row][column] : 0
      }
    }
  }

  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    for index in unsafe 0..<pass.forward.rowCount * outputWidth { unsafe deltas.current[index] *= 2 }
  }
}

/// y = x + b, with parameters of its own, which start at 0.
struct Shift<let Count: Int>: Layer {
  typealias Input = Vector<Count>
  typealias Output = Vector<Count>

  var inputCount: Int { Count }
  var outputCount: Int { Count }
  var outputWidth: Int { RowWidth.padded(Count) }
  var parameterCount: Int { (Count + 15) / 16 * 16 }
  var activationCount: Int { outputWidth }
  var layerCount: Int { 1 }
  func shape(at index: Int) -> LayerShape { .activation(.identity, count: Count) }

  func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    for index in 0..<parameterCount { unsafe parameters[index] = 0 }
  }

  func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    let outputs = unsafe pass.outputs(of: self)
    for row in unsafe 0..<pass.rowCount {
      for column in 0..<outputWidth {
        unsafe outputs[row][column] = column < Count ? pass.inputs[row][column] + pass.parameters[column] : 0
      }
    }
  }

  func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    for column in 0..<Count {
      var sum: A.Scalar = unsafe pass.accumulates ? pass.gradients[column] : 0
      for row in unsafe 0..<pass.forward.rowCount { unsafe sum += deltas.current[row * outputWidth + column] }
      unsafe pass.gradients[column] = sum
    }
    unsafe pass.update.run(A.Vector16.self, count: parameterCount)
  }
}
