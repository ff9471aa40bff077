import MidgeKernels

/// The tiles of this level. A type of this module, not an alias: the level's name is then in the name of all code that is made for it,
/// and the linker cannot take one level's code for another's. Kernels are functions of their own here, and not folded into their callers, which
/// know none of the arguments: one copy for all of them, in less code.
enum LevelTiles: TilePlan {
  #if MIDGE_V4
    typealias Base = LargeTiles
  #elseif MIDGE_V3 || arch(arm64)
    typealias Base = MediumTiles
  #else
    typealias Base = SmallTiles
  #endif

  @inline(__always)
  static var fusesMultiplyAdd: Bool { Base.fusesMultiplyAdd }
  @inline(__always)
  static var squareWidth: Int { Base.squareWidth }
  @inline(__always)
  static var finishesBeside: Bool { Base.finishesBeside }

  @inline(never)
  static func coverNarrow<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    Base.coverNarrow(V.self, product)
  }

  @inline(never)
  static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    Base.cover(V.self, product)
  }

  @inline(never)
  static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    Base.cover(V.self, product)
  }

  @inline(never)
  static func run<V: KernelVector, Operation: VectorOperation>(
    _ vector: V.Type, _ operation: Operation
  ) -> Operation.Result where Operation.Scalar == V.Scalar { operation.run(V.self) }
}

typealias LevelArithmetic = LaneArithmetic<Float, LevelTiles>
