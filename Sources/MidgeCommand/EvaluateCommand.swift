import MidgeFiles
import MidgeModel

/// `midge evaluate MODEL DATA`
enum EvaluateCommand {
  static func run(_ words: [String]) throws(Failure) {
    let arguments = try Arguments(words, options: ["--top-k"], flags: ["--json"])
    try arguments.require(["MODEL", "DATA.csv"])
    let topK = try arguments["--top-k"] == nil ? nil : arguments.integer("--top-k", default: 1, from: 1)
    let model = try TrainedModel.read(arguments.operands[0])
    if let topK { try check(topK, model.schema) }
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
    show(Scores(model, on: rows), model.schema, topK: topK, isJSON: arguments.has("--json"))
  }

  private static func check(_ topK: Int, _ schema: Schema) throws(Failure) {
    guard let classes = schema.classes else { throw .usage("--top-k is for classifiers; the model predicts numbers") }
    if topK > classes.count { throw .usage("--top-k \(topK): the model knows \(classes.count) classes") }
  }

  private static func show(_ scores: Scores, _ schema: Schema, topK: Int?, isJSON: Bool) {
    let classScores = ClassScores(scores, schema, topK: topK)
    if isJSON {
      Terminal.print(
        json: JSONWriter.object { event in
          event.write("event", "evaluation")
          event.write("task", schema.task)
          event.write("rows", scores.rowCount)
          event.write("loss", scores.loss)
          ScoreText.write(scores, to: &event)
          classScores?.write(to: &event)
          if let classes = schema.classes { event.write("classes", classes) }
        })
    } else {
      ScoreText.show(
        [["loss", Text.brief(scores.loss)]] + ScoreText.lines(scores, rows: "rows") + (classScores?.lines ?? []))
      classScores?.showTable()
      ScoreText.showConfusion(scores, schema)
    }
  }
}
