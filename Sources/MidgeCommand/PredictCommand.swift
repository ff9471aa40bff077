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
      model: try TrainedModel.read(arguments.operands[0]),
      path: arguments.operands.count > 1 ? arguments.operands[1] : "-", isJSON: arguments.has("--json"))
    try command.predict()
  }

  private init(model: consuming TrainedModel, path: String, isJSON: Bool) {
    self.model = model
    self.path = path
    self.isJSON = isJSON
  }

  private mutating func predict() throws(Failure) {
    var bytes: ByteStream
    do throws(FileError) { bytes = try ByteStream(path) } catch { throw Failure(error) }
    while true {
      let chunk: [UInt8]
      do throws(FileError) { chunk = Array(try bytes.next()) } catch { throw Failure(error) }
      try takeIn(chunk)
      if chunk.isEmpty { return }
    }
  }

  /// Answers the rows that a chunk completes, also those in front of an error. An empty chunk is the end.
  private mutating func takeIn(_ chunk: [UInt8]) throws(Failure) {
    var problem: FormatError?
    do throws(FormatError) {
      if chunk.isEmpty { try stream.finish() } else { try stream.feed(chunk.span) }
    } catch {
      problem = error
    }
    do throws(FormatError) {
      try answer(stream.takeRows())
    } catch {
      throw Failure(error, in: path)
    }
    if let problem { throw Failure(problem, in: path) }
  }

  private mutating func answer(_ rows: CSVRows) throws(FormatError) {
    guard let names = stream.columnNames, !rows.isEmpty else { return }
    let encoder =
      if let known = self.encoder {
        known
      } else {
        try FeatureEncoder(
          columns: model.schema.features,
          columnNames: model.schema.columnNames(of: names, hasHeader: stream.hasHeader))
      }
    self.encoder = encoder
    for row in rows {
      var raw: [Double] = [], inputs: [Float] = []
      try encoder.append(row, to: &raw)
      try model.schema.scale(raw, line: row.line, to: &inputs)
      rowCount += 1
      for prediction in model.predictions(inputs) { show(prediction) }
    }
  }

  private func show(_ prediction: Prediction) {
    switch prediction {
    case .label(let index, let probabilities):
      let name = model.schema.classes?[index] ?? ""
      if isJSON {
        print { event in
          event.array("output") { for probability in probabilities { $0.write(probability) } }
          event.write("class", name)
        }
      } else {
        Terminal.print(Text.cell(name))
      }
    case .number(let value):
      if isJSON { print { $0.array("output") { $0.write(value) } } } else { Terminal.print("\(value)") }
    }
  }

  private func print(_ members: (inout JSONObjectWriter) -> Void) {
    Terminal.print(
      json: JSONWriter.object { event in
        event.write("event", "prediction")
        event.write("row", rowCount)
        members(&event)
      })
  }
}
