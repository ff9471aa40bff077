/// What a forward pass works on.
@unsafe public struct ForwardPass<Scalar: KernelScalar> {
  public var parameters: UnsafePointer<Scalar>
  public var inputs: Rows<Scalar>
  /// The first activation of this body. Each layer's rows are contiguous: `rowCapacity` of them, `rowCount` in use.
  public var activations: UnsafeMutablePointer<Scalar>
  public let rowCount: Int
  public let rowCapacity: Int
  /// Of a pass that trains.
  public var masks: MaskStream?

  @inlinable @inline(__always)
  public init(
    parameters: UnsafePointer<Scalar>, inputs: Rows<Scalar>, activations: UnsafeMutablePointer<Scalar>, rowCount: Int,
    rowCapacity: Int, masks: MaskStream? = nil
  ) {
    unsafe self.parameters = parameters
    unsafe self.inputs = inputs
    unsafe self.activations = activations
    unsafe self.rowCount = rowCount
    unsafe self.rowCapacity = rowCapacity
    unsafe self.masks = masks
  }

  /// Where a body that starts here leaves its outputs.
  @inlinable @inline(__always)
  public func outputs<Body: NetworkBody>(of body: Body) -> MutableRows<Scalar> {
    unsafe MutableRows(
      base: activations + rowCapacity &* (body.activationCount &- body.outputWidth), stride: body.outputWidth)
  }

  /// The pass of the body that follows `body`.
  @inlinable @inline(__always)
  public func advanced<Body: NetworkBody>(past body: Body) -> ForwardPass {
    unsafe ForwardPass(
      parameters: parameters + body.parameterCount, inputs: outputs(of: body).readOnly,
      activations: activations + rowCapacity &* body.activationCount, rowCount: rowCount, rowCapacity: rowCapacity,
      masks: masks?.advanced(layers: body.layerCount))
  }
}

/// What a backward pass works on: the forward pass it follows, and what becomes of the gradients.
@unsafe public struct BackwardPass<Scalar: KernelScalar> {
  public var forward: ForwardPass<Scalar>
  /// Buffers that start at this body, and the rule to run over them once the gradient is there.
  public var update: ParameterUpdate<Scalar>
  public let scratch: UnsafeMutablePointer<Scalar>
  /// Add to the gradients; else overwrite them.
  public let accumulates: Bool
  public var needsInputGradient: Bool
  /// The function that made the inputs: its derivative belongs to the input gradient.
  public var inputActivation: Activation

  @inlinable @inline(__always)
  public init(
    forward: ForwardPass<Scalar>, update: ParameterUpdate<Scalar>, scratch: UnsafeMutablePointer<Scalar>,
    accumulates: Bool, needsInputGradient: Bool, inputActivation: Activation = .identity
  ) {
    unsafe self.forward = forward
    unsafe self.update = update
    unsafe self.scratch = scratch
    unsafe self.accumulates = accumulates
    unsafe self.needsInputGradient = needsInputGradient
    unsafe self.inputActivation = inputActivation
  }

  @inlinable @inline(__always)
  public var gradients: UnsafeMutablePointer<Scalar> { unsafe update.gradients }

  /// The pass of the body that follows `body`, whose input gradient is needed if `body` has parameters, or something before it.
  @inlinable @inline(__always)
  public func advanced<Body: NetworkBody>(past body: Body) -> BackwardPass {
    unsafe BackwardPass(
      forward: forward.advanced(past: body), update: update.advanced(by: body.parameterCount), scratch: scratch,
      accumulates: accumulates, needsInputGradient: needsInputGradient || body.parameterCount > 0,
      inputActivation: body.outputActivation)
  }
}

/// Two buffers of `rowCapacity * widestDelta` scalars: gradients by activations, written from one into the other and swapped.
@unsafe public struct DeltaBuffers<Scalar: KernelScalar> {
  public var current: UnsafeMutablePointer<Scalar>
  public var other: UnsafeMutablePointer<Scalar>

  @inlinable @inline(__always)
  public init(current: UnsafeMutablePointer<Scalar>, other: UnsafeMutablePointer<Scalar>) {
    unsafe self.current = current
    unsafe self.other = other
  }

  /// current <- current f'(x), where the outputs y = f(x) lie in rows of `columns` scalars as the deltas do.
  @inlinable @inline(__always)
  public func differentiate<A: Arithmetic>(
    _ arithmetic: A.Type, _ activation: Activation, outputs: Rows<Scalar>, rowCount: Int, columns: Int
  ) where A.Scalar == Scalar {
    let gradient = unsafe ActivationGradient(
      activation: activation, rows: rowCount, columns: columns, output: outputs,
      delta: MutableRows(base: current, stride: columns))
    A.perform(gradient, rowWidth: columns)
  }

  @inlinable @inline(__always)
  public mutating func swap() {
    let previous = unsafe current
    unsafe current = unsafe other
    unsafe other = previous
  }
}
