/// What code is compiled for: whether multiply-add is one instruction, and how many rows and vectors a register tile has. Tiles change
/// speed, never bits: each element is summed in the same order in any of them.
///
/// The one place where the number and the size of a processor's registers matter.
public protocol TilePlan: Sendable {
  /// Code for a processor without the instruction makes a call of each lane.
  static var fusesMultiplyAdd: Bool { get }
  /// The side of a square of scalars that is transposed in registers: 4, 8 or 16.
  static var squareWidth: Int { get }
  /// Whether a tile may wait to be finished beside the sums of the next: the registers have to hold those and what finishing takes.
  static var finishesBeside: Bool { get }
  /// The panel of rows of 4 or 8 scalars, one vector.
  static func coverNarrow<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>) where Finish.Scalar == V.Scalar
  /// The panels of rows of 16 scalars and more.
  static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>) where Finish.Scalar == V.Scalar
  static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>)
  /// Whether kernels are functions of their own: see `SharedKernels`.
  static var sharesKernels: Bool { get }
}

extension TilePlan {
  @inlinable @inline(always)
  public static var sharesKernels: Bool { false }

  /// Where a vector and its four sums fill the registers.
  @inlinable @inline(always)
  public static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    var column = 0
    while column < product.columns { product.panel(OneVector<V>.self, &column) }
  }

  @inlinable @inline(always)
  public static func coverNarrow<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    var column = 0
    product.panel(EightRows<OneVector<V>>.self, &column)
  }
}

/// 16 registers of 128 bits.
public enum SmallTiles: TilePlan {
  @inlinable @inline(always)
  public static var fusesMultiplyAdd: Bool { false }
  @inlinable @inline(always)
  public static var finishesBeside: Bool { false }
  @inlinable @inline(always)
  public static var squareWidth: Int { 4 }

  @inlinable @inline(always)
  public static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    var column = 0
    while column < product.columns { product.panel(TwoRows<OneVector<V>>.self, &column) }
  }
}

/// 16 registers of 256 bits, or 32 of 128.
public enum MediumTiles: TilePlan {
  @inlinable @inline(always)
  public static var fusesMultiplyAdd: Bool { true }
  @inlinable @inline(always)
  public static var finishesBeside: Bool { false }
  @inlinable @inline(always)
  public static var squareWidth: Int { 8 }

  @inlinable @inline(always)
  public static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    var column = 0
    while column < product.columns { product.panel(SixRows<OneVector<V>>.self, &column) }
  }
}

/// 32 registers of 512 bits.
public enum LargeTiles: TilePlan {
  @inlinable @inline(always)
  public static var fusesMultiplyAdd: Bool { true }
  @inlinable @inline(always)
  public static var finishesBeside: Bool { true }
  @inlinable @inline(always)
  public static var squareWidth: Int { 16 }

  @inlinable @inline(always)
  public static func cover<V: KernelVector, Finish: ProductFinish, Spacing: RowSpacing>(
    _ vector: V.Type, _ product: MatrixProduct<V.Scalar, Finish, Spacing>
  ) where Finish.Scalar == V.Scalar {
    var column = 0
    while column &+ 4 &* V.laneCount <= product.columns {
      product.panel(FourRows<TwoStrips<TwoStrips<OneVector<V>>>>.self, &column)
    }
    if column &+ 2 &* V.laneCount <= product.columns {
      product.panel(EightRows<TwoStrips<OneVector<V>>>.self, &column)
    }
    if column == product.columns { return }
    if Spacing.takesRegisters {
      product.panel(EightRows<OneVector<V>>.self, &column)
    } else {
      product.panel(SixteenRows<OneVector<V>>.self, &column)
    }
  }

  @inlinable @inline(always)
  public static func cover<V: KernelVector>(_ vector: V.Type, _ product: SingleRowProduct<V.Scalar>) {
    var column = 0
    while column &+ 4 &* V.laneCount <= product.columns {
      product.panel(TwoStrips<TwoStrips<OneVector<V>>>.self, &column)
    }
    if column &+ 2 &* V.laneCount <= product.columns { product.panel(TwoStrips<OneVector<V>>.self, &column) }
    if column < product.columns { product.panel(OneVector<V>.self, &column) }
  }
}
