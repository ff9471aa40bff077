import MidgeFiles
import MidgeModel

/// `midge evaluate MODEL DATA`
enum EvaluateCommand {
  static func run(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: [], flags: ["--json"])
    try arguments.require(["MODEL", "DATA.csv"])
    let model = try TrainedModel.read(arguments.operands[0])
    let path = arguments.operands[1]
    let table = try Input.table(path)
    let names = model.schema.columnNames(of: table.columnNames, hasHeader: table.hasHeader)
    guard let target = names.firstIndex(of: model.schema.targetName) else {
      throw .badData(in: path, "no column called \(excerpt(model.schema.targetName)) to compare predictions with")
    }
    let rows = try naming(path) { () throws(FormatError) in
      let features = try FeatureEncoder(columns: model.schema.features, columnNames: names)
      let encoded = try EncodedTable(table, features: features, target: target, classes: model.schema.classes)
      return try encoded.rows(Array(0..<encoded.rowCount), model.schema)
    }
    show(Scores(model, on: rows), model.schema, isJSON: arguments.has("--json"))
  }

  private static func show(_ scores: Scores, _ schema: Schema, isJSON: Bool) {
    if isJSON {
      Terminal.print(
        json: JSONWriter.object { event in
          event.write("event", "evaluation")
          event.write("task", schema.task)
          event.write("rows", scores.rowCount)
          event.write("loss", scores.loss)
          ScoreText.write(scores, schema, to: &event)
          if let classes = schema.classes { event.array("classes") { for name in classes { $0.write(name) } } }
        })
    } else {
      let lines = [["loss", Text.brief(scores.loss)]] + ScoreText.lines(scores, schema, rows: "rows")
      ScoreText.show(lines, scores, schema)
    }
  }
}
