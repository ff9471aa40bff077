import Midge
import MidgeModel
import Testing

/// Diagnosis and sentinel say the same of both faces.
struct DiagnosisParityTests {
  @Test func `both faces are diagnosed alike`() throws {
    let data = Data(3, 5), count = 20
    let inputs = data.inputs.span.extracting(first: count * 3), targets = data.targets.span.extracting(first: count * 5)
    let classes = data.classes.span.extracting(first: count)
    var typed = Trainer(
      Network {
        Dense<3, 13>(); ReLU(); Dense<13, 5>(); GELU()
      }, loss: Loss.crossEntropy, optimizer: Tuned(OptimizerChoice.adam(Adam())), rowCapacity: 8)
    var model = try ModelTrainer(
      [LayerShape.dense(3, 13, .relu), .dense(13, 5, .gelu)].span, loss: .crossEntropy, optimizer: .adam(Adam()),
      rowCapacity: 8, instructionSet: .baseline)
    for _ in 0..<3 {
      let onValues = typed.diagnose(inputs, targets), onClasses = typed.diagnose(inputs, classes: classes)
      #expect(onValues == model.diagnose(inputs, targets))
      #expect(onClasses == model.diagnose(inputs, classes: classes))
      #expect(onValues != onClasses && onValues.layers.count == 3 && onValues.layers[0].deadCount != nil)
      typed.step(inputs, targets)
      model.step(inputs, targets)
    }
  }

  @Test func `both faces find alike, and go back alike`() throws {
    let data = Data(3, 5)
    let targets = data.targets.span, classes = data.classes.span
    var planted = data.inputs
    planted[61 * 3 + 2] = .nan
    let inputs = planted.span, good = data.inputs.span
    let rule = Tuned(OptimizerChoice.adam(Adam()))
    var typed = Trainer(
      Network {
        Dense<3, 13>(); ReLU(); Dense<13, 5>()
      }, loss: Loss.crossEntropy, optimizer: rule)
    var model = try ModelTrainer(
      [LayerShape.dense(3, 13, .relu), .dense(13, 5)].span, loss: .crossEntropy, optimizer: .adam(Adam()),
      instructionSet: .baseline)
    var first = Sentinel(watching: typed, every: 4), second = ModelSentinel(watching: model, every: 4)
    for batchSize in [7, 32] {
      for usesClasses in [false, true] {
        let a =
          usesClasses
          ? typed.epoch(inputs, classes: classes, batchSize: batchSize, sentinel: &first)
          : typed.epoch(inputs, targets, batchSize: batchSize, sentinel: &first)
        let b =
          usesClasses
          ? model.epoch(inputs, classes: classes, batchSize: batchSize, sentinel: &second)
          : model.epoch(inputs, targets, batchSize: batchSize, sentinel: &second)
        #expect(a.finding == b.finding && a.finding?.sample == 61 && a.finding?.layer == 0)
        first.rollBack(&typed)
        second.rollBack(&model)
        #expect(parameterHash(typed) == parameterHash(model) && first.stepCount == second.stepCount)
        let watched = typed.epoch(good, targets, batchSize: batchSize, sentinel: &first)
        #expect(watched == model.epoch(good, targets, batchSize: batchSize, sentinel: &second))
        #expect(watched.finding == nil)
      }
    }
    #expect(first.watch(typed, loss: typed.step(good, targets), sampleCount: 96) == nil)
    #expect(second.watch(model, loss: model.step(good, targets), sampleCount: 96) == nil)
    #expect(first.take(typed) == nil && second.take(model) == nil && first.snapshotStep == second.snapshotStep)
    #expect(parameterHash(typed) == parameterHash(model))
  }
}
