/// A loss chosen at run time: the same arithmetic as the types it names.
public enum Loss: UInt8, Sendable, CaseIterable {
  case meanSquaredError = 0
  case crossEntropy = 1
  case binaryCrossEntropy = 2
}

extension Loss: LossFunction {
  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { true }

  @inlinable @inline(__always)
  public func rows<V: KernelVector>(_ block: LossBlock<V.Scalar>, into sums: inout LossLanes<V>) {
    switch self {
    case .meanSquaredError: MeanSquaredErrorLoss().rows(block, into: &sums)
    case .crossEntropy: CrossEntropyLoss().rows(block, into: &sums)
    case .binaryCrossEntropy: BinaryCrossEntropyLoss().rows(block, into: &sums)
    }
  }

  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    switch self {
    case .meanSquaredError:
      unsafe MeanSquaredErrorLoss().predict(V.self, output: output, count: count, columns: columns)
    case .crossEntropy: unsafe CrossEntropyLoss().predict(V.self, output: output, count: count, columns: columns)
    case .binaryCrossEntropy:
      unsafe BinaryCrossEntropyLoss().predict(V.self, output: output, count: count, columns: columns)
    }
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { self != .meanSquaredError }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int {
    switch self {
    case .meanSquaredError: MeanSquaredErrorLoss().meanDivisor(outputCount: outputCount)
    case .crossEntropy: CrossEntropyLoss().meanDivisor(outputCount: outputCount)
    case .binaryCrossEntropy: BinaryCrossEntropyLoss().meanDivisor(outputCount: outputCount)
    }
  }
}

/// What becomes of the losses of a batch's rows: PyTorch's `reduction`.
public enum Reduction: UInt8, Sendable, CaseIterable {
  case mean = 0
  case sum = 1

  /// The factor between the summed losses of `rowCount` rows and what is minimised.
  @inlinable @inline(__always)
  func scale<Scalar: KernelScalar>(rowCount: Int, divisor: Int) -> Scalar {
    self == .mean ? 1 / Scalar(rowCount &* divisor) : 1
  }
}

/// Specialised for debug builds, as the passes of a layer are; in this file, because such a build sees no other file of the module.
extension Arithmetic {
  #if DEBUG
    @_specialize(where Self == NativeFloat, Function == Loss)
    @_specialize(where Self == NativeFloat, Function == MeanSquaredErrorLoss)
    @_specialize(where Self == NativeFloat, Function == CrossEntropyLoss)
    @_specialize(where Self == NativeFloat, Function == BinaryCrossEntropyLoss)
  #endif
  @inlinable @inline(__always)
  public static func loss<Function: LossFunction>(_ rows: LossRows<Scalar, Function>, rowWidth: Int) -> LossSums<
    Scalar
  > {
    Function.isChosenAtRunTime ? Batch.standingLoss(rows, rowWidth: rowWidth) : perform(rows, rowWidth: rowWidth)
  }

  /// One copy for all that calls it.
  @inlinable @inline(never)
  static func standingLoss<Function: LossFunction>(_ rows: LossRows<Scalar, Function>, rowWidth: Int) -> LossSums<
    Scalar
  > {
    perform(rows, rowWidth: rowWidth)
  }

  #if DEBUG
    @_specialize(where Self == NativeFloat, Function == Loss)
    @_specialize(where Self == NativeFloat, Function == MeanSquaredErrorLoss)
    @_specialize(where Self == NativeFloat, Function == CrossEntropyLoss)
    @_specialize(where Self == NativeFloat, Function == BinaryCrossEntropyLoss)
  #endif
  @inlinable @inline(__always)
  public static func predict<Function: LossFunction>(_ row: RowPrediction<Scalar, Function>, rowWidth: Int) {
    perform(row, rowWidth: rowWidth)
  }

  /// A whole buffer of parameters.
  #if DEBUG
    @_specialize(where Self == NativeFloat)
  #endif
  @inlinable @inline(__always)
  public static func update(_ update: ParameterUpdate<Scalar>, count: Int) {
    update.run(Vector16.self, from: 0, count: count)
  }
}
