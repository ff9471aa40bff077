/// The tiles of another plan, with operations and products as functions of their own, and no part of what runs them (but for the product of one row
/// where that is one vector): for networks whose callers know none of a kernel's arguments. One copy of each serves all.
public enum SharedKernels<Base: TilePlan>: TilePlan {
  @inlinable @inline(__always)
  public static var fusesMultiplyAdd: Bool { Base.fusesMultiplyAdd }
  @inlinable @inline(__always)
  public static var squareWidth: Int { Base.squareWidth }
  @inlinable @inline(__always)
  public static var finishesBeside: Bool { Base.finishesBeside }
  @inlinable @inline(__always)
  public static var sharesKernels: Bool { true }

  @inlinable @inline(never)
  public static func coverNarrow<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    Base.coverNarrow(V.self, product)
  }

  @inlinable @inline(never)
  public static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    Base.cover(V.self, product)
  }

  @inlinable @inline(never)
  public static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    Base.cover(V.self, product)
  }
}
