import Foundation
import Midge
import MidgeFiles
import MidgeModel
import Testing

/// Models saved by one face and loaded by the other.
struct ModelFilesTests {
  private static let network = Network {
    Dense<3, 13>()
    Tanh()
    Dense<13, 5>()
    ReLU()
    Dense<5, 2>()
  }
  private static let layers: [LayerShape] = [.dense(3, 13, .tanh), .dense(13, 5, .relu), .dense(5, 2)]
  private static let inputs: [Float] = [0.5, -1, 2, 0, 3, -0.25]

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "midge-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "model.safetensors").path)
  }

  @Test func eitherFaceLoadsWhatTheOtherSaves() throws {
    try withFolder { (path: String) throws in
      let trainer = Trainer(
        ModelFilesTests.network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1), seed: 5)
      try trainer.save(to: path)
      var expected = [Float](repeating: 0, count: 4)
      trainer.predict(ModelFilesTests.inputs.span, into: expected.mutableSpan)

      var model = try ModelPredictor(ModelFilesTests.layers.span, instructionSet: .baseline)
      // As after training that diverged: pads too.
      model.withMutableParameters { for index in $0.indices { $0[index] = .nan } }
      try model.load(from: path)
      var outputs = [Float](repeating: 0, count: 4)
      model.predict(ModelFilesTests.inputs.span, into: outputs.mutableSpan)
      #expect(outputs == expected && expected.contains { $0 != 0 })

      try model.save(to: path + "2")
      #expect(try readFile(path) == readFile(path + "2"))
      var typed = Predictor(ModelFilesTests.network)
      try typed.load(from: path + "2")
      typed.predict(ModelFilesTests.inputs.span, into: outputs.mutableSpan)
      #expect(outputs == expected)
    }
  }

  @Test func namesShapesAndOrderArePyTorchs() throws {
    try withFolder { (path: String) throws in
      var trainer = try ModelTrainer(
        [LayerShape.dense(2, 3, .relu), .dense(3, 1)].span, loss: .meanSquaredError,
        optimizer: .sgd(SGD(learningRate: 1)))
      // Weight from input i to output o is 10 o + i: PyTorch's tensor lists them by output.
      trainer.withMutableParameters { parameters in
        for output in 0..<3 { for input in 0..<2 { parameters[input * 4 + output] = Float(10 * output + input) } }
      }
      try trainer.save(to: path)
      let file = try SafeTensors(readingFile: path)
      #expect(file.tensors.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
      #expect(file.tensors.map(\.shape) == [[3, 2], [3], [1, 3], [1]])
      #expect(file.tensors[0].values == [0, 1, 10, 11, 20, 21])
      #expect(file.metadataValue("midge.layers") == "dense 2 3; relu; dense 3 1")
    }
  }

  @Test func anotherNetworkIsRefusedAndNothingChanges() throws {
    try withFolder { (path: String) throws in
      let trainer = Trainer(
        ModelFilesTests.network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0.1))
      try trainer.save(to: path)
      for layers: [LayerShape] in [[.dense(3, 2)], [.dense(3, 13, .relu), .dense(13, 5, .relu), .dense(5, 2)]] {
        var model = try ModelTrainer(
          layers.span, loss: .meanSquaredError, optimizer: .sgd(SGD(learningRate: 1)), seed: 9)
        let before = model.withParameters { parameters in parameters.indices.map { parameters[$0] } }
        var message = ""
        do throws(ModelFileError) { try model.load(from: path) } catch { message = error.description }
        #expect(message.contains(path) && message.contains("dense 3 13; tanh"))
        #expect(model.withParameters { parameters in parameters.indices.map { parameters[$0] } } == before)
      }
      var missing = ""
      var model = Predictor(ModelFilesTests.network)
      do throws(ModelFileError) { try model.load(from: path + "none") } catch { missing = error.description }
      #expect(missing.contains("none") && missing.contains("No such file"))
    }
  }

  @Test(arguments: ["dense 2 3; relu; tanh; dense 3 1", "relu 2; dense 2 2", "sigmoid 4; tanh", "dense 2 3; sigmoid"])
  func architecturesReadBackAsWritten(_ text: String) throws {
    #expect(try NetworkText.text(of: NetworkText.layers(from: text)) == text)
  }

  @Test(arguments: ["relu; dense 2 2", "dense 2", "dense 0 2", "dense 2 3; swish", "dense 2 3; relu 3", "relu -1"])
  func unknownArchitecturesAreRefused(_ text: String) {
    #expect(throws: FormatError.self) { try NetworkText.layers(from: text) }
  }
}
