import MidgeModel
import WorkloadInterface

/// Data for a benchmark, made from a seed: the same on every machine. What is measured does not depend on the numbers, but that the loss
/// falls does.
enum BenchData {
  static func make(_ description: WorkloadDescription, seed: UInt64 = 1) -> BenchmarkData {
    let data = BenchmarkData(
      inputCount: description.widths[0], outputCount: description.widths[description.widths.count - 1],
      rowCount: description.rowCount)
    if data.inputCount == 2, data.outputCount == 1, data.rowCount == 4 {
      exclusiveOr(data)
    } else {
      learnable(data, description, seed)
    }
    return data
  }

  /// Parameters as inputs, their gradients as targets.
  static func makeUpdate(parameterCount: Int, seed: UInt64 = 1) -> BenchmarkData {
    let data = BenchmarkData(inputCount: parameterCount, outputCount: parameterCount, rowCount: 1)
    var generator = SeededGenerator(seed: seed)
    for index in 0..<parameterCount {
      unsafe data.inputs[index] = Float(generator.nextUnit() * 2 - 1)
      unsafe data.targets[index] = Float(generator.nextUnit() * 2 - 1)
    }
    return data
  }

  private static func exclusiveOr(_ data: BenchmarkData) {
    for row in 0..<4 {
      unsafe data.inputs[2 * row] = Float(row >> 1)
      unsafe data.inputs[2 * row + 1] = Float(row & 1)
      unsafe data.targets[row] = Float(row >> 1 ^ row & 1)
    }
  }

  /// Of inputs: rows of many are no longer than rows of sixteen, as pixels are, or steps at a usual rate would diverge.
  static func inputScale(inputCount: Int) -> Double { min(1, 4 / Double(inputCount).squareRoot()) }

  /// Normal inputs, and what a fixed random network with one hidden layer makes of them.
  private static func learnable(_ data: BenchmarkData, _ description: WorkloadDescription, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scale = inputScale(inputCount: data.inputCount)
    let teacher = Teacher(data.inputCount, data.outputCount, &generator)
    var values = [Double](repeating: 0, count: data.outputCount)
    for row in 0..<data.rowCount {
      let inputs = unsafe data.inputs + row * data.inputCount
      for column in 0..<data.inputCount { unsafe inputs[column] = Float(generator.nextNormal() * scale) }
      unsafe teacher.values(of: inputs, into: &values)
      shape(&values, description)
      for column in values.indices { unsafe data.targets[row * data.outputCount + column] = Float(values[column]) }
    }
  }

  /// A teacher's values as targets that the outputs can reach: one class, each yes or no, or a number in the activation's range.
  static func shape(_ values: inout [Double], _ description: WorkloadDescription) {
    switch description.loss {
    case .crossEntropy:
      let best = values.indices.max { values[$0] < values[$1] } ?? 0
      for column in values.indices { values[column] = column == best ? 1 : 0 }
    case .binaryCrossEntropy:
      for column in values.indices { values[column] = values[column] > 0 ? 1 : 0 }
    case _ where description.outputActivation == .softmax:
      let sum = values.reduce(0) { $0 + abs($1) }
      for column in values.indices { values[column] = sum > 0 ? abs(values[column]) / sum : 1 }
    default:
      for column in values.indices {
        let value = values[column]
        values[column] =
          switch description.outputActivation {
          case .sigmoid: 0.5 + 0.5 * softsign(value)
          case .tanh: softsign(value)
          case .relu, .softplus: abs(value)
          default: value
          }
      }
    }
  }
}

/// x / (1 + |x|): a bend without libm.
private func softsign(_ x: Double) -> Double { x / (1 + abs(x)) }

private struct Teacher {
  private static let hiddenCount = 24
  private let first: [Double]
  private let second: [Double]
  private let inputCount: Int

  init(_ inputCount: Int, _ outputCount: Int, _ generator: inout SeededGenerator) {
    let scale = 2 / Double(inputCount).squareRoot() / BenchData.inputScale(inputCount: inputCount)
    self.inputCount = inputCount
    first = (0..<inputCount * Teacher.hiddenCount).map { _ in generator.nextNormal() * scale }
    second = (0..<outputCount * Teacher.hiddenCount).map { _ in generator.nextNormal() * 0.4 }
  }

  func values(of inputs: UnsafePointer<Float>, into outputs: inout [Double]) {
    var hidden = [Double](repeating: 0, count: Teacher.hiddenCount)
    for input in 0..<inputCount {
      let x = unsafe Double(inputs[input])
      for unit in 0..<Teacher.hiddenCount { hidden[unit] += x * first[input * Teacher.hiddenCount + unit] }
    }
    for unit in hidden.indices { hidden[unit] = softsign(hidden[unit]) }
    for output in outputs.indices {
      var sum = 0.0
      for unit in hidden.indices { sum += hidden[unit] * second[output * Teacher.hiddenCount + unit] }
      outputs[output] = sum
    }
  }
}
