import MidgeFiles
import MidgeModel
import WorkloadInterface

/// What `midge bench` was asked to measure, and how.
struct BenchOptions {
  enum Face: String, CaseIterable { case typed, runtime }

  enum Subject: Equatable {
    /// A network; `listed` names it where it is compiled as a type.
    case network(WorkloadDescription, listed: String?)
    /// G1: an update of so many parameters, and no network.
    case update(learningRate: Double)
  }

  var subject: Subject
  var face: Face
  /// Rows that pass through the network together; nil: the batch, up to 64.
  var rowCapacity: Int?
  /// Of each repeat, at least.
  var seconds: Double
  var repeats: Int
  var predicts: Bool
  var isJSON: Bool

  static let options = [
    "--workload", "--network", "--activation", "--output-activation", "--loss", "--optimizer", "--learning-rate",
    "--batch", "--rows", "--row-capacity", "--face", "--seconds", "--repeats", "--out",
  ]
  static let flags = ["--json", "--predict", "--sweep", "--updates"]

  init(_ arguments: Arguments) throws(Failure) {
    subject = try BenchOptions.subject(arguments)
    let asked = try arguments.choice("--face", default: nil, among: Face.allCases.map { ($0.rawValue, $0) })
    (face, predicts) = (try BenchOptions.face(asked, subject), arguments.has("--predict"))
    if case .update = subject, predicts { throw .usage("--predict needs a network; G1 is an update alone") }
    rowCapacity = try arguments.value(
      "--row-capacity", default: nil, wanted: "a whole number from 1 to \(LayerStack.largestExtent)"
    ) { text in Int(text).flatMap { (1...LayerStack.largestExtent).contains($0) ? .some($0) : nil } }
    seconds = try arguments.value("--seconds", default: 1, wanted: "a number above 0, at most 3600") { text in
      Double(text).flatMap { $0 > 0 && $0 <= 3600 ? $0 : nil }
    }
    repeats = try arguments.integer("--repeats", default: 5, from: 1)
    isJSON = arguments.has("--json")
    if arguments["--out"] != nil { throw .usage("--out goes with --sweep") }
  }

  /// The face that was asked for, if there is such code; by default the typed one where there is.
  private static func face(_ asked: Face?, _ subject: Subject) throws(Failure) -> Face {
    switch (subject, asked) {
    case (.network(_, nil), .typed):
      if !BenchWork.hasTypedNetworks { throw .usage("this build has no networks that are compiled as types") }
      let list = ListedWorkload.all.map { "\($0.name) \(BenchLabels($0.description).text)" }
      throw .usage("this network is not compiled as a type; there are \(list.joined(separator: "; ")); and G1")
    case (.network(_, nil), _): return .runtime
    case (.update, .runtime): throw .usage("G1 is measured with --face typed only")
    default: return asked ?? .typed
    }
  }

  private static func subject(_ arguments: Arguments) throws(Failure) -> Subject {
    guard let name = arguments["--workload"] else {
      let description = try BenchOptions.description(arguments)
      let listed = ListedWorkload.all.first { $0.description.hasSameCode(as: description) }
      return .network(description, listed: BenchWork.hasTypedNetworks ? listed?.name : nil)
    }
    for option in ["--network", "--activation", "--output-activation", "--loss", "--optimizer"]
    where arguments[option] != nil {
      throw .usage("\(option) does not go with --workload, which says it all but the numbers")
    }
    if name == "G1" {
      for option in ["--batch", "--rows", "--row-capacity"] where arguments[option] != nil {
        throw .usage("\(option) does not go with G1, which has no rows")
      }
      return .update(learningRate: try learningRate(arguments, default: 1e-3))
    }
    guard let listed = ListedWorkload.named(name) else {
      let names = ListedWorkload.all.map(\.name).joined(separator: ", ")
      throw .usage("--workload \(excerpt(name)): one of \(names), G1 is wanted")
    }
    var description = listed.description
    description.learningRate = try learningRate(arguments, default: description.learningRate)
    description.batchSize = try extent(arguments, "--batch", default: description.batchSize)
    description.rowCount = try rowCount(arguments, batchSize: description.batchSize, default: description.rowCount)
    let isCompiled = BenchWork.hasTypedNetworks && listed.description.hasSameCode(as: description)
    return .network(description, listed: isCompiled ? name : nil)
  }
}

extension BenchOptions {
  static func learningRate(_ arguments: Arguments, default standard: Double) throws(Failure) -> Double {
    try arguments.positive("--learning-rate", default: standard)
  }

  static func extent(_ arguments: Arguments, _ name: String, default standard: Int) throws(Failure) -> Int {
    try arguments.value(name, default: standard, wanted: "a whole number from 1 to \(LayerStack.largestExtent)") {
      text in
      Int(text).flatMap { (1...LayerStack.largestExtent).contains($0) ? $0 : nil }
    }
  }

  /// At least a batch.
  static func rowCount(_ arguments: Arguments, batchSize: Int, default standard: Int) throws(Failure) -> Int {
    let count = try extent(arguments, "--rows", default: max(standard, batchSize))
    if count < batchSize { throw .usage("--rows \(count): a batch has \(batchSize) rows") }
    return count
  }
}
