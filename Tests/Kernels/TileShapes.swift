import MidgeKernels

/// The tiles of code for processors with fused multiply-add, without it: on any other processor each lane of it is a call, and
/// a kernel full of them takes the compiler minutes. Tiles and rounding have nothing to do with one another.
enum MediumShapes: TilePlan {
  @inline(__always)
  static var fusesMultiplyAdd: Bool { false }
  @inline(__always)
  static var squareWidth: Int { 8 }
  @inline(__always)
  static var finishesBeside: Bool { MediumTiles.finishesBeside }

  @inline(__always)
  static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar { MediumTiles.cover(V.self, product) }

  @inline(__always)
  static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    MediumTiles.cover(V.self, product)
  }
}

enum LargeShapes: TilePlan {
  @inline(__always)
  static var fusesMultiplyAdd: Bool { false }
  @inline(__always)
  static var squareWidth: Int { 16 }
  @inline(__always)
  static var finishesBeside: Bool { LargeTiles.finishesBeside }

  @inline(__always)
  static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar { LargeTiles.cover(V.self, product) }

  @inline(__always)
  static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    LargeTiles.cover(V.self, product)
  }
}

typealias MediumPortable<Scalar: KernelScalar> = LaneArithmetic<Scalar, MediumShapes>
typealias LargePortable<Scalar: KernelScalar> = LaneArithmetic<Scalar, LargeShapes>
typealias MediumShared<Scalar: KernelScalar> = LaneArithmetic<Scalar, SharedKernels<MediumShapes>>
typealias LargeShared<Scalar: KernelScalar> = LaneArithmetic<Scalar, SharedKernels<LargeShapes>>
