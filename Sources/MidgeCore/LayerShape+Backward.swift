extension LayerShape {
  #if DEBUG
    @_specialize(where A == NativeFloat)
  #endif
  @inlinable @inline(always)
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    if kind != .dense {
      if unsafe pass.needsInputGradient {
        // Of a fused function, the deltas are by the inputs already.
        if kind == .dropout {
          let delta = unsafe MutableRows(base: deltas.current, stride: outputWidth)
          unsafe drop(A.self, pass.forward, delta.readOnly, delta)
        } else if activation == .softmax {
          let gradient = unsafe SoftmaxGradient(
            rows: pass.forward.rowCount, count: inputCount, output: pass.forward.outputs(of: self).readOnly,
            delta: MutableRows(base: deltas.current, stride: outputWidth))
          A.perform(gradient, rowWidth: outputWidth)
        } else if !activation.isFused {
          let gradient = unsafe CurveGradient(
            activation: activation, rows: pass.forward.rowCount, count: inputCount, input: pass.forward.inputs,
            delta: MutableRows(base: deltas.current, stride: outputWidth))
          A.perform(gradient, rowWidth: outputWidth)
        }
        unsafe deltas.differentiate(
          A.self, pass.inputActivation, outputs: pass.forward.inputs, rowCount: pass.forward.rowCount,
          columns: outputWidth)
      }
      return
    }
    if A.isSingleRow {
      unsafe singleRowBackward(A.self, pass, deltas)
    } else {
      // The update changes the weights that the input gradient reads.
      if unsafe pass.needsInputGradient { unsafe inputGradient(A.self, pass, deltas) }
      unsafe parameterGradient(A.self, pass, Rows(base: deltas.current, stride: outputWidth))
    }
    if unsafe pass.needsInputGradient { unsafe deltas.swap() }
  }

  @inlinable @inline(always)
  func singleRowBackward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: DeltaBuffers<A.Scalar>
  ) {
    if unsafe !pass.accumulates, let descent = unsafe RowDescent(pass.update) {
      unsafe singleRowBackward(A.self, pass, deltas, descent)
    } else {
      unsafe singleRowBackward(A.self, pass, deltas, RowGradient(pass.update, accumulates: pass.accumulates))
      unsafe A.update(pass.update, count: parameterCount)
    }
  }

  @inlinable @inline(always)
  func singleRowBackward<A: Arithmetic, Accumulation: RowAccumulation>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: DeltaBuffers<A.Scalar>, _ accumulation: Accumulation
  ) where Accumulation.Scalar == A.Scalar {
    let x = unsafe pass.forward.inputs.base, dx = unsafe pass.needsInputGradient ? deltas.other : nil
    if isNarrow {
      let gradient = unsafe NarrowSingleRowGradient(
        width: weightWidth, count: outputCount, x: x, dy: deltas.current, dx: dx,
        inputActivation: pass.inputActivation, accumulation: accumulation)
      A.perform(gradient, rowWidth: weightWidth)
    } else {
      let gradient = unsafe SingleRowGradient(
        columns: outputWidth, inputCount: inputCount, x: x, dy: deltas.current, dx: dx,
        inputActivation: pass.inputActivation, accumulation: accumulation)
      A.perform(gradient, rowWidth: weightWidth)
    }
  }

  /// dW <- x^T dy and db <- sums of dy, and the update. In a narrow layer dW^T <- dy^T x: the same sums.
  @inlinable @inline(always)
  func parameterGradient<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ delta: Rows<A.Scalar>
  ) {
    let x = unsafe pass.forward.inputs, (left, right) = unsafe isNarrow ? (delta, x) : (x, delta)
    let product = unsafe MatrixProduct(
      rows: weightRowCount, columns: weightWidth, depth: pass.forward.rowCount, a: left.base,
      aRows: AdjacentRows(depthStride: left.stride), b: right, start: pass.accumulates ? .existing : .zero,
      c: MutableRows(base: pass.gradients, stride: weightWidth),
      finish: UpdateFinish(pass.update))
    product.run(A.self)
    let sums = unsafe ColumnSums(
      rows: pass.forward.rowCount, columns: outputWidth, a: delta, accumulates: pass.accumulates,
      sums: pass.gradients + biasOffset(0), update: pass.update.advanced(by: biasOffset(0)))
    A.perform(sums, rowWidth: outputWidth)
  }

  /// dx <- dy W^T f'(x). The transposed weights go through scratch, so that vectors run along the inputs; a narrow layer has them so.
  @inlinable @inline(always)
  func inputGradient<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: DeltaBuffers<A.Scalar>
  ) {
    let inputWidth = RowWidth.padded(inputCount)
    let weights = unsafe weightRows(pass.forward.parameters)
    var transposed = unsafe weights
    if !isNarrow {
      let scratch = unsafe MutableRows(base: pass.scratch, stride: inputWidth)
      unsafe Transpose(rows: inputCount, source: weights, target: scratch).run(A.self)
      unsafe transposed = scratch.readOnly
    }
    unsafe A.multiply(
      rows: pass.forward.rowCount, columns: inputWidth, depth: outputCount,
      a: Rows(base: deltas.current, stride: outputWidth), b: transposed, start: .zero,
      c: MutableRows(base: deltas.other, stride: inputWidth),
      finish: GradientFinish(pass.inputActivation, outputs: pass.forward.inputs))
  }
}
