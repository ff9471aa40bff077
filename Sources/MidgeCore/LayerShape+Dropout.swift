extension LayerShape {
  /// Rows times the mask of a pass and 1 / (1 - p); as they are, where the pass does not train.
  @inlinable @inline(always)
  func drop<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>, _ input: Rows<A.Scalar>, _ output: MutableRows<A.Scalar>
  ) {
    let values = unsafe DropoutValues(
      mask: pass.masks?.mask(probability), probability: probability, rows: A.isSingleRow ? 1 : pass.rowCount,
      count: inputCount, input: input, output: output)
    A.perform(values, rowWidth: outputWidth)
  }
}
