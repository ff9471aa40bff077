/// One vector of one row at a time, where code counts for more than speed, or registers hold a single number.
public enum CompactTiles: TilePlan {
  @inlinable @inline(always)
  public static var fusesMultiplyAdd: Bool { true }
  @inlinable @inline(always)
  public static var finishesBeside: Bool { false }
  @inlinable @inline(always)
  public static var squareWidth: Int { 4 }

  @inlinable @inline(always)
  public static func coverNarrow<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    cover(V.self, product)
  }

  @inlinable @inline(always)
  public static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    var column = 0
    while column < product.columns { product.panel(OneRow<OneVector<V>>.self, &column) }
  }
}
