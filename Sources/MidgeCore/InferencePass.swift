/// Prediction: a network, its parameters, and room for the activations of `rowCapacity` rows.
@unsafe public struct InferencePass<Body: NetworkBody, Scalar: KernelScalar> {
  @usableFromInline let body: Body
  @usableFromInline let parameters: UnsafePointer<Scalar>
  @usableFromInline let activations: UnsafeMutablePointer<Scalar>
  @usableFromInline let stagedInputs: UnsafeMutablePointer<Scalar>
  @usableFromInline let rowCapacity: Int

  @inlinable @inline(__always)
  public init(
    body: Body, parameters: UnsafePointer<Scalar>, activations: UnsafeMutablePointer<Scalar>,
    stagedInputs: UnsafeMutablePointer<Scalar>, rowCapacity: Int
  ) {
    unsafe self.body = body
    unsafe self.parameters = parameters
    unsafe self.activations = activations
    unsafe self.stagedInputs = stagedInputs
    unsafe self.rowCapacity = rowCapacity
  }

  @inlinable @inline(__always)
  var stagedInputWidth: Int {
    unsafe RowWidth.staged(body.inputCount, padded: body.readsPaddedInputs)
  }

  /// The rows, which lie side by side, or a copy of them with pads where the network reads those: of a stride that the network alone decides.
  @inlinable @inline(__always)
  func padded(_ inputs: Rows<Scalar>, rows: Int) -> Rows<Scalar> {
    let count = unsafe body.inputCount, width = unsafe stagedInputWidth
    if width == count { return unsafe Rows(base: inputs.base, stride: count) }
    for row in 0..<rows {
      for column in 0..<count { unsafe stagedInputs[row &* width &+ column] = inputs[row][column] }
    }
    return unsafe Rows(base: stagedInputs, stride: width)
  }

  /// Runs at most `rowCapacity` rows through the network; with masks, as training does.
  @inlinable @inline(__always)
  public func forward<A: Arithmetic>(
    _ arithmetic: A.Type, _ inputs: Rows<Scalar>, rowCount: Int, masks: MaskStream? = nil
  ) -> ForwardPass<Scalar> where A.Scalar == Scalar {
    let pass = unsafe ForwardPass(
      parameters: parameters, inputs: inputs, activations: activations, rowCount: rowCount, rowCapacity: rowCapacity,
      masks: masks)
    unsafe body.forward(A.self, pass)
    return unsafe pass
  }

  /// The network's outputs for any number of rows, without padding.
  @inlinable
  public func predict<A: Arithmetic>(
    _ arithmetic: A.Type, _ inputs: Rows<Scalar>, rowCount: Int, into outputs: UnsafeMutablePointer<Scalar>
  ) where A.Scalar == Scalar {
    unsafe predict(A.self, inputs, rowCount: rowCount, into: outputs) { _ in }
  }

  /// As above, after the loss has made predictions of the outputs: probabilities of logits.
  @inlinable
  public func predict<A: Arithmetic, Function: LossFunction>(
    _ arithmetic: A.Type, _ inputs: Rows<Scalar>, rowCount: Int, as loss: Function,
    into outputs: UnsafeMutablePointer<Scalar>
  ) where A.Scalar == Scalar {
    let body = unsafe self.body
    unsafe predict(A.self, inputs, rowCount: rowCount, into: outputs) { line in
      let prediction = unsafe RowPrediction(
        function: loss, output: line, count: body.outputCount, columns: body.outputWidth)
      A.predict(prediction, rowWidth: body.outputWidth)
    }
  }

  @inlinable @inline(__always)
  func predict<A: Arithmetic>(
    _ arithmetic: A.Type, _ inputs: Rows<Scalar>, rowCount: Int, into outputs: UnsafeMutablePointer<Scalar>,
    transforming transform: (UnsafeMutablePointer<Scalar>) -> Void
  ) where A.Scalar == Scalar {
    if rowCount == 1 {
      unsafe run(SingleRow<A>.self, inputs, rowCount: 1, into: outputs, transforming: transform)
      return
    }
    let count = unsafe body.outputCount
    var done = 0
    while done < rowCount {
      let rows = unsafe min(rowCapacity, rowCount &- done)
      unsafe run(
        A.self, Rows(base: inputs[done], stride: inputs.stride), rowCount: rows, into: outputs + done &* count,
        transforming: transform)
      done &+= rows
    }
  }

  @inlinable @inline(__always)
  func run<A: Arithmetic>(
    _ arithmetic: A.Type, _ inputs: Rows<Scalar>, rowCount: Int, into outputs: UnsafeMutablePointer<Scalar>,
    transforming transform: (UnsafeMutablePointer<Scalar>) -> Void
  ) where A.Scalar == Scalar {
    let count = unsafe body.outputCount, chunk = unsafe padded(inputs, rows: rowCount)
    let pass = unsafe forward(A.self, chunk, rowCount: rowCount), lines = unsafe pass.outputs(of: body)
    for row in 0..<rowCount {
      let line = unsafe lines[row]
      unsafe transform(line)
      unsafe A.Vector4.copy(line, to: outputs + row &* count, count: count)
    }
  }
}

/// The door for prediction: spans, checked against the network's extents.
extension InferencePass {
  @inlinable
  public func predict<A: Arithmetic>(
    _ arithmetic: A.Type, _ inputs: Span<Scalar>, into outputs: consuming MutableSpan<Scalar>
  ) where A.Scalar == Scalar {
    unsafe borrow(inputs, outputs) { x, rows, y in unsafe predict(A.self, x, rowCount: rows, into: y) }
  }

  @inlinable
  public func predict<A: Arithmetic, Function: LossFunction>(
    _ arithmetic: A.Type, _ inputs: Span<Scalar>, as loss: Function, into outputs: consuming MutableSpan<Scalar>
  ) where A.Scalar == Scalar {
    unsafe borrow(inputs, outputs) { x, rows, y in unsafe predict(A.self, x, rowCount: rows, as: loss, into: y) }
  }

  /// Calls `use` with the rows of inputs, their number, and where as many rows of outputs go.
  @inlinable @inline(__always)
  public func borrow(
    _ inputs: Span<Scalar>, _ outputs: consuming MutableSpan<Scalar>,
    _ use: (Rows<Scalar>, Int, UnsafeMutablePointer<Scalar>) -> Void
  ) {
    let rows = unsafe Door.rowCount(inputs.count, of: body.inputCount)
    unsafe Door.check(
      outputs.count == rows &* body.outputCount, "the outputs must hold as many rows as the inputs, in scalars",
      found: outputs.count, expected: rows &* body.outputCount)
    unsafe inputs.withUnsafeBufferPointer { x in
      unsafe outputs.withUnsafeMutableBufferPointer { y in
        unsafe use(
          Rows(base: x.baseAddress.unsafelyUnwrapped, stride: body.inputCount), rows, y.baseAddress.unsafelyUnwrapped)
      }
    }
  }
}
