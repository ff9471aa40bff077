extension ModelTrainer: ParameterStore {
  public typealias Scalar = Float
  public var layerCount: Int { engine.body.layerCount }
  public func shape(at index: Int) -> LayerShape { engine.body.shape(at: index) }

  public func withParameters<Result>(_ use: (Span<Float>) -> Result) -> Result {
    unsafe use(Span(_unsafeStart: engine.parameters, count: engine.layout.parameterCount))
  }

  public mutating func withMutableParameters<Result>(_ use: (inout MutableSpan<Float>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: engine.parameters, count: engine.layout.parameterCount)
    return use(&span)
  }

  /// What `accumulate` has added up, laid out as the parameters: change it before `apply` at will, but keep the pads 0. After `apply` it
  /// is what was applied, until the next `accumulate` overwrites it; after `step`, which need not write it, it means nothing.
  public mutating func withGradients<Result>(_ use: (inout MutableSpan<Float>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: engine.gradients, count: engine.layout.parameterCount)
    return use(&span)
  }
}
