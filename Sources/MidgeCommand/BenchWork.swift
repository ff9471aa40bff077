import MidgeModel
import WorkloadInterface
import WorkloadsBaseline

#if arch(x86_64)
  import WorkloadsV3
  import WorkloadsV4
#endif

/// Finds the code to measure: the face's, for the instruction set that was chosen.
enum BenchWork {
  /// Whether the listed networks are compiled as types: not in the static tool, which is to be small.
  static var hasTypedNetworks: Bool {
    #if MIDGE_TYPED_BENCHMARKS
      true
    #else
      false
    #endif
  }

  static func typed(
    _ name: String, _ description: WorkloadDescription, rowCapacity: Int, _ level: InstructionSet
  ) throws(Failure) -> Workload {
    let data = BenchData.make(description), rate = description.learningRate
    let work =
      switch level {
      #if arch(x86_64)
        case .v4: WorkloadsV4.makeWorkload(named: name, data, learningRate: rate, rowCapacity: rowCapacity)
        case .v3: WorkloadsV3.makeWorkload(named: name, data, learningRate: rate, rowCapacity: rowCapacity)
      #endif
      default: WorkloadsBaseline.makeWorkload(named: name, data, learningRate: rate, rowCapacity: rowCapacity)
      }
    guard let work else { throw Failure(.failed, "\(name) is not compiled in this build") }
    return work
  }

  static func update(learningRate rate: Double, _ level: InstructionSet) -> Workload {
    let data = BenchData.makeUpdate(parameterCount: ListedWorkload.updateParameterCount)
    switch level {
    #if arch(x86_64)
      case .v4: return WorkloadsV4.makeUpdateWorkload(data, learningRate: rate)
      case .v3: return WorkloadsV3.makeUpdateWorkload(data, learningRate: rate)
    #endif
    default: return WorkloadsBaseline.makeUpdateWorkload(data, learningRate: rate)
    }
  }

  static func updateWork(_ kind: OptimizerKind, _ level: InstructionSet) -> UpdateWork {
    let count = ListedWorkload.updateParameterCount
    switch level {
    #if arch(x86_64)
      case .v4: return WorkloadsV4.makeUpdateWork(kind, count: count, seed: 1)
      case .v3: return WorkloadsV3.makeUpdateWork(kind, count: count, seed: 1)
    #endif
    default: return WorkloadsBaseline.makeUpdateWork(kind, count: count, seed: 1)
    }
  }

  /// Multiply-adds that touch no memory; returns their floating-point operations.
  static func peak(_ level: InstructionSet, iterations: Int, sum: inout Float) -> Int {
    switch level {
    #if arch(x86_64)
      case .v4: WorkloadsV4.multiplyAddPeak(iterations: iterations, factor: 0.999, addend: 0.001, sum: &sum)
      case .v3: WorkloadsV3.multiplyAddPeak(iterations: iterations, factor: 0.999, addend: 0.001, sum: &sum)
    #endif
    default: WorkloadsBaseline.multiplyAddPeak(iterations: iterations, factor: 0.999, addend: 0.001, sum: &sum)
    }
  }
}

/// Floating-point operations, by the count that the race uses.
struct OperationCount: Equatable {
  /// Forward and backward of a batch: six a weight and row, but the first layer has no input gradient. Activations are not counted.
  let passes: Int
  /// Two (SGD), four (momentum) or twelve (Adam) a parameter.
  let update: Int
  /// Two a weight.
  let prediction: Int
  let parameterCount: Int

  var step: Int { passes + update }

  init(_ description: WorkloadDescription) {
    let widths = description.widths
    let weights = (1..<widths.count).map { widths[$0 - 1] * widths[$0] }
    let weightCount = weights.reduce(0, +)
    parameterCount = weightCount + widths.dropFirst().reduce(0, +)
    passes = description.batchSize * (6 * weightCount - 2 * weights[0])
    prediction = 2 * weightCount
    update =
      switch description.optimizer {
      case .sgd: 2 * parameterCount
      case .momentum: 4 * parameterCount
      case .nesterov: 6 * parameterCount
      case .adaGrad: 6 * parameterCount
      case .rmsProp: 8 * parameterCount
      case .rProp: 8 * parameterCount
      case .adam: 12 * parameterCount
      case .adamW, .amsGrad, .centredRMSProp: 13 * parameterCount
      case .adaDelta: 16 * parameterCount
      }
  }
}
