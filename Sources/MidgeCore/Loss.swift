/// A loss chosen at run time: the same arithmetic as the types it names. Raw values are stable: they stand in memory that C code shares.
public enum Loss: UInt8, Sendable, CaseIterable {
  case meanSquaredError = 0
  case crossEntropy = 1
  case binaryCrossEntropy = 2
  case meanAbsoluteError = 3
  case huber = 4
  case squaredError = 5
  case halfSquaredError = 6
}

extension Loss: LossFunction {
  @inlinable @inline(__always)
  public static var isChosenAtRunTime: Bool { true }

  @inlinable @inline(__always)
  public func rows<V: KernelVector>(_ block: LossBlock<V.Scalar>, into sums: inout LossLanes<V>) {
    if self == .crossEntropy {
      CrossEntropyLoss().rows(block, into: &sums)
    } else {
      Elements(loss: self).rows(block, into: &sums)
    }
  }

  @inlinable @inline(__always)
  public func predict<V: KernelVector>(
    _ vector: V.Type, output: UnsafeMutablePointer<V.Scalar>, count: Int, columns: Int
  ) {
    switch self {
    case .crossEntropy: unsafe CrossEntropyLoss().predict(V.self, output: output, count: count, columns: columns)
    case .binaryCrossEntropy:
      unsafe BinaryCrossEntropyLoss().predict(V.self, output: output, count: count, columns: columns)
    default: break
    }
  }

  @inlinable @inline(__always)
  public var takesLogits: Bool { self == .crossEntropy || self == .binaryCrossEntropy }

  @inlinable @inline(__always)
  public var isCategorical: Bool { self == .crossEntropy }

  @inlinable @inline(__always)
  public func meanDivisor(outputCount: Int) -> Int {
    switch self {
    case .crossEntropy, .squaredError, .halfSquaredError: 1
    default: outputCount
    }
  }

  /// One loop for all losses that are sums over outputs.
  @usableFromInline
  struct Elements: RegressionLoss {
    @usableFromInline let loss: Loss

    @inlinable @inline(__always)
    init(loss: Loss) { self.loss = loss }

    @inlinable @inline(__always)
    func element<V: KernelVector>(_ output: V, _ target: V) -> (loss: V, gradient: V) {
      switch loss {
      case .binaryCrossEntropy: BinaryCrossEntropyLoss().element(output, target)
      case .meanAbsoluteError: MeanAbsoluteErrorLoss().element(output, target)
      case .huber: HuberLoss().element(output, target)
      case .halfSquaredError: HalfSquaredErrorLoss().element(output, target)
      default: MeanSquaredErrorLoss().element(output, target)
      }
    }

    @inlinable @inline(__always)
    var gradientFactor: Int { loss == .meanSquaredError || loss == .squaredError ? 2 : 1 }
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
    perform(rows, rowWidth: rowWidth, shared: Tiles.sharesKernels || Function.isChosenAtRunTime)
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
    update.run(Vector16.self, count: count)
  }

  /// Any rule, with gradients shaped on their way. Shared: by the one function that knows all rules.
  #if DEBUG
    @_specialize(where Self == NativeFloat)
  #endif
  @inlinable @inline(__always)
  public static func sweep(
    _ update: ParameterUpdate<Scalar>, count: Int, _ shaping: GradientShaping<Scalar>, shared: Bool = false
  ) {
    // Not by `perform`: ten rules would be made ready for three widths of rows.
    let sweep = ParameterSweep(update, count: count, shaping)
    shared || Tiles.sharesKernels ? Vector16.share(sweep) : sweep.run(Vector16.self)
  }

  /// Out of line: it is called seldom.
  #if DEBUG
    @_specialize(where Self == NativeFloat)
  #endif
  @inlinable @inline(never)
  public static func clearSubnormals(_ values: UnsafeMutablePointer<Scalar>, count: Int) {
    unsafe SubnormalClearing(values, count: count).run(Vector16.self)
  }
}
