/// A debug build of a program does not specialise what it calls, which costs a factor of 300 here. The passes, the losses and the
/// updates are therefore specialised in this module when it is built for debugging, and folded into the caller when it is not.
extension LayerShape {
  #if DEBUG
    @_specialize(where A == NativeFloat)
  #endif
  @inlinable @inline(always)
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    let outputs = unsafe pass.outputs(of: self)
    if kind != .dense {
      if kind == .dropout { return unsafe drop(A.self, pass, pass.inputs, outputs) }
      let values = unsafe ActivationValues(
        activation: activation, rows: pass.rowCount, count: inputCount, input: pass.inputs, output: outputs)
      A.perform(values, rowWidth: outputWidth)
    } else if isNarrow {
      let products = unsafe DotProducts(
        rows: A.isSingleRow ? 1 : pass.rowCount, count: outputCount, width: weightWidth, x: pass.inputs,
        weights: pass.parameters,
        bias: biases(pass.parameters), y: outputs, activation: activation)
      A.perform(products, rowWidth: weightWidth)
    } else if A.isSingleRow {
      let product = unsafe SingleRowProduct(
        columns: outputWidth, count: outputCount, depth: inputCount, x: pass.inputs.base,
        weights: pass.parameters, bias: biases(pass.parameters), y: outputs.base, activation: activation)
      product.run(A.self)
    } else {
      unsafe A.multiply(
        rows: pass.rowCount, columns: outputWidth, depth: inputCount, a: pass.inputs, b: weightRows(pass.parameters),
        start: .row(biases(pass.parameters)), c: outputs, finish: ActivationFinish(activation, count: outputCount))
    }
  }

  @inlinable @inline(always)
  func weightRows<Scalar: KernelScalar>(_ parameters: UnsafePointer<Scalar>) -> Rows<Scalar> {
    unsafe Rows(base: parameters, stride: weightWidth)
  }

  @inlinable @inline(always)
  func biases<Scalar: KernelScalar>(_ parameters: UnsafePointer<Scalar>) -> UnsafePointer<Scalar> {
    unsafe parameters + biasOffset(0)
  }
}
