import MidgeCore
import MidgeTestSupport
import Testing

struct LayoutTests {
  private let body = NetworkExtents(LayerShape.dense(5, 17)).followed(by: NetworkExtents(LayerShape.dense(17, 3)))

  /// Each part starts at a multiple of 64 bytes where the part before it has ended; the last ends within the block.
  @Test func trainingPartsAreAlignedAndDoNotOverlap() throws {
    try withEvery("rows", [1, 3, 32]) { rows in
      try withEvery("moments", [0, 1, 2]) { moments in
        try withEvery("records", [0, 24, 64, 65]) { records in
          try parts(Float.self, rows, moments, records)
          try parts(Double.self, rows, moments, records)
        }
      }
    }
  }

  @Test func extentsOfAChainAddUp() throws {
    // Rows of 5 are 8 wide, of 17 are 32, of 3 are 4.
    try check(body.inputCount == 5 && body.outputCount == 3, "ends")
    try check(body.parameterCount == (5 + 1) * 32 + ((17 + 1) * 4 + 15) / 16 * 16, "parameters \(body.parameterCount)")
    try check(body.activationCount == 32 + 4, "activations \(body.activationCount)")
    try check(body.widestRow == 32, "widest \(body.widestRow)")
    try check(body.scratchCount == max(17 * 8, 3 * 32), "scratch \(body.scratchCount)")
  }

  @Test func predictionNeedsParametersAndActivationsOnly() throws {
    let layout = ArenaLayout(predicting: body, Float.self, rowCapacity: 32)
    try check(layout.parameters == 0 && layout.activations == body.parameterCount * 4, "offsets")
    try check(layout.byteCount == (body.parameterCount + 32 * body.activationCount) * 4, "\(layout.byteCount) bytes")
  }

  @Test func parametersLieWhereTheRowCapacityDoesNotMatter() throws {
    let one = ArenaLayout(training: body, Float.self, momentCount: 2, rowCapacity: 1)
    let many = ArenaLayout(training: body, Float.self, momentCount: 2, rowCapacity: 64)
    try check(
      one.parameters == many.parameters && one.gradients == many.gradients && one.moments == many.moments, "offsets")
  }

  private func parts<Scalar: KernelScalar>(_ scalar: Scalar.Type, _ rows: Int, _ moments: Int, _ records: Int) throws {
    let layout = ArenaLayout(
      training: body, Scalar.self, momentCount: moments, rowCapacity: rows, recordByteCount: records)
    let size = MemoryLayout<Scalar>.stride
    let parts = [
      ("parameters", layout.parameters, body.parameterCount), ("gradients", layout.gradients, body.parameterCount),
      ("moments", layout.moments, moments * body.parameterCount),
      ("activations", layout.activations, rows * body.activationCount),
      ("first deltas", layout.firstDeltas, rows * body.widestRow),
      ("second deltas", layout.secondDeltas, rows * body.widestRow),
      ("scratch", layout.scratch, body.scratchCount), ("staged inputs", layout.stagedInputs, rows * body.inputCount),
      ("staged targets", layout.stagedTargets, rows * max(body.outputCount, 1)),
    ]
    var end = records
    for (name, offset, count) in parts {
      try check(offset % ArenaLayout.alignment == 0, "\(name) start at \(offset)")
      try check(offset >= end && offset - end < 64, "\(name) start at \(offset), what is before ends at \(end)")
      end = offset + count * size
    }
    try check(layout.byteCount >= end && layout.byteCount - end < 64, "\(layout.byteCount) bytes, \(end) used")
    try check(layout.byteCount % 64 == 0, "a whole number of lines")
  }
}
