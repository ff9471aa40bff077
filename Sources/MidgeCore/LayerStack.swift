/// A run-time network: a list of layer descriptions in the trainer's block. A loop over what a typed chain spells out.
@safe public struct LayerStack: NetworkBody, @unchecked Sendable {
  /// Beyond these a network is refused: sizes then fit in an `Int` of 64 bits with room to spare.
  public static let largestExtent = 1 << 20
  public static let largestParameterCount = 1 << 28

  @usableFromInline let shapes: UnsafePointer<LayerShape>
  public let layerCount: Int
  public let extents: NetworkExtents

  /// Writes the fused layers to `records`, which has room for as many as `fuse` emits and must outlive the stack. The layers fit each
  /// other, and `extents` are theirs.
  public init(measured layers: Span<LayerShape>, extents: NetworkExtents, records: UnsafeMutablePointer<LayerShape>) {
    var count = 0
    LayerStack.fuse(layers) { shape in
      unsafe (records + count).initialize(to: shape)
      count += 1
    }
    unsafe shapes = UnsafePointer(records)
    layerCount = count
    self.extents = extents
  }

  /// The layers as they will run: an activation right behind a dense layer without one becomes part of it, if it can; one that a dense layer cannot
  /// take in becomes a layer of its own.
  public static func fuse(_ layers: Span<LayerShape>, _ emit: (LayerShape) -> Void) {
    var index = 0
    while index < layers.count {
      var shape = layers[index]
      index += 1
      if shape.kind == .dense, shape.activation == .identity, index < layers.count, layers[index].kind == .activation,
        layers[index].activation.isFused
      {
        shape.activation = layers[index].activation
        index += 1
      }
      if shape.kind == .dense && !shape.activation.isFused {
        emit(.dense(shape.inputCount, shape.outputCount))
        emit(.activation(shape.activation, count: shape.outputCount))
      } else {
        emit(shape)
      }
    }
  }

  @inlinable @inline(__always)
  public var inputCount: Int { extents.inputCount }
  @inlinable @inline(__always)
  public var outputCount: Int { extents.outputCount }
  @inlinable @inline(__always)
  public var outputWidth: Int { RowWidth.padded(extents.outputCount) }
  @inlinable @inline(__always)
  public var parameterCount: Int { extents.parameterCount }
  @inlinable @inline(__always)
  public var activationCount: Int { extents.activationCount }
  @inlinable @inline(__always)
  public var readsPaddedInputs: Bool { extents.readsPaddedInputs }
  @inlinable @inline(__always)
  public var outputActivation: Activation { unsafe shapes[layerCount &- 1].outputActivation }
  @inlinable @inline(__always)
  public var differentiatesInputs: Bool { true }
  @inlinable @inline(__always)
  public func widestDelta(withInputs: Bool) -> Int {
    max(extents.widestDelta, withInputs ? RowWidth.padded(inputCount) : 0)
  }
  @inlinable
  public func scratchCount(withInputs: Bool) -> Int {
    max(extents.scratchCount, unsafe shapes[0].scratchCount(withInputs: withInputs))
  }

  @inlinable
  public func shape(at index: Int) -> LayerShape {
    Door.check(index >= 0 && index < layerCount, "no such layer", found: index, expected: layerCount)
    return unsafe shapes[index]
  }

  @inlinable
  public func initialize<Scalar: KernelScalar>(
    _ parameters: UnsafeMutablePointer<Scalar>, _ initializer: Initializer, _ generator: inout SeededGenerator
  ) {
    var next = unsafe parameters
    for index in 0..<layerCount {
      unsafe shapes[index].initialize(next, initializer, &generator)
      unsafe next += shapes[index].parameterCount
    }
  }

  @inlinable
  public func forward<A: Arithmetic>(_ arithmetic: A.Type, _ pass: ForwardPass<A.Scalar>) {
    var pass = unsafe pass
    for index in 0..<layerCount {
      let shape = unsafe shapes[index]
      unsafe shape.forward(A.self, pass)
      unsafe pass = pass.advanced(past: shape)
    }
  }

  /// From the last layer to the first: each pass is the end's, taken back by the layers behind it.
  @inlinable
  public func backward<A: Arithmetic>(
    _ arithmetic: A.Type, _ pass: BackwardPass<A.Scalar>, _ deltas: inout DeltaBuffers<A.Scalar>
  ) {
    let start = unsafe pass.forward
    var parameterOffset = parameterCount, activationOffset = activationCount
    var index = layerCount
    while index > 0 {
      index &-= 1
      let shape = unsafe shapes[index]
      parameterOffset &-= shape.parameterCount
      activationOffset &-= shape.activationCount
      var current = unsafe pass
      if index > 0 {
        let previous = unsafe shapes[index &- 1], width = previous.outputWidth
        let inputs = unsafe start.activations + start.rowCapacity &* (activationOffset &- width)
        unsafe current.forward.inputs = Rows(base: inputs, stride: width)
        unsafe current.needsInputGradient = pass.needsInputGradient || parameterOffset > 0
        unsafe current.inputActivation = previous.outputActivation
      }
      unsafe current.forward.parameters = start.parameters + parameterOffset
      unsafe current.forward.activations = start.activations + start.rowCapacity &* activationOffset
      unsafe current.forward.masks = start.masks?.advanced(layers: index)
      unsafe current.update = pass.update.advanced(by: parameterOffset)
      unsafe shape.backward(A.self, current, &deltas)
    }
  }
}

/// The engine of the run-time face: what differs from one of its networks to another is values.
public typealias ModelEngine = TrainingEngine<LayerStack, Loss, Tuned<OptimizerChoice>, Float>
