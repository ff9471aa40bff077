import MidgeCore

/// A network with all that it takes to train it, as values: what `midge bench` measures.
public struct WorkloadDescription: Sendable, Equatable {
  /// Inputs, hidden layers, outputs.
  public var widths: [Int]
  public var activation: Activation
  /// Of the last layer. The cross-entropies take logits: identity.
  public var outputActivation: Activation
  public var loss: Loss
  public var optimizer: OptimizerKind
  public var learningRate: Double
  public var batchSize: Int
  /// Rows of data that the steps walk over.
  public var rowCount: Int

  public init(
    _ widths: [Int], _ activation: Activation, _ outputActivation: Activation = .identity, _ loss: Loss,
    _ optimizer: OptimizerKind, learningRate: Double, batchSize: Int, rowCount: Int
  ) {
    self.widths = widths
    self.activation = activation
    self.outputActivation = outputActivation
    self.loss = loss
    self.optimizer = optimizer
    self.learningRate = learningRate
    self.batchSize = batchSize
    self.rowCount = rowCount
  }

  /// `16-64-64-4`
  public var network: String { widths.map { "\($0)" }.joined(separator: "-") }

  /// Whether the same code computes both: learning rate and rows of data are only numbers.
  public func hasSameCode(as other: WorkloadDescription) -> Bool {
    var twin = other
    (twin.learningRate, twin.rowCount) = (learningRate, rowCount)
    return self == twin
  }
}

/// A workload with a name, compiled as a type for every instruction set.
public struct ListedWorkload: Sendable {
  public let name: String
  public let description: WorkloadDescription

  /// W1 to W5 and S1 are the race's; R1 and R2 have ragged sizes, and N1 and N2 are R1 and R2 with every width and the batch
  /// rounded up: widths as rows are padded (4, 8, multiples of 16), the batch to 8.
  public static let all: [ListedWorkload] = [
    ListedWorkload(
      "W1", [2, 4, 1], .sigmoid, .sigmoid, .meanSquaredError, .sgd, learningRate: 0.1, batchSize: 1, rowCount: 4),
    ListedWorkload(
      "W2", [8, 16, 16, 1], .tanh, .identity, .meanSquaredError, .sgd, learningRate: 0.01, batchSize: 1, rowCount: 1024),
    ListedWorkload(
      "W3", [16, 64, 64, 4], .relu, .identity, .meanSquaredError, .adam, learningRate: 1e-3, batchSize: 32,
      rowCount: 4096),
    ListedWorkload(
      "W4", [64, 32, 10], .relu, .identity, .crossEntropy, .momentum, learningRate: 0.05, batchSize: 32, rowCount: 1792),
    ListedWorkload(
      "W5", [784, 128, 10], .relu, .identity, .crossEntropy, .adam, learningRate: 1e-3, batchSize: 64, rowCount: 4992),
    ListedWorkload(
      "S1", [4, 32, 16, 4], .tanh, .identity, .meanSquaredError, .adam, learningRate: 1e-3, batchSize: 10_000,
      rowCount: 10_000),
    ragged("R1", [13, 29, 5], batchSize: 7),
    ragged("N1", [16, 32, 8], batchSize: 8),
    ragged("R2", [17, 33, 3], batchSize: 7),
    ragged("N2", [32, 48, 4], batchSize: 8),
  ]

  /// Parameters of G1, which is no network: `w -= learningRate * g`, and nothing else.
  public static let updateParameterCount = 1_000_000

  public static func named(_ name: String) -> ListedWorkload? { all.first { $0.name == name } }

  private init(
    _ name: String, _ widths: [Int], _ activation: Activation, _ outputActivation: Activation, _ loss: Loss,
    _ optimizer: OptimizerKind, learningRate: Double, batchSize: Int, rowCount: Int
  ) {
    self.name = name
    description = WorkloadDescription(
      widths, activation, outputActivation, loss, optimizer, learningRate: learningRate, batchSize: batchSize,
      rowCount: rowCount)
  }

  private static func ragged(_ name: String, _ widths: [Int], batchSize: Int) -> ListedWorkload {
    ListedWorkload(
      name, widths, .relu, .identity, .meanSquaredError, .adam, learningRate: 1e-3, batchSize: batchSize,
      rowCount: 512 * batchSize)
  }
}
