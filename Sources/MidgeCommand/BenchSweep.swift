import MidgeFiles
import MidgeModel
import WorkloadInterface

/// `midge bench --sweep`: how cost grows with width, depth and batch, on the run-time face.
struct BenchSweep {
  struct Point {
    let axis: String
    let value: Int
    let description: WorkloadDescription
  }

  private let output: String?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws(Failure) {
    for option in BenchOptions.options where option != "--out" && arguments[option] != nil {
      throw .usage("\(option) does not go with --sweep, which chooses its own networks")
    }
    if arguments.has("--predict") { throw .usage("--predict does not go with --sweep") }
    (output, isJSON) = (arguments["--out"], arguments.has("--json"))
    if let output {
      do throws(FileError) { try AtomicFile.checkWritable(output) } catch { throw Failure(error) }
    }
  }

  /// Both sides of every place where rows are padded, and powers of two.
  static let widths = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48, 49, 63, 64, 65, 96, 97, 127, 128, 129, 160, 192, 224,
    255, 256,
  ]
  static let depths = Array(1...8)
  static let batches = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 48, 63, 64, 65, 96, 127, 128, 129, 256, 512, 1024,
  ]

  static var points: [Point] {
    widths.map { point("width", $0, [$0, $0, $0], batch: 32) }
      + depths.map { point("depth", $0, [Int](repeating: 32, count: $0 + 1), batch: 32) }
      + batches.map { point("batch", $0, [16, 64, 64, 4], batch: $0) }
  }

  private static func point(_ axis: String, _ value: Int, _ widths: [Int], batch: Int) -> Point {
    let rows = max(4096 / batch, 1) * batch
    return Point(
      axis: axis, value: value,
      description: WorkloadDescription(
        widths, .relu, .identity, .meanSquaredError, .adam, learningRate: 1e-3, batchSize: batch, rowCount: rows))
  }

  /// A slow moment of the machine meets a point in one or two of these, and the median leaves it out. Every other round goes backwards: no point always
  /// follows the same other.
  static let roundCount = 5

  func run() throws(Failure) {
    let level = try InstructionSet.chosen(), points = BenchSweep.points
    var rows = points.map { Row($0, level) }
    for round in 1...BenchSweep.roundCount {
      Terminal.note("round \(round) of \(BenchSweep.roundCount)")
      for step in points.indices {
        try rows[round % 2 == 0 ? points.count - 1 - step : step].measure()
      }
    }
    var axis = ""
    for row in rows {
      if isJSON {
        Terminal.print(json: row.json)
      } else {
        if row.point.axis != axis { Terminal.print(Row.heading(row.point.axis)) }
        axis = row.point.axis
        Terminal.print(row.line)
      }
    }
    guard let output else { return }
    let text = ([Row.columns] + rows.map(\.cells)).map { $0.joined(separator: ",") + "\n" }.joined()
    do throws(FileError) { try AtomicFile.write(Array(text.utf8), to: output) } catch { throw Failure(error) }
    if !isJSON { Terminal.print("saved as \(output)") }
  }
}

/// One measured point.
private struct Row {
  let point: BenchSweep.Point
  let level: InstructionSet
  /// One a round.
  private(set) var repeats = Repeats()
  private(set) var bytes = WorkloadBytes(parameters: 0, gradients: 0, moments: 0, activations: 0, total: 0)

  init(_ point: BenchSweep.Point, _ level: InstructionSet) { (self.point, self.level) = (point, level) }

  mutating func measure() throws(Failure) {
    let description = point.description
    let work = try RuntimeWorkload.make(
      description, rowCapacity: BenchMeasurement.rowCapacity(batchSize: description.batchSize), level)
    let before = work.loss()
    repeats.add(Repeats(seconds: 0.04, warmUp: 0.02, count: 1, work.run))
    bytes = work.bytes
    try BenchCommand.checkLoss(before: before, after: work.loss())
  }

  private var operations: Int { OperationCount(point.description).step }
  private var gflops: Double { Double(operations) / repeats.median }

  /// The table's columns, whose first is the axis.
  private static let widths = [6, 20, 14, 14, 10, 12]

  static func heading(_ axis: String) -> String {
    aligned([axis, "network", "ns a step", "ns a sample", "GFLOP/s", "bytes"])
  }

  var line: String {
    Row.aligned([
      "\(point.value)",
      point.description.network.count > 20 ? "\(point.value) x dense 32-32" : point.description.network,
      Text.fixed(repeats.median, 1), Text.fixed(repeats.median / Double(point.description.batchSize), 2),
      Text.fixed(gflops, 2), Text.grouped(bytes.total),
    ])
  }

  private static func aligned(_ cells: [String]) -> String {
    zip(cells, widths).map { Text.right($0, $1) }.joined(separator: "  ")
  }

  static let columns = [
    "axis", "value", "network", "batch", "isa", "ns_per_step", "ns_per_step_min", "ns_per_sample", "gflops",
    "operations_per_step", "parameter_bytes", "total_bytes",
  ]

  var cells: [String] {
    let description = point.description
    return [
      point.axis, "\(point.value)", description.network, "\(description.batchSize)", level.name, "\(repeats.median)",
      "\(repeats.least)", "\(repeats.median / Double(description.batchSize))", "\(gflops)", "\(operations)",
      "\(bytes.parameters)", "\(bytes.total)",
    ]
  }

  var json: [UInt8] {
    JSONWriter.object { event in
      event.write("event", "sweep")
      event.write("axis", point.axis)
      event.write("value", point.value)
      event.write("network", point.description.network)
      event.write("batch", point.description.batchSize)
      event.write("face", "runtime")
      event.write("isa", level.name)
      event.write("ns_per_step", repeats.median)
      event.write("ns_per_step_min", repeats.least)
      event.write("gflops", gflops)
      event.write("total_bytes", bytes.total)
    }
  }
}
