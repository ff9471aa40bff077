/// Trains a network: its parameters, gradients, moments and all it computes with lie in one block of memory. Nothing but creation
/// allocates; no call takes a lock or makes a system call.
///
/// Made by `Trainer(network, loss:, optimizer:)` of the typed face. Being generic over the network,
/// the loss, the rule and the arithmetic, it folds to straight code where they are types, and switches where they are values.
public struct Trainer<Body: NetworkBody, Function: LossFunction, Rule: Optimizer, A: Arithmetic>: ~Copyable {
  public typealias Scalar = A.Scalar
  public typealias Engine = TrainingEngine<Body, Function, Rule, A.Scalar>

  @usableFromInline var engine: Engine

  @inlinable
  public init(_ engine: consuming Engine) { self.engine = engine }

  @inlinable
  public var body: Body { engine.body }
  @inlinable
  public var loss: Function { engine.loss }
  @inlinable
  public var reduction: Reduction { engine.reduction }
  @inlinable
  public var layout: ArenaLayout { engine.layout }

  @inlinable
  public var optimizer: Rule {
    get { engine.optimizer }
    set {
      engine.checkMoments(newValue.momentCount)
      engine.optimizer = newValue
    }
  }

  /// Seeds the order of samples, with `epochCount`, and the masks of dropout, with `trainedSampleCount`.
  @inlinable
  public var shuffleSeed: UInt64 {
    get { engine.shuffleSeed }
    set { engine.shuffleSeed = newValue }
  }

  /// Epochs begun.
  @inlinable
  public var epochCount: Int {
    get { engine.epochCount }
    set { engine.epochCount = newValue }
  }

  /// Samples trained on.
  @inlinable
  public var trainedSampleCount: Int {
    get { engine.trainedSampleCount }
    set { engine.trainedSampleCount = newValue }
  }

  /// The learning rate of a layer is the optimizer's times this; 0 freezes it. Traps unless the optimizer is `Tuned`.
  @inlinable
  public mutating func setLearningRateFactor(_ factor: Double, layer: Int) {
    checkTuned()
    engine.setLearningRateFactor(factor, layer: layer)
  }
}
