/// Where the elements of a product's left operand lie: in rows, of which a tile reads several, and along the depth.
public protocol RowSpacing: Sendable {
  /// Whether each row's offset takes a register.
  static var takesRegisters: Bool { get }
  /// Scalars from one row to the next.
  var stride: Int { get }
  /// Scalars from one element of a row to the next. A constant 1 where rows lie apart: known only at run time, it makes the optimiser move a pointer for
  /// each row of a tile where it would count one index.
  var depthStride: Int { get }
  /// Scalars to a row below 16, which is a constant where this is called.
  subscript(row: Int) -> Int { get }
}

/// Rows side by side: those of a transposed matrix. Their offsets need no registers.
public struct AdjacentRows: RowSpacing {
  public let depthStride: Int

  @inlinable @inline(always)
  public init(depthStride: Int) { self.depthStride = depthStride }
  @inlinable @inline(always)
  public static var takesRegisters: Bool { false }
  @inlinable @inline(always)
  public var stride: Int { 1 }
  @inlinable @inline(always)
  public subscript(row: Int) -> Int { row }
}

/// Rows of a stride that is a constant where the kernel is inlined into code for one network: so are their offsets, and they need no registers.
public struct FixedRows: RowSpacing {
  public let stride: Int

  @inlinable @inline(always)
  public init(stride: Int) { self.stride = stride }
  @inlinable @inline(always)
  public static var takesRegisters: Bool { false }
  @inlinable @inline(always)
  public var depthStride: Int { 1 }
  @inlinable @inline(always)
  public subscript(row: Int) -> Int { row &* stride }
}

/// Where rows of a stride that is known at run time lie behind the first: eight distances that the optimiser knows nothing about.
///
/// Told that they are multiples of the stride, it makes each address from the one before, a chain of additions longer than the arithmetic that it
/// feeds: half the speed of a tile of sixteen rows.
public struct RowOffsets: RowSpacing {
  @usableFromInline let one: Int
  @usableFromInline let two: Int
  @usableFromInline let three: Int
  @usableFromInline let four: Int
  @usableFromInline let five: Int
  @usableFromInline let six: Int
  @usableFromInline let seven: Int
  @usableFromInline let eight: Int

  @inlinable @inline(always)
  public init(stride: Int) {
    (one, two, three, four) = fourMultiples(of: stride, from: stride)
    (five, six, seven, eight) = fourMultiples(of: stride, from: 5 &* stride)
  }

  @inlinable @inline(always)
  public static var takesRegisters: Bool { true }
  @inlinable @inline(always)
  public var stride: Int { one }
  @inlinable @inline(always)
  public var depthStride: Int { 1 }

  @inlinable @inline(always)
  public subscript(row: Int) -> Int {
    switch row {
    case 0: 0
    case 1: one
    case 2: two
    case 3: three
    case 4: four
    case 5: five
    case 6: six
    case 7: seven
    case 8: eight
    default: eight &+ self[below: row &- 8]
    }
  }

  @inlinable @inline(always)
  subscript(below row: Int) -> Int {
    switch row {
    case 1: one
    case 2: two
    case 3: three
    case 4: four
    case 5: five
    case 6: six
    case 7: seven
    default: 0
    }
  }
}

/// A multiple of the stride and the next three, in registers: eight in memory would be stored one by one and read back as vectors, which waits until
/// the stores are done.
///
/// Not inlined, nor copied into the modules of a package: a copy would be one more symbol that two instruction sets share.
@usableFromInline
@inline(never)
@_semantics("optimize.no.crossmodule")
func fourMultiples(of stride: Int, from first: Int) -> (Int, Int, Int, Int) {
  (first, first &+ stride, first &+ 2 &* stride, first &+ 3 &* stride)
}
