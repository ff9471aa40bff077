/// Rows of inputs and targets that steps walk over, each kind in one piece of memory, and room for one row of outputs.
@safe public final class BenchmarkData {
  public let inputCount: Int
  public let outputCount: Int
  public let rowCount: Int
  public let inputs: UnsafeMutablePointer<Float>
  public let targets: UnsafeMutablePointer<Float>
  public let outputs: UnsafeMutablePointer<Float>

  /// All 0.
  public init(inputCount: Int, outputCount: Int, rowCount: Int) {
    self.inputCount = inputCount
    self.outputCount = outputCount
    self.rowCount = rowCount
    unsafe inputs = BenchmarkData.zeros(rowCount * inputCount)
    unsafe targets = BenchmarkData.zeros(rowCount * outputCount)
    unsafe outputs = BenchmarkData.zeros(outputCount)
  }

  deinit {
    unsafe inputs.deallocate()
    unsafe targets.deallocate()
    unsafe outputs.deallocate()
  }

  /// Zeros from a multiple of 64 bytes on.
  public static func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 64)
    return unsafe bytes.initializeMemory(as: Float.self, repeating: 0, count: count)
  }
}
