import MidgeCore

/// What one parameter's update asks of the machine, by optimizer.
public struct UpdateCost: Sendable, Equatable {
  /// Streams of memory: the parameter, its gradient, and moments.
  public let reads: Int
  /// The parameter, and moments.
  public let writes: Int
  public let divides: Int
  public let roots: Int

  public init(_ kind: OptimizerKind) {
    let momentCount = kind.choice(learningRate: 1).momentCount
    (reads, writes) = (2 + momentCount, 1 + momentCount)
    switch kind {
    case .sgd, .momentum, .nesterov, .rProp: (divides, roots) = (0, 0)
    case .adaDelta: (divides, roots) = (1, 2)
    case .adaGrad, .rmsProp, .centredRMSProp, .adam, .adamW, .amsGrad: (divides, roots) = (1, 1)
    }
  }
}

/// One optimizer's update of many parameters, and what bounds it: closures made in the module whose instruction set they use, each of which does its
/// work so many times over.
public final class UpdateWork {
  public let update: (_ times: Int) -> Void
  /// Reads and writes as many streams, those of the update.
  public let stream: (_ times: Int) -> Void
  /// As many divides and square roots, of numbers that stay in the first cache. Nil: there are none.
  public let divideAndRoot: ((_ times: Int) -> Void)?

  public init(
    update: @escaping (Int) -> Void, stream: @escaping (Int) -> Void, divideAndRoot: ((Int) -> Void)?
  ) {
    self.update = update
    self.stream = stream
    self.divideAndRoot = divideAndRoot
  }
}
