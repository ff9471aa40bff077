import Foundation
import MidgeModel
import MidgeTestSupport
import Testing

/// A wrong count ends the process with a message, in optimised builds too.
struct DoorTests {
  @Test func wholeRowsOfInputsAreAskedFor() async throws {
    try await expect(
      "the inputs must be whole rows of this many scalars: found 7, expected 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.step([Float](repeating: 0, count: 7).span, [Float](repeating: 0, count: 4).span)
      })
    try await expect(
      "the inputs must be whole rows of this many scalars: found 0, expected 3",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.step([Float]().span, [Float]().span)
      })
  }

  @Test func whatLBFGSCannotDoIsRefused() async throws {
    try await expect(
      "L-BFGS knows no L1 penalty, no limits of gradients or weights, no factors of layers",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try ModelTrainer(
          [LayerShape.dense(3, 2)].span, loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 1)))
        trainer.regularization = Regularization(l1: 0.1)
        var fitter = trainer.fitter()
        trainer.fit([1, 2, 3].span, [1, 2].span, by: &fitter)
      })
    try await expect(
      "the fitter is made for another number of parameters: found 48",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        var fitter = LBFGSFitter<Float>(parameterCount: 48)
        trainer.fit([1, 2, 3].span, [1, 2].span, by: &fitter)
      })
  }

  @Test func asManyTargetsAsInputsAreAskedFor() async throws {
    try await expect(
      "the targets must be as many rows as the inputs, in scalars: found 3, expected 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.accumulate([Float](repeating: 0, count: 6).span, [Float](repeating: 0, count: 3).span)
      })
    try await expect(
      "the classes must be one a row: found 3, expected 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.epoch([Float](repeating: 0, count: 6).span, classes: [Int32](repeating: 0, count: 3).span, batchSize: 2)
      })
  }

  @Test func classesMustBeOutputs() async throws {
    try await expect(
      "a class must be below the network's outputs: found 2, expected 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let trainer = try doorTrainer()
        _ = trainer.evaluate([Float](repeating: 0, count: 6).span, classes: [Int32(1), 2].span)
      })
    try await expect(
      "a class must be below the network's outputs: found -1, expected 2",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.step([Float](repeating: 0, count: 6).span, classes: [Int32(0), -1].span)
      })
  }

  @Test func outputsMustHoldTheRows() async throws {
    try await expect(
      "the outputs must hold as many rows as the inputs, in scalars: found 5, expected 4",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let trainer = try doorTrainer()
        var outputs = [Float](repeating: 0, count: 5)
        trainer.predict([Float](repeating: 0, count: 6).span, into: outputs.mutableSpan)
      })
  }

  @Test func batchSizesArePositive() async throws {
    try await expect(
      "the batch size must be positive: found 0",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var trainer = try doorTrainer()
        trainer.epoch([Float](repeating: 0, count: 6).span, [Float](repeating: 0, count: 4).span, batchSize: 0)
      })
  }

  @Test func lentMemoryMustBeLargeAndAligned() async throws {
    try await expect(
      "lent memory is too small, in bytes: found 64, expected 128",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        lendMemory(byteCount: 64, offset: 0)
      })
    try await expect(
      "lent memory must start at a multiple of 64 bytes; bytes beyond one: found 8",
      #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        lendMemory(byteCount: 256, offset: 8)
      })
  }
}

/// A process that ended by a door said this.
func expect(_ message: String, _ result: ExitTest.Result?) throws {
  let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  try check(text.contains("Midge: \(message)"), "expected \"\(message)\" in \"\(text)\"")
}

/// Three inputs, two outputs.
func doorTrainer() throws -> TestTrainer<PortableShared<Float>> {
  try TrainerCase([.dense(3, 2)], .crossEntropy, rows: 1).trainer(PortableShared<Float>.self)
}

/// An arena of 128 bytes in memory that is to hold it.
func lendMemory(byteCount: Int, offset: Int) {
  let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
  _ = unsafe Arena(borrowing: UnsafeMutableRawBufferPointer(rebasing: memory[offset...]), needing: 128)
}
