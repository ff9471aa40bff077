import MidgeModel
import MidgeTestSupport
import Testing

/// Callers' memory ends where their spans end: here, where a page ends.
struct SpanEndTests {
  @Test func nothingBehindTheCallersSpansIsRead() async {
    await #expect(processExitsWith: .success) {
      try withEvery("network", StepBitsTests.networks) { layers in
        try withEvery("rows", [1, 2, 7, 33]) { rows in try trainAtThePageEnd(layers, rows) }
      }
    }
  }
}

private func trainAtThePageEnd(_ layers: [LayerShape], _ rows: Int) throws {
  for loss in Loss.allCases {
    var sample = TrainerCase(layers, loss, rows: rows)
    sample.rule = .sgd(SGD(learningRate: 0.01))
    var trainer = try sample.trainer(PortableShared<Float>.self)
    let inputs = PageEnd(sample.flat(sample.inputs, Float.self))
    let targets = PageEnd(sample.flat(sample.targets, Float.self)), labels = PageEnd(sample.classes)
    let x = unsafe Span(_unsafeElements: inputs.buffer), t = unsafe Span(_unsafeElements: targets.buffer)
    let classes = unsafe Span(_unsafeElements: labels.buffer)
    trainer.step(x, t)
    trainer.step(x, classes: classes)
    trainer.epoch(x, t, batchSize: 3)
    trainer.epoch(x, classes: classes, batchSize: 1)
    _ = trainer.evaluate(x, t)
    var outputs = [Float](repeating: .nan, count: sample.targets.count * sample.targets[0].count)
    trainer.predict(x, into: outputs.mutableSpan)
    try check(outputs.allSatisfy(\.isFinite), "outputs \(outputs)")
    withExtendedLifetime((inputs, targets, labels)) {}
  }
}
