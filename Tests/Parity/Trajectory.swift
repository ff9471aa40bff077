import MidgeCore

/// What a run leaves, to the bit.
struct Trajectory: Equatable {
  var parameterHash: UInt64
  var losses: [UInt32]
  var predictions: [UInt32]

  /// Bits that come of a NaN would be equal for the wrong reason.
  var isFinite: Bool { (losses + predictions).allSatisfy { Float(bitPattern: $0).isFinite } }
}

/// FNV-1a over the bits of the parameters, pads included.
func parameterHash<Store: ParameterStore & ~Copyable>(_ store: borrowing Store) -> UInt64 where Store.Scalar == Float {
  store.withParameters { parameters in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in parameters.indices { hash = (hash ^ UInt64(parameters[index].bitPattern)) &* 0x100_0000_01b3 }
    return hash
  }
}

/// The hyperparameters are such that no run of these tests diverges.
enum Rule: CaseIterable {
  case sgd, momentum, adam, nesterov, adamW, rmsProp

  var choice: OptimizerChoice {
    switch self {
    case .sgd: .sgd(Rule.descent)
    case .momentum: .momentum(Rule.heavyBall)
    case .adam: .adam(Rule.adaptive)
    case .nesterov: .nesterov(Rule.lookAhead)
    case .adamW: .adamW(Rule.decaying)
    case .rmsProp: .rmsProp(Rule.centred)
    }
  }

  static var descent: SGD { SGD(learningRate: 0.02) }
  static var heavyBall: Momentum { Momentum(learningRate: 0.005) }
  static var adaptive: Adam { Adam(learningRate: 0.01) }
  static var lookAhead: Nesterov { Nesterov(learningRate: 0.005) }
  static var decaying: AdamW { AdamW(learningRate: 0.01, weightDecay: 0.1) }
  static var centred: RMSProp { RMSProp(learningRate: 0.002, isCentred: true) }
}

/// How to train: everything but the network.
struct Plan: Sendable {
  var loss: Loss = .meanSquaredError
  var usesClasses = false
  var rule: Rule = .sgd
  var batchSize = 7
  var stepCount = 100
  var rowCapacity = 32
  var accumulates = false
  var shuffledEpochs = 0
  var reduction: Reduction = .mean
  var seed: UInt64 = 1

  /// Every loss, target, rule and batch size of these tests with every other.
  static var all: [Plan] {
    let targets = Loss.allCases.map { ($0, false) } + [(Loss.crossEntropy, true)]
    return targets.flatMap { loss, usesClasses in
      Rule.allCases.flatMap { rule in
        [1, 7, 32].map { Plan(loss: loss, usesClasses: usesClasses, rule: rule, batchSize: $0) }
      }
    }
  }
}

/// `Data.sampleCount` samples drawn from a seed: inputs and targets in [0, 1), and classes.
struct Data {
  let inputCount: Int
  let outputCount: Int
  var inputs: [Float] = []
  var targets: [Float] = []
  var classes: [Int32] = []
  static let sampleCount = 96

  init(_ inputCount: Int, _ outputCount: Int) {
    self.inputCount = inputCount
    self.outputCount = outputCount
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<Data.sampleCount * inputCount { inputs.append(Float(generator.nextUnit())) }
    for _ in 0..<Data.sampleCount * outputCount { targets.append(Float(generator.nextUnit())) }
    for _ in 0..<Data.sampleCount { classes.append(Int32(generator.next() % UInt64(outputCount))) }
  }
}
