/// A tile that is summed, and waits in C to be finished beside the sums of the next, a vector at a time: divisions, square roots and memory keep
/// other parts of a processor busy than multiply-adds do, but it looks too few instructions ahead to find the next tile's behind them. Only with
/// registers for both: see `TilePlan.finishesBeside`. What waits for a root, and then for a quotient, is done in parts with sums between them, for
/// the same reason.
///
/// It waits where the first tile of its panel of columns was, whose sums nobody needs any more, and which stays in the nearest cache.
public struct TileBacklog {
  @usableFromInline var vectorCount = 0
  /// From the start of C to where the next vector waits, in scalars; from there to where it belongs.
  @usableFromInline var place: Int
  @usableFromInline var distance = 0
  @usableFromInline let column: Int
  /// Scalars of the row that are left.
  @usableFromInline var rest = 0

  /// Empty, for the panel from `column` on.
  @inlinable @inline(always)
  init(column: Int) { (self.column, place) = (column, column) }

  /// Takes a tile whose first element is C[row, column]; the one before it is done.
  @inlinable @inline(always)
  mutating func take<T: Tile>(_ sums: T, _ c: MutableRows<T.Scalar>, row: Int) {
    unsafe sums.store(to: c.base + column, stride: c.stride)
    take(T.Row.self, rows: T.rowCount, from: 0)
    distance = unsafe row &* c.stride
  }

  /// Takes rows of the panel that wait where they belong; the first starts `start` scalars behind the start of C's.
  @inlinable @inline(always)
  mutating func take<S: Strip>(_ strip: S.Type, rows: Int, from start: Int) {
    place = start &+ column
    distance = 0
    rest = S.width
    vectorCount = rows &* (S.width / S.Vector.laneCount)
  }

  /// Calls of `finishPart` for what waits: two for each vector, between which the processor divides. One more may be needed: the end of one vector
  /// and the beginning of the next share a call.
  @inlinable @inline(always)
  var partCount: Int { 2 &* vectorCount }

  /// Where the next vector waits and where it belongs, and goes on to the one behind it.
  @inlinable @inline(always)
  mutating func next<S: Strip>(_ strip: S.Type, stride: Int) -> (source: Int, target: Int) {
    let source = place
    vectorCount &-= 1
    rest &-= S.Vector.laneCount
    place &+= S.Vector.laneCount
    if rest == 0 {
      place &+= stride &- S.width
      rest = S.width
    }
    return (source, source &+ distance)
  }
}
