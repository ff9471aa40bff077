/// A debug build of a program does not specialise what it calls, which costs a factor of 300 here. The passes, the losses and the
/// updates are therefore specialised in this module when it is built for debugging, and folded into the caller when it is not.
extension LayerShape {
  #if DEBUG
    @_specialize(where A == NativeFloat)
  #endif
  @inlinable @inline(__always)
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    let outputs = unsafe pass.outputs(of: self)
    switch kind {
    case .dense:
      let product = unsafe MatrixProduct(
        rows: pass.rowCount, columns: outputWidth, depth: inputCount, a: pass.inputs.base,
        aRowStride: pass.inputs.stride, aDepthStride: 1, b: Rows(base: pass.parameters, stride: outputWidth),
        start: .row(biases(pass.parameters)), c: outputs, activation: activation)
      A.perform(product, rowWidth: outputWidth)
    case .activation:
      let values = unsafe ActivationValues(
        activation: activation, rows: pass.rowCount, count: inputCount, input: pass.inputs, output: outputs)
      A.perform(values, rowWidth: outputWidth)
    }
  }

  #if DEBUG
    @_specialize(where A == NativeFloat)
  #endif
  @inlinable @inline(__always)
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    let rows = unsafe pass.forward.rowCount
    let delta = unsafe MutableRows(base: deltas.current, stride: outputWidth)
    let outputs = unsafe pass.forward.outputs(of: self).readOnly
    let prologue = unsafe ActivationGradient(
      activation: activation, rows: rows, columns: outputWidth, output: outputs, delta: delta)
    A.perform(prologue, rowWidth: outputWidth)
    if kind == .activation { return }

    let weightGradient = unsafe MatrixProduct(
      rows: inputCount, columns: outputWidth, depth: rows, a: pass.forward.inputs.base, aRowStride: 1,
      aDepthStride: pass.forward.inputs.stride, b: delta.readOnly, start: pass.accumulates ? .existing : .zero,
      c: MutableRows(base: pass.gradients, stride: outputWidth))
    A.perform(weightGradient, rowWidth: outputWidth)
    let biasGradient = unsafe ColumnSums(
      rows: rows, columns: outputWidth, a: delta.readOnly, accumulates: pass.accumulates,
      sums: pass.gradients + inputCount &* outputWidth)
    A.perform(biasGradient, rowWidth: outputWidth)

    if unsafe pass.needsInputGradient {
      unsafe inputGradient(A.self, pass, delta.readOnly, into: deltas.other)
      unsafe deltas.swap()
    }
  }

  /// dx <- dy W^T. The transposed weights go through scratch, so that the sums run along the outputs in order.
  @inlinable @inline(__always)
  func inputGradient<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ delta: Rows<A.Scalar>,
    into destination: UnsafeMutablePointer<A.Scalar>
  ) {
    let inputWidth = RowWidth.padded(inputCount)
    let transposed = unsafe MutableRows(base: pass.scratch, stride: inputWidth)
    unsafe Transpose.run(
      rows: inputCount, columns: outputCount, source: Rows(base: pass.forward.parameters, stride: outputWidth),
      target: transposed)
    let product = unsafe MatrixProduct(
      rows: pass.forward.rowCount, columns: inputWidth, depth: outputCount, a: delta.base, aRowStride: delta.stride,
      aDepthStride: 1, b: transposed.readOnly, start: .zero, c: MutableRows(base: destination, stride: inputWidth))
    A.perform(product, rowWidth: inputWidth)
  }

  @inlinable @inline(__always)
  func biases<Scalar: KernelScalar>(_ parameters: UnsafePointer<Scalar>) -> UnsafePointer<Scalar> {
    unsafe parameters + inputCount &* outputWidth
  }
}
