/// Which vectors a network computes with: the scalar, and whether multiply-add rounds once or twice.
///
/// Two networks give the same bits when their arithmetic is the same, whatever processor runs them.
public protocol Arithmetic: Sendable {
  associatedtype Scalar: KernelScalar
  associatedtype Vector4: KernelVector where Vector4.Scalar == Scalar
  associatedtype Vector8: KernelVector where Vector8.Scalar == Scalar
  associatedtype Vector16: KernelVector where Vector16.Scalar == Scalar
  associatedtype Tiles: TilePlan
  /// The same vectors for batches of any number of rows.
  associatedtype Batch: Arithmetic where Batch.Scalar == Scalar
  /// A batch of one row: sums take the order that is soonest done, and code for more rows falls away.
  static var isSingleRow: Bool { get }
  /// No gradient waits to be added to.
  static var startsAfresh: Bool { get }
}

extension Arithmetic {
  @inlinable @inline(__always)
  public static var isSingleRow: Bool { false }
  @inlinable @inline(__always)
  public static var startsAfresh: Bool { false }
}

/// The same vectors for batches of one row, as a type of its own: a step of one sample must not carry the code for many.
public enum SingleRow<Base: Arithmetic>: Arithmetic {
  public typealias Scalar = Base.Scalar
  public typealias Vector4 = Base.Vector4
  public typealias Vector8 = Base.Vector8
  public typealias Vector16 = Base.Vector16
  public typealias Tiles = Base.Tiles
  public typealias Batch = Base.Batch
  @inlinable @inline(__always)
  public static var isSingleRow: Bool { true }
}

/// For a whole step of one row, while no gradient waits.
public enum SingleStep<Base: Arithmetic>: Arithmetic {
  public typealias Scalar = Base.Scalar
  public typealias Vector4 = Base.Vector4
  public typealias Vector8 = Base.Vector8
  public typealias Vector16 = Base.Vector16
  public typealias Tiles = Base.Tiles
  public typealias Batch = Base.Batch
  @inlinable @inline(__always)
  public static var isSingleRow: Bool { true }
  @inlinable @inline(__always)
  public static var startsAfresh: Bool { true }
}

/// The arithmetic of vectors in code for a kind of processor.
public enum LaneArithmetic<Scalar: KernelScalar, Tiles: TilePlan>: Arithmetic {
  public typealias Vector4 = LaneVector<SIMD4<Scalar>, Tiles>
  public typealias Vector8 = LaneVector<SIMD8<Scalar>, Tiles>
  public typealias Vector16 = LaneVector<SIMD16<Scalar>, Tiles>
  public typealias Batch = Self
}

/// Products are rounded, then added: runs well on every processor.
public typealias Portable<Scalar: KernelScalar> = LaneArithmetic<Scalar, SmallTiles>

/// The same bits as `Portable`, for networks that are described at run time.
public typealias PortableShared<Scalar: KernelScalar> = LaneArithmetic<Scalar, SharedKernels<SmallTiles>>

/// Products are rounded with what they are added to: for code compiled for x86-64-v3 (AVX2 and FMA) or arm64.
public typealias Fused<Scalar: KernelScalar> = LaneArithmetic<Scalar, MediumTiles>

/// The same bits as `Fused`, in the larger registers of x86-64-v4 (AVX-512).
public typealias FusedWide<Scalar: KernelScalar> = LaneArithmetic<Scalar, LargeTiles>

/// The same bits as `Fused`, in the least code: for microcontrollers with fused multiply-add.
public typealias FusedCompact<Scalar: KernelScalar> = LaneArithmetic<Scalar, CompactTiles>

/// A kernel with its arguments, to be run with vectors of one width.
public protocol VectorOperation<Scalar> {
  associatedtype Scalar: KernelScalar
  associatedtype Result
  func run<V: KernelVector>(_ vector: V.Type) -> Result where V.Scalar == Scalar
}

/// How wide rows are, and with which vectors they are walked. The one place for both: layouts and kernels ask here.
public enum RowWidth {
  /// Scalars from one row to the next: 4, 8, or a multiple of 16, so that whole vectors cover a row and none crosses its end.
  @inlinable @inline(__always)
  public static func padded(_ count: Int) -> Int {
    count <= 4 ? 4 : count <= 8 ? 8 : (count &+ 15) & ~15
  }

  /// The same for rows of inputs, which only some networks read with their pads.
  @inlinable @inline(__always)
  public static func staged(_ count: Int, padded isPadded: Bool) -> Int { isPadded ? padded(count) : count }
}

extension Arithmetic {
  /// Runs an operation on rows of `width` scalars, a result of `RowWidth.padded`, with the widest vector that divides them.
  ///
  /// - Parameter shared: by the copy that serves all, not by one of the caller's own.
  @inlinable @inline(__always)
  public static func perform<Operation: VectorOperation>(
    _ operation: Operation, rowWidth width: Int, shared: Bool = Tiles.sharesKernels
  ) -> Operation.Result where Operation.Scalar == Scalar {
    switch width {
    case 4: shared ? Vector4.share(operation) : operation.run(Vector4.self)
    case 8: shared ? Vector8.share(operation) : operation.run(Vector8.self)
    default: shared ? Vector16.share(operation) : operation.run(Vector16.self)
    }
  }
}

extension KernelVector {
  /// One copy of an operation for all that run it.
  @inlinable @inline(never)
  public static func share<Operation: VectorOperation>(_ operation: Operation) -> Operation.Result
  where Operation.Scalar == Scalar {
    operation.run(Self.self)
  }
}

#if arch(arm64)
  /// For the processors that a program is compiled for unless it says otherwise.
  public typealias NativeTiles = MediumTiles
#else
  /// For the processors that a program is compiled for unless it says otherwise.
  public typealias NativeTiles = SmallTiles
#endif

/// The arithmetic of `Float` networks unless another is asked for.
public typealias NativeFloat = LaneArithmetic<Float, NativeTiles>
