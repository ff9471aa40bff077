internal import MidgeBaseline

#if MIDGE_LEVELS
  internal import MidgeV3
  internal import MidgeV4
#endif

/// Calls of the code that was compiled for an instruction set. Not a table of functions: each would be retained and released around its call.
/// Builds with more than the baseline define MIDGE_LEVELS: the package and the C library on x86-64. Other processors have one level, and so has
/// Embedded code that is compiled for one processor.
extension InstructionSet {
  /// What a new network runs: the one asked for, or the process's choice.
  static func usable(_ wanted: InstructionSet?) throws(ModelError) -> InstructionSet {
    guard let wanted else { return try selected() }
    if wanted > best { throw .instructionSet(wanted: wanted, best: best) }
    return wanted
  }

  @inline(__always)
  func step(_ engine: inout ModelEngine, _ samples: Samples<Float>) -> Float {
    switch self {
    #if MIDGE_LEVELS
      case .v4: unsafe LevelV4.step(&engine, samples)
      case .v3: unsafe LevelV3.step(&engine, samples)
    #endif
    default: unsafe LevelBaseline.step(&engine, samples)
    }
  }

  @inline(__always)
  func accumulate(_ engine: inout ModelEngine, _ samples: Samples<Float>) -> Float {
    switch self {
    #if MIDGE_LEVELS
      case .v4: unsafe LevelV4.accumulate(&engine, samples)
      case .v3: unsafe LevelV3.accumulate(&engine, samples)
    #endif
    default: unsafe LevelBaseline.accumulate(&engine, samples)
    }
  }

  @inline(__always)
  func apply(_ engine: inout ModelEngine) {
    switch self {
    #if MIDGE_LEVELS
      case .v4: LevelV4.apply(&engine)
      case .v3: LevelV3.apply(&engine)
    #endif
    default: LevelBaseline.apply(&engine)
    }
  }

  @inline(__always)
  func epoch(
    _ engine: inout ModelEngine, _ samples: Samples<Float>, batchSize: Int,
    onBatch: (inout ModelEngine, BatchReport) -> Bool
  ) -> Double {
    switch self {
    #if MIDGE_LEVELS
      case .v4: unsafe LevelV4.epoch(&engine, samples, batchSize: batchSize, onBatch: onBatch)
      case .v3: unsafe LevelV3.epoch(&engine, samples, batchSize: batchSize, onBatch: onBatch)
    #endif
    default: unsafe LevelBaseline.epoch(&engine, samples, batchSize: batchSize, onBatch: onBatch)
    }
  }

  @inline(__always)
  func evaluate(_ engine: borrowing ModelEngine, _ samples: Samples<Float>) -> Evaluation {
    switch self {
    #if MIDGE_LEVELS
      case .v4: unsafe LevelV4.evaluate(engine, samples)
      case .v3: unsafe LevelV3.evaluate(engine, samples)
    #endif
    default: unsafe LevelBaseline.evaluate(engine, samples)
    }
  }

  /// Spans are checked against the network's extents first.
  @inline(__always)
  func predict(
    _ inference: InferencePass<LayerStack, Float>, _ inputs: Span<Float>, as loss: Loss?,
    into outputs: consuming MutableSpan<Float>
  ) {
    unsafe inference.borrow(inputs, outputs) { rows, rowCount, place in
      switch self {
      #if MIDGE_LEVELS
        case .v4: unsafe LevelV4.predict(inference, rows, rowCount: rowCount, as: loss, into: place)
        case .v3: unsafe LevelV3.predict(inference, rows, rowCount: rowCount, as: loss, into: place)
      #endif
      default: unsafe LevelBaseline.predict(inference, rows, rowCount: rowCount, as: loss, into: place)
      }
    }
  }
}
