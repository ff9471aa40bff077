import MidgeKernels

/// The tiles of this level. A type of this module, not an alias: the level's name is then in the name of all code that is made for it,
/// and the linker cannot take one level's code for another's.
enum LevelTiles: TilePlan {
  #if MIDGE_V4
    typealias Base = LargeTiles
  #elseif MIDGE_V3 || arch(arm64)
    typealias Base = MediumTiles
  #else
    typealias Base = SmallTiles
  #endif

  @inline(always)
  static var fusesMultiplyAdd: Bool { Base.fusesMultiplyAdd }
  @inline(always)
  static var squareWidth: Int { Base.squareWidth }
  @inline(always)
  static var finishesBeside: Bool { Base.finishesBeside }

  @inline(always)
  static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    Base.cover(V.self, product)
  }

  @inline(always)
  static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    Base.cover(V.self, product)
  }
}
