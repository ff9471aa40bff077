/// Prediction: a network, its parameters, and room for the activations of `rowCapacity` rows.
@unsafe public struct InferencePass<Body: NetworkBody, A: Arithmetic> {
  public typealias Scalar = A.Scalar
  @usableFromInline let body: Body
  @usableFromInline let parameters: UnsafePointer<Scalar>
  @usableFromInline let activations: UnsafeMutablePointer<Scalar>
  @usableFromInline let rowCapacity: Int

  @inlinable @inline(__always)
  public init(
    body: Body, parameters: UnsafePointer<Scalar>, activations: UnsafeMutablePointer<Scalar>, rowCapacity: Int
  ) {
    unsafe self.body = body
    unsafe self.parameters = parameters
    unsafe self.activations = activations
    unsafe self.rowCapacity = rowCapacity
  }

  /// Runs at most `rowCapacity` rows through the network.
  @inlinable @inline(__always)
  public func forward(_ inputs: Rows<Scalar>, rowCount: Int) -> ForwardPass<Scalar> {
    let pass = unsafe ForwardPass(
      parameters: parameters, inputs: inputs, activations: activations, rowCount: rowCount, rowCapacity: rowCapacity)
    unsafe body.forward(A.self, pass)
    return unsafe pass
  }

  /// The network's outputs for any number of rows, without padding.
  @inlinable
  public func predict(_ inputs: Rows<Scalar>, rowCount: Int, into outputs: UnsafeMutablePointer<Scalar>) {
    unsafe predict(inputs, rowCount: rowCount, into: outputs) { _ in }
  }

  /// As above, after the loss has made predictions of the outputs: probabilities of logits.
  @inlinable
  public func predict<Function: LossFunction>(
    _ inputs: Rows<Scalar>, rowCount: Int, as loss: Function, into outputs: UnsafeMutablePointer<Scalar>
  ) {
    let body = unsafe self.body
    unsafe predict(inputs, rowCount: rowCount, into: outputs) { line in
      let prediction = unsafe RowPrediction(
        function: loss, output: line, count: body.outputCount, columns: body.outputWidth)
      A.predict(prediction, rowWidth: body.outputWidth)
    }
  }

  @inlinable @inline(__always)
  func predict(
    _ inputs: Rows<Scalar>, rowCount: Int, into outputs: UnsafeMutablePointer<Scalar>,
    transforming transform: (UnsafeMutablePointer<Scalar>) -> Void
  ) {
    let count = unsafe body.outputCount
    var done = 0
    while done < rowCount {
      let rows = unsafe min(rowCapacity, rowCount &- done)
      let pass = unsafe forward(Rows(base: inputs[done], stride: inputs.stride), rowCount: rows)
      let lines = unsafe pass.outputs(of: body)
      for row in 0..<rows {
        let line = unsafe lines[row]
        unsafe transform(line)
        for column in 0..<count { unsafe outputs[(done &+ row) &* count &+ column] = line[column] }
      }
      done &+= rows
    }
  }
}

/// The door for prediction: spans, checked against the network's extents.
extension InferencePass {
  @inlinable
  public func predict(_ inputs: Span<Scalar>, into outputs: consuming MutableSpan<Scalar>) {
    let rows = unsafe rowCount(inputs, outputs.count)
    unsafe inputs.withUnsafeBufferPointer { x in
      unsafe outputs.withUnsafeMutableBufferPointer { y in
        unsafe predict(
          Rows(base: x.baseAddress.unsafelyUnwrapped, stride: body.inputCount), rowCount: rows,
          into: y.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  @inlinable
  public func predict<Function: LossFunction>(
    _ inputs: Span<Scalar>, as loss: Function, into outputs: consuming MutableSpan<Scalar>
  ) {
    let rows = unsafe rowCount(inputs, outputs.count)
    unsafe inputs.withUnsafeBufferPointer { x in
      unsafe outputs.withUnsafeMutableBufferPointer { y in
        unsafe predict(
          Rows(base: x.baseAddress.unsafelyUnwrapped, stride: body.inputCount), rowCount: rows, as: loss,
          into: y.baseAddress.unsafelyUnwrapped)
      }
    }
  }

  @inlinable
  func rowCount(_ inputs: Span<Scalar>, _ outputCount: Int) -> Int {
    let rows = unsafe Door.rowCount(inputs.count, of: body.inputCount)
    unsafe Door.check(
      outputCount == rows &* body.outputCount, "the outputs must hold as many rows as the inputs, in scalars",
      found: outputCount, expected: rows &* body.outputCount)
    return rows
  }
}
