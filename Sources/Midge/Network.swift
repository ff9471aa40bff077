/// A network as a type: layers whose shapes the compiler has checked. It holds no numbers; a `Trainer` or a `Predictor` made from it does.
///
///     let network = Network {
///       Dense<64, 32>()
///       ReLU()
///       Dense<32, 10>()
///     }
public struct Network<Body: Layer>: Sendable {
  public let body: Body

  @inlinable
  public init(@NetworkBuilder _ build: () -> Body) { body = build() }

  /// Weights and biases, without padding.
  @inlinable
  public var trainableCount: Int {
    var count = 0
    for index in 0..<body.layerCount { count += body.shape(at: index).trainableCount }
    return count
  }

  /// The compiler checks that layers fit; that they are not empty, and drop a share that can be, is left to this.
  @inlinable
  func checkExtents(_ rowCapacity: Int) {
    Door.check(rowCapacity > 0, "the row capacity must be positive", found: rowCapacity, expected: 1)
    for index in 0..<body.layerCount {
      let shape = body.shape(at: index), least = min(shape.inputCount, shape.outputCount)
      Door.check(least > 0, "a layer's extents must be positive", found: least, expected: 1)
      let drops = shape.probability, canDrop = drops >= 0 && drops < 1
      Door.check(
        canDrop, "dropout must be of a probability from 0 to below 1; in percent", found: percent(drops), expected: 50)
    }
  }
}

@inlinable
func percent(_ share: Float) -> Int { share > -0x1p16 && share < 0x1p16 ? Int(share * 100) : -1 }

/// Chains what it is given, and fuses an activation into the dense layer before it.
@resultBuilder
public enum NetworkBuilder {
  @inlinable
  public static func buildPartialBlock<Only: Layer>(first: Only) -> Only { first }

  @inlinable
  public static func buildPartialBlock<First: Layer, Second: Layer>(
    accumulated: First, next: Second
  ) -> Chain<First, Second> { Chain(accumulated, next) }

  @inlinable
  public static func buildPartialBlock<let Inputs: Int, let Outputs: Int, Function: ActivationLayer>(
    accumulated: Dense<Inputs, Outputs>, next: Function
  ) -> ActivatedDense<Inputs, Outputs, Function> { ActivatedDense() }

  @inlinable
  public static func buildPartialBlock<Before: Layer, let Inputs: Int, let Outputs: Int, Function: ActivationLayer>(
    accumulated: Chain<Before, Dense<Inputs, Outputs>>, next: Function
  ) -> Chain<Before, ActivatedDense<Inputs, Outputs, Function>> { Chain(accumulated.first, ActivatedDense()) }

  @inlinable
  public static func buildPartialBlock<First: Layer, Function: ElementwiseFunction>(
    accumulated: First, next: Function
  ) -> Chain<First, Elementwise<First.Output, Function>> { Chain(accumulated, Elementwise()) }
}
