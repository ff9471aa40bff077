/// Rows of strips, one above the other: the part of a product that is summed in registers. Tiles are put together from smaller
/// ones, so that the compiler sees every register by name.
public protocol Tile {
  associatedtype Row: Strip
  typealias Scalar = Row.Vector.Scalar
  static var rowCount: Int { get }
  /// How many of so many rows, the last ones, are left to smaller tiles: at least those that fill no tile.
  static func rest(of rows: Int) -> Int
  init(repeating value: Scalar)
  /// The same row for all.
  init(row source: UnsafePointer<Scalar>)
  init(loading source: UnsafePointer<Scalar>, stride: Int)
  func store(to destination: UnsafeMutablePointer<Scalar>, stride: Int)
  /// Adds to row m the product of left[offsets[first + m]] and `shared`.
  mutating func add<Spacing: RowSpacing>(
    _ left: UnsafePointer<Scalar>, _ offsets: Spacing, first: Int, _ shared: Row)
  /// Updates the parameters that the tile is the gradient of; they start at `place`, rows `stride` apart.
  func apply<Update: VectorUpdate>(_ update: Update, _ buffers: UpdateBuffers<Scalar>, at place: Int, stride: Int)
  where Update.Scalar == Scalar
  /// ReLU, which keeps NaN.
  func positivePart() -> Self
  /// Where the memory is above 0, the tile; elsewhere 0.
  func kept(where source: UnsafePointer<Scalar>, stride: Int) -> Self
  /// Works off the rows of a panel of columns from `row` on, as many as `rest` says: with the smaller ones it is made of.
  static func coverRest<Finish: ProductFinish, Spacing: RowSpacing>(
    _ product: MatrixProduct<Scalar, Finish, Spacing>, row: Int, column: Int, depth: Range<Int>
  ) where Finish.Scalar == Scalar
}

public struct OneRow<Row: Strip>: Tile {
  @usableFromInline var sum: Row

  @inlinable @inline(always)
  init(_ sum: Row) { self.sum = sum }
  @inlinable @inline(always)
  public static var rowCount: Int { 1 }
  @inlinable @inline(always)
  public static func rest(of rows: Int) -> Int { 0 }
  @inlinable @inline(always)
  public init(repeating value: Row.Vector.Scalar) { sum = Row(repeating: value) }
  @inlinable @inline(always)
  public init(row source: UnsafePointer<Row.Vector.Scalar>) { sum = unsafe Row(loading: source) }
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<Row.Vector.Scalar>, stride: Int) { sum = unsafe Row(loading: source) }
  @inlinable @inline(always)
  public func store(to destination: UnsafeMutablePointer<Row.Vector.Scalar>, stride: Int) {
    unsafe sum.store(to: destination)
  }
  @inlinable @inline(always)
  public mutating func add<Spacing: RowSpacing>(
    _ left: UnsafePointer<Row.Vector.Scalar>, _ offsets: Spacing, first: Int, _ shared: Row
  ) {
    sum = unsafe Row.multiplyAdd(Row.Vector(repeating: left[offsets[first]]), shared, sum)
  }
  @inlinable @inline(always)
  public func apply<Update: VectorUpdate>(
    _ update: Update, _ buffers: UpdateBuffers<Scalar>, at place: Int, stride: Int
  ) where Update.Scalar == Scalar {
    unsafe sum.apply(update, buffers, at: place)
  }
  @inlinable @inline(always)
  public func positivePart() -> Self { Self(sum.positivePart()) }
  @inlinable @inline(always)
  public func kept(where source: UnsafePointer<Row.Vector.Scalar>, stride: Int) -> Self {
    unsafe Self(Row.keep(where: Row(loading: source), x: sum))
  }
  @inlinable @inline(always)
  public static func coverRest<Finish: ProductFinish, Spacing: RowSpacing>(
    _ product: MatrixProduct<Scalar, Finish, Spacing>, row: Int, column: Int, depth: Range<Int>
  ) where Finish.Scalar == Scalar {}
}

public struct Stacked<Upper: Tile, Lower: Tile>: Tile where Upper.Row == Lower.Row {
  public typealias Row = Upper.Row
  @usableFromInline var upper: Upper
  @usableFromInline var lower: Lower

  @inlinable @inline(always)
  init(_ upper: Upper, _ lower: Lower) {
    self.upper = upper
    self.lower = lower
  }
  @inlinable @inline(always)
  public static var rowCount: Int { Upper.rowCount &+ Lower.rowCount }
  /// 4 + 4 rows, not 6 + 2: two rows have too few sums to keep the multiply-adds of AVX2 busy.
  @inlinable @inline(always)
  public static func rest(of rows: Int) -> Int {
    let rest = rows % rowCount
    return rest >= Lower.rowCount && rest < Upper.rowCount && rows > rowCount ? rest &+ rowCount : rest
  }
  @inlinable @inline(always)
  public init(repeating value: Row.Vector.Scalar) { self.init(Upper(repeating: value), Lower(repeating: value)) }
  @inlinable @inline(always)
  public init(row source: UnsafePointer<Row.Vector.Scalar>) {
    unsafe self.init(Upper(row: source), Lower(row: source))
  }
  @inlinable @inline(always)
  public init(loading source: UnsafePointer<Row.Vector.Scalar>, stride: Int) {
    unsafe self.init(
      Upper(loading: source, stride: stride), Lower(loading: source + Upper.rowCount &* stride, stride: stride))
  }
  @inlinable @inline(always)
  public func store(to destination: UnsafeMutablePointer<Row.Vector.Scalar>, stride: Int) {
    unsafe upper.store(to: destination, stride: stride)
    unsafe lower.store(to: destination + Upper.rowCount &* stride, stride: stride)
  }
  @inlinable @inline(always)
  public mutating func add<Spacing: RowSpacing>(
    _ left: UnsafePointer<Row.Vector.Scalar>, _ offsets: Spacing, first: Int, _ shared: Row
  ) {
    unsafe upper.add(left, offsets, first: first, shared)
    unsafe lower.add(left, offsets, first: first &+ Upper.rowCount, shared)
  }
  @inlinable @inline(always)
  public func apply<Update: VectorUpdate>(
    _ update: Update, _ buffers: UpdateBuffers<Scalar>, at place: Int, stride: Int
  ) where Update.Scalar == Scalar {
    unsafe upper.apply(update, buffers, at: place, stride: stride)
    unsafe lower.apply(update, buffers, at: place &+ Upper.rowCount &* stride, stride: stride)
  }
  @inlinable @inline(always)
  public func positivePart() -> Self { Self(upper.positivePart(), lower.positivePart()) }
  @inlinable @inline(always)
  public func kept(where source: UnsafePointer<Row.Vector.Scalar>, stride: Int) -> Self {
    unsafe Self(
      upper.kept(where: source, stride: stride),
      lower.kept(where: source + Upper.rowCount &* stride, stride: stride))
  }
  @inlinable @inline(always)
  public static func coverRest<Finish: ProductFinish, Spacing: RowSpacing>(
    _ product: MatrixProduct<Scalar, Finish, Spacing>, row: Int, column: Int, depth: Range<Int>
  ) where Finish.Scalar == Scalar {
    var row = row
    while row &+ Upper.rowCount <= product.rows {
      product.computeRest(Upper.self, row: row, column: column, depth: depth)
      row &+= Upper.rowCount
    }
    Upper.coverRest(product, row: row, column: column, depth: depth)
  }
}

public typealias TwoRows<Row: Strip> = Stacked<OneRow<Row>, OneRow<Row>>
public typealias FourRows<Row: Strip> = Stacked<TwoRows<Row>, TwoRows<Row>>
public typealias SixRows<Row: Strip> = Stacked<FourRows<Row>, TwoRows<Row>>
public typealias EightRows<Row: Strip> = Stacked<FourRows<Row>, FourRows<Row>>
public typealias SixteenRows<Row: Strip> = Stacked<EightRows<Row>, EightRows<Row>>
