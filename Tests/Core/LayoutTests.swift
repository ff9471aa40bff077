import MidgeCore
import MidgeTestSupport
import Testing

struct LayoutTests {
  /// The second layer is narrow; the third needs scratch.
  private let body = NetworkExtents(LayerShape.dense(5, 17)).followed(by: .dense(17, 3)).followed(by: .dense(3, 9))
  private let narrow = NetworkExtents(LayerShape.dense(13, 1))

  /// Each part starts at a multiple of 64 bytes where the part before it has ended; the last ends within the block.
  @Test func trainingPartsAreAlignedAndDoNotOverlap() throws {
    try withEvery("rows", [1, 3, 32]) { rows in
      try withEvery("moments", [0, 1, 2]) { moments in
        try withEvery("records", [0, 24, 64, 65]) { records in
          for body in [body, narrow] {
            try parts(Float.self, body, rows, moments, records)
            try parts(Double.self, body, rows, moments, records)
          }
        }
      }
    }
  }

  @Test func extentsOfAChainAddUp() throws {
    // Rows of 3 are 4 wide, of 5 are 8, of 9 are 16, of 17 are 32.
    try check(body.inputCount == 5 && body.outputCount == 9, "ends")
    let parameterCount = (5 + 1) * 32 + 112 + (3 + 1) * 16
    try check(3 * 32 + 4 <= 112 && body.parameterCount == parameterCount, "parameters \(body.parameterCount)")
    try check(body.activationCount == 32 + 4 + 16, "activations \(body.activationCount)")
    try check(body.widestDelta == 32, "widest \(body.widestDelta)")
    try check(body.scratchCount == 4 * 16, "scratch \(body.scratchCount)")
    try check(
      !body.readsPaddedInputs && body.stagedInputWidth == 5, "inputs of a wide first layer are read as they lie")
    try check(narrow.readsPaddedInputs && narrow.stagedInputWidth == 16, "those of a narrow one are padded")
  }

  @Test func predictionNeedsParametersAndActivationsOnly() throws {
    let layout = ArenaLayout(predicting: body, Float.self, rowCapacity: 32)
    try check(layout.parameters == 0 && layout.activations == body.parameterCount * 4, "offsets")
    try check(layout.byteCount == (body.parameterCount + 32 * body.activationCount) * 4, "\(layout.byteCount) bytes")
    let padded = ArenaLayout(predicting: narrow, Float.self, rowCapacity: 32)
    try check(padded.byteCount == padded.stagedInputs + 32 * 16 * 4, "\(padded.byteCount) bytes with padded inputs")
  }

  @Test func parametersLieWhereTheRowCapacityDoesNotMatter() throws {
    let one = ArenaLayout(training: body, Float.self, momentCount: 2, rowCapacity: 1)
    let many = ArenaLayout(training: body, Float.self, momentCount: 2, rowCapacity: 64)
    try check(one.parameters == many.parameters, "parameters")
    try check(one.gradients == many.gradients, "gradients")
    try check(one.moments == many.moments, "moments")
  }

  private func parts<Scalar: KernelScalar>(
    _ scalar: Scalar.Type, _ body: NetworkExtents, _ rows: Int, _ moments: Int, _ records: Int
  ) throws {
    let layout = ArenaLayout(
      training: body, Scalar.self, momentCount: moments, rowCapacity: rows, recordByteCount: records)
    let size = MemoryLayout<Scalar>.stride
    let parts = [
      ("parameters", layout.parameters, body.parameterCount), ("gradients", layout.gradients, body.parameterCount),
      ("moments", layout.moments, moments * body.parameterCount),
      ("activations", layout.activations, rows * body.activationCount),
      ("first deltas", layout.firstDeltas, rows * body.widestDelta),
      ("second deltas", layout.secondDeltas, rows * body.widestDelta),
      ("scratch", layout.scratch, body.scratchCount),
      ("staged inputs", layout.stagedInputs, rows * body.stagedInputWidth),
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
