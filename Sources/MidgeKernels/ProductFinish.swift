/// What becomes of a product's elements once they are summed: when a tile leaves the registers, and when a panel of columns is done.
public protocol ProductFinish<Scalar> {
  associatedtype Scalar: KernelScalar
  /// Whether tiles are left to the backlog, to be finished beside the sums of the next, by `finishPart`.
  func defers<V: KernelVector>(_ vector: V.Type) -> Bool where V.Scalar == Scalar
  /// Stores a tile whose first element is C[row, column], or what comes of it.
  func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar
  /// The next part of finishing the backlog: to be called until that is empty and no update unfinished. Does nothing then.
  func finishPart<S: Strip>(
    _ strip: S.Type, _ unfinished: inout UnfinishedUpdate<S.Vector>, _ backlog: inout TileBacklog,
    _ c: MutableRows<Scalar>
  ) where S.Vector.Scalar == Scalar
  /// After all rows of `width` columns of C.
  func panel<V: KernelVector>(_ vector: V.Type, _ c: MutableRows<Scalar>, rows: Int, column: Int, width: Int)
  where V.Scalar == Scalar
}

extension ProductFinish {
  @inlinable @inline(always)
  public func defers<V: KernelVector>(_ vector: V.Type) -> Bool where V.Scalar == Scalar { false }
  @inlinable @inline(always)
  public func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar {
    unsafe sums.store(to: c[row] + column, stride: c.stride)
  }
  @inlinable @inline(always)
  public func finishPart<S: Strip>(
    _ strip: S.Type, _ unfinished: inout UnfinishedUpdate<S.Vector>, _ backlog: inout TileBacklog,
    _ c: MutableRows<Scalar>
  ) where S.Vector.Scalar == Scalar {}
  @inlinable @inline(always)
  public func panel<V: KernelVector>(
    _ vector: V.Type, _ c: MutableRows<Scalar>, rows: Int, column: Int, width: Int
  ) where V.Scalar == Scalar {}
}

/// C <- f(product), the epilogue of forward. ReLU, one instruction, is taken in registers; the others over the panel, which is still in the
/// nearest cache: one copy of the function, not one a register of the tile. Columns from `count` on are pads and become 0.
public struct ActivationFinish<Scalar: KernelScalar>: ProductFinish {
  @usableFromInline let activation: Activation
  @usableFromInline let count: Int

  @inlinable @inline(always)
  public init(_ activation: Activation, count: Int) {
    self.activation = activation
    self.count = count
  }

  @inlinable @inline(always)
  public func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar {
    unsafe (activation == .relu ? sums.positivePart() : sums).store(to: c[row] + column, stride: c.stride)
  }

  @inlinable @inline(always)
  public func panel<V: KernelVector>(
    _ vector: V.Type, _ c: MutableRows<Scalar>, rows: Int, column: Int, width: Int
  ) where V.Scalar == Scalar {
    if activation == .relu { return }
    activation.spelledOut { activation in
      for row in 0..<rows {
        unsafe activation.apply(V.self, c[row] + column, width: width, count: count &- column)
      }
    }
  }
}

/// C <- product f'(x), with f' taken from y = f(x): the prologue of the layer that made y, in the epilogue of the layer that read it.
@safe public struct GradientFinish<Scalar: KernelScalar>: ProductFinish {
  @usableFromInline let activation: Activation
  @usableFromInline let outputs: Rows<Scalar>

  @inlinable @inline(always)
  public init(_ activation: Activation, outputs: Rows<Scalar>) {
    self.activation = activation
    unsafe self.outputs = outputs
  }

  @inlinable @inline(always)
  public func store<T: Tile>(_ sums: T, _ c: MutableRows<Scalar>, row: Int, column: Int) where T.Scalar == Scalar {
    let delta = activation == .relu ? unsafe sums.kept(where: outputs[row] + column, stride: outputs.stride) : sums
    unsafe delta.store(to: c[row] + column, stride: c.stride)
  }

  @inlinable @inline(always)
  public func panel<V: KernelVector>(
    _ vector: V.Type, _ c: MutableRows<Scalar>, rows: Int, column: Int, width: Int
  ) where V.Scalar == Scalar {
    if activation == .relu { return }
    unsafe ActivationGradient(
      activation: activation, rows: rows, columns: width,
      output: Rows(base: outputs[0] + column, stride: outputs.stride),
      delta: MutableRows(base: c[0] + column, stride: c.stride)
    ).run(V.self)
  }
}
