import MidgeCore

/// The run-time face compiled for one instruction set: concrete functions that no other module may inline, since it would compile them for its own.
/// What they are given was checked at the door. None allocates, takes a lock or makes a system call.
#if MIDGE_V4
  public enum LevelV4 {}
  typealias Level = LevelV4
#elseif MIDGE_V3
  public enum LevelV3 {}
  typealias Level = LevelV3
#else
  public enum LevelBaseline {}
  typealias Level = LevelBaseline
#endif

/// What a step knows of its network stands in memory: nothing is gained by kernels of its own.
typealias RunTimeArithmetic = LaneArithmetic<Float, SharedKernels<LevelTiles>>

extension Level {
  @inline(never)
  @export(interface)
  public static func step(_ engine: inout ModelEngine, _ samples: Samples<Float>) -> Float {
    unsafe engine.step(RunTimeArithmetic.self, samples, first: 0, count: samples.count)
  }

  @inline(never)
  @export(interface)
  public static func accumulate(_ engine: inout ModelEngine, _ samples: Samples<Float>) -> Float {
    unsafe engine.accumulate(RunTimeArithmetic.self, samples, first: 0, count: samples.count)
  }

  @inline(never)
  @export(interface)
  public static func apply(_ engine: inout ModelEngine) { engine.apply(RunTimeArithmetic.self) }

  @inline(never)
  @export(interface)
  public static func epoch(
    _ engine: inout ModelEngine, _ samples: Samples<Float>, batchSize: Int,
    onBatch: (inout ModelEngine, BatchReport) -> Bool
  ) -> Double {
    unsafe engine.epoch(RunTimeArithmetic.self, samples, batchSize: batchSize, onBatch: onBatch)
  }

  @inline(never)
  @export(interface)
  public static func evaluate(_ engine: borrowing ModelEngine, _ samples: Samples<Float>) -> Evaluation {
    unsafe engine.evaluate(RunTimeArithmetic.self, samples)
  }

  /// The network's outputs, without padding; with a loss, as that loss reads them.
  @inline(never)
  @export(interface)
  public static func predict(
    _ inference: InferencePass<LayerStack, Float>, _ inputs: Rows<Float>, rowCount: Int, as loss: Loss?,
    into outputs: UnsafeMutablePointer<Float>
  ) {
    if let loss {
      unsafe inference.predict(RunTimeArithmetic.self, inputs, rowCount: rowCount, as: loss, into: outputs)
    } else {
      unsafe inference.predict(RunTimeArithmetic.self, inputs, rowCount: rowCount, into: outputs)
    }
  }
}
