import Glibc
import MidgeFiles
import MidgeModel

/// `midge predict MODEL [DATA|-]`: a row in, a row out, as rows arrive.
struct PredictCommand: ~Copyable {
  private let model: TrainedModel
  private let path: String
  private let isJSON: Bool
  private var stream = CSVStream()
  private var encoder: FeatureEncoder?
  private var rowCount = 0

  static func run(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: [], flags: ["--json"])
    try arguments.require(["MODEL", "DATA.csv"], optional: 1)
    var command = PredictCommand(
      model: try TrainedModel(path: arguments.operands[0]),
      path: arguments.operands.count > 1 ? arguments.operands[1] : "-", isJSON: arguments.has("--json"))
    try command.predict()
  }

  private init(model: consuming TrainedModel, path: String, isJSON: Bool) {
    self.model = model
    self.path = path
    self.isJSON = isJSON
  }

  private mutating func predict() throws(Failure) {
    var reader: ChunkReader
    do throws(FileError) {
      reader = try ChunkReader(path == "-" ? "/dev/stdin" : path)
      while let chunk = try reader.next() { try takeIn(chunk) }
    } catch let error as FileError {
      throw Failure(error)
    } catch let error as Failure {
      throw error
    }
  }
}
