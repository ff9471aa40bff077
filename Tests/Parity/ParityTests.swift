import Midge
import MidgeModel
import Testing

/// A typed network and a run-time one are the same network, to the bit.
struct ParityTests {
  @Test(arguments: Activation.allCases)
  func `typed and run-time networks train to the same bits`(_ activation: Activation) throws {
    for twin in twins(of: activation) {
      for plan in Plan.all {
        let typed = twin.typed(plan)
        #expect(try typed == twin.runtime(plan), "\(twin.name), \(plan)")
        #expect(typed.isFinite, "\(twin.name), \(plan)")
      }
    }
  }

  @Test
  func `losses and rules give the same bits as types and as values`() throws {
    for plan in Plan.all { #expect(try typedThroughout.typed(plan) == typedThroughout.runtime(plan), "\(plan)") }
  }

  @Test(arguments: Activation.allCases)
  func `a step is accumulate, then apply`(_ activation: Activation) throws {
    for twin in twins(of: activation) {
      for rule in Rule.allCases {
        let step = Plan(loss: .crossEntropy, rule: rule), split = step.with { $0.accumulates = true }
        let expected = twin.typed(step)
        #expect(twin.typed(split) == expected, "\(twin.name), typed")
        #expect(try twin.runtime(split) == expected, "\(twin.name), run-time")
      }
    }
  }

  @Test(arguments: [1, 2, 5, 31, 32, 64])
  func `how many rows pass together does not change the bits`(_ rowCapacity: Int) throws {
    for twin in twins(of: .tanh) {
      for plan in Plan.all {
        let other = plan.with { $0.rowCapacity = rowCapacity }
        let expected = twin.typed(plan)
        #expect(twin.typed(other) == expected, "\(twin.name), typed, \(other)")
        #expect(try twin.runtime(other) == expected, "\(twin.name), run-time, \(other)")
      }
    }
  }

  @Test(arguments: [1, 7, 32, 100])
  func `shuffled epochs take the same samples in the same order`(_ batchSize: Int) throws {
    for twin in twins(of: .relu) {
      for usesClasses in [false, true] {
        var plan = Plan(loss: .crossEntropy, usesClasses: usesClasses, batchSize: batchSize)
        plan.shuffledEpochs = 3
        let expected = twin.typed(plan)
        #expect(try twin.runtime(plan) == expected, "\(twin.name)")
        #expect(try twin.runtime(plan.with { $0.rowCapacity = 5 }) == expected, "\(twin.name), row capacity 5")
        #expect(expected.losses.count == 3 * ((Data.sampleCount + batchSize - 1) / batchSize))
      }
    }
  }

  @Test
  func `a summed loss gives the same bits`() throws {
    for twin in twins(of: .sigmoid) {
      let plan = Plan(loss: .binaryCrossEntropy, reduction: .sum)
      #expect(try twin.typed(plan) == twin.runtime(plan), "\(twin.name)")
    }
  }

  @Test
  func `the same seed gives the same bits again, another seed gives others`() throws {
    for twin in twins(of: .leakyReLU) {
      let plan = Plan(rule: .adam), other = plan.with { $0.seed = 2 }
      #expect(twin.typed(plan) == twin.typed(plan), "\(twin.name)")
      #expect(twin.typed(plan).parameterHash != twin.typed(other).parameterHash, "\(twin.name)")
      #expect(try twin.runtime(plan).parameterHash != twin.runtime(other).parameterHash, "\(twin.name)")
    }
  }
}

extension Plan {
  func with(_ change: (inout Plan) -> Void) -> Plan {
    var plan = self
    change(&plan)
    return plan
  }
}
