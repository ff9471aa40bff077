extension Trainer: ParameterStore {
  @inlinable
  public var layerCount: Int { body.layerCount }
  @inlinable
  public func shape(at index: Int) -> LayerShape { body.shape(at: index) }

  @inlinable
  public func withParameters<Result>(_ use: (Span<Scalar>) -> Result) -> Result {
    unsafe use(Span(_unsafeStart: engine.parameters, count: layout.parameterCount))
  }

  @inlinable
  public mutating func withMutableParameters<Result>(_ use: (inout MutableSpan<Scalar>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: engine.parameters, count: layout.parameterCount)
    return use(&span)
  }

  /// What `accumulate` has added up, laid out as the parameters: change it before `apply` at will, but keep the pads 0. After `apply` it
  /// is what was applied, until the next `accumulate` overwrites it; after `step`, which need not write it, it means nothing.
  @inlinable
  public mutating func withGradients<Result>(_ use: (inout MutableSpan<Scalar>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: engine.gradients, count: layout.parameterCount)
    return use(&span)
  }

  /// The network's outputs for rows of inputs: logits, if that is what the loss takes. `outputs` holds as many rows.
  @inlinable
  public func predict(_ inputs: Span<Scalar>, into outputs: consuming MutableSpan<Scalar>) {
    unsafe engine.inference.predict(A.self, inputs, into: outputs)
  }

  /// Predictions for rows of inputs, as the loss reads the outputs: softmax or sigmoid of logits, else the outputs themselves.
  @inlinable
  public func probabilities(_ inputs: Span<Scalar>, into outputs: consuming MutableSpan<Scalar>) {
    unsafe engine.inference.predict(A.self, inputs, as: loss, into: outputs)
  }

  /// Bytes of the block that everything lies in.
  @inlinable
  public var byteCount: Int { engine.byteCount }
}
