/// C[m, n] <- start[m, n] + sum over k of A[m, k] B[k, n], and what `finish` makes of it
///
/// The one loop nest of dense layers: forward is x W + b, the parameter gradient x^T dy, the input gradient dy W^T.
///
/// - Reads: A, `rows` by `depth`, spaced as `aRows` says; B, `depth` rows of `columns` scalars.
/// - Overwrites C, `rows` rows of `columns` scalars, pad lanes included, unless `finish` uses the sums up. C may alias neither A nor B.
/// - Padding: `columns` is 4, 8 or a multiple of 16, so pad columns of B give pad columns of C.
/// - Order: each element is summed over k from its start upwards, so the bits depend on neither tile nor vector.
/// - Cost: rows * columns * depth multiply-adds. A panel of B as wide as a tile is read once per tile of rows; where it is too deep
///   for the second cache, it is worked off in blocks of the depth, and C holds the sums between them.
@safe public struct MatrixProduct<Scalar: KernelScalar, Finish: ProductFinish, Spacing: RowSpacing>
where Finish.Scalar == Scalar {
  @usableFromInline let rows: Int
  @usableFromInline let columns: Int
  @usableFromInline let depth: Int
  @usableFromInline let a: UnsafePointer<Scalar>
  @usableFromInline let aRows: Spacing
  @usableFromInline let b: Rows<Scalar>
  @usableFromInline let start: ProductStart<Scalar>
  @usableFromInline let c: MutableRows<Scalar>
  @usableFromInline let finish: Finish

  @inlinable @inline(always)
  public init(
    rows: Int, columns: Int, depth: Int, a: UnsafePointer<Scalar>, aRows: Spacing, b: Rows<Scalar>,
    start: ProductStart<Scalar>, c: MutableRows<Scalar>, finish: Finish
  ) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    unsafe self.a = a
    self.aRows = aRows
    unsafe self.b = b
    unsafe self.start = start
    unsafe self.c = c
    self.finish = finish
  }

  @inlinable @inline(always)
  public func run<A: Arithmetic>(_ arithmetic: A.Type) where A.Scalar == Scalar {
    switch columns {
    case 4: A.Tiles.coverNarrow(A.Vector4.self, self)
    case 8: A.Tiles.coverNarrow(A.Vector8.self, self)
    default: A.Tiles.cover(A.Vector16.self, self)
    }
  }

  /// Bytes of B's panel that may stay in the second cache beside the rest. (The nearest holds less, but reading from the second is hidden behind
  /// the arithmetic, and blocks cost more than that: measured with 784 rows.)
  @inlinable @inline(always)
  static var panelByteCount: Int { 256 << 10 }

  /// The columns from `column` on that a tile spans; moves it behind them.
  @inlinable @inline(always)
  func panel<T: Tile>(_ tile: T.Type, _ column: inout Int) where T.Scalar == Scalar {
    let deepest = MatrixProduct.panelByteCount / (T.Row.width &* MemoryLayout<Scalar>.stride)
    let blocks = (depth &+ deepest &- 1) / deepest
    let blockDepth = blocks <= 1 ? depth : (depth &+ blocks &- 1) / blocks
    let rest = T.rest(of: rows)
    var backlog = TileBacklog(column: column), first = 0
    repeat {
      let range = first..<min(first &+ blockDepth, depth)
      for row in stride(from: 0, to: rows &- rest, by: T.rowCount) {
        compute(T.self, row: row, column: column, depth: range, &backlog)
      }
      T.coverRest(self, row: rows &- rest, column: column, depth: range)
      first &+= blockDepth
    } while first < depth
    if finish.defers(T.Row.Vector.self) { workOffAll(T.self, &backlog, restFrom: rows &- rest) }
    unsafe finish.panel(T.Row.Vector.self, c, rows: rows, column: column, width: T.Row.width)
    column &+= T.Row.width
  }

  /// The last whole tile, and the rows behind it.
  @inlinable @inline(always)
  func workOffAll<T: Tile>(_ tile: T.Type, _ backlog: inout TileBacklog, restFrom row: Int) where T.Scalar == Scalar {
    var rest = rows &- row, unfinished = UnfinishedUpdate<T.Row.Vector>()
    repeat {
      finishAll(T.Row.self, &unfinished, &backlog)
      unsafe backlog.take(T.Row.self, rows: rest, from: row &* c.stride)
      rest = 0
    } while backlog.vectorCount > 0
  }

  @inlinable @inline(always)
  func finishAll<S: Strip>(
    _ strip: S.Type, _ unfinished: inout UnfinishedUpdate<S.Vector>, _ backlog: inout TileBacklog
  ) where S.Vector.Scalar == Scalar {
    while !unfinished.isNone || backlog.vectorCount > 0 {
      unsafe finish.finishPart(S.self, &unfinished, &backlog, c)
    }
  }

  /// A tile of sums, beside which the one before it may be finished.
  @inlinable @inline(always)
  func compute<T: Tile>(
    _ tile: T.Type, row: Int, column: Int, depth range: Range<Int>, _ backlog: inout TileBacklog
  ) where T.Scalar == Scalar {
    let sums = sums(T.self, row: row, column: column, depth: range, &backlog)
    if range.upperBound == depth && finish.defers(T.Row.Vector.self) {
      unsafe backlog.take(sums, c, row: row)
    } else {
      store(sums, row: row, column: column, depth: range)
    }
  }

  /// A tile of the rows that are left to smaller ones than the panel's.
  @inlinable @inline(always)
  func computeRest<T: Tile>(_ tile: T.Type, row: Int, column: Int, depth: Range<Int>) where T.Scalar == Scalar {
    var nothing = TileBacklog(column: column)
    store(
      sums(T.self, row: row, column: column, depth: depth, &nothing), row: row, column: column, depth: depth)
  }

  @inlinable @inline(always)
  func store<T: Tile>(_ sums: T, row: Int, column: Int, depth range: Range<Int>) where T.Scalar == Scalar {
    if range.upperBound < depth {
      unsafe sums.store(to: c[row] + column, stride: c.stride)
    } else {
      unsafe finish.store(sums, c, row: row, column: column)
    }
  }

  @inlinable @inline(always)
  func sums<T: Tile>(
    _ tile: T.Type, row: Int, column: Int, depth range: Range<Int>, _ backlog: inout TileBacklog
  ) -> T where T.Scalar == Scalar {
    var sums =
      range.lowerBound == 0
      ? starting(T.self, row, column) : unsafe T(loading: c[row] + column, stride: c.stride)
    var left = unsafe a + (row &* aRows.stride &+ range.lowerBound &* aRows.depthStride)
    var right = unsafe b[range.lowerBound] + column
    var unfinished = UnfinishedUpdate<T.Row.Vector>()
    let partCount = backlog.partCount, defers = finish.defers(T.Row.Vector.self)
    let pace = partCount == 0 ? 0 : max(1, range.count / partCount)
    // Beside few sums, two parts at a time: the first has waited meanwhile.
    let isHurried = range.count < partCount
    var countdown = pace, rest = range.count
    while rest > 0 {
      unsafe sums.add(left, aRows, first: 0, T.Row(loading: right))
      unsafe left += aRows.depthStride
      unsafe right += b.stride
      rest &-= 1
      if defers {
        countdown &-= 1
        if countdown == 0 {
          repeat {
            unsafe finish.finishPart(T.Row.self, &unfinished, &backlog, c)
          } while unfinished.isUndivided && isHurried
          countdown = pace
        }
      }
    }
    finishAll(T.Row.self, &unfinished, &backlog)
    return sums
  }

  @inlinable @inline(always)
  func starting<T: Tile>(_ tile: T.Type, _ row: Int, _ column: Int) -> T where T.Scalar == Scalar {
    switch unsafe start {
    case .zero: T(repeating: 0)
    case .row(let bias): unsafe T(row: bias + column)
    case .existing: unsafe T(loading: c[row] + column, stride: c.stride)
    }
  }
}

/// What a product's sums start from.
@unsafe public enum ProductStart<Scalar: KernelScalar> {
  case zero
  /// The same row for every m: a bias. Reads `columns` scalars.
  case row(UnsafePointer<Scalar>)
  /// What C holds: the product is accumulated.
  case existing
}
