/// A matrix in fenced memory. Every scalar that is not an element, in the gaps between rows and on both sides, holds a NaN: it must
/// survive, and it poisons what reads it. Elements that no value is given for hold another NaN until they are written.
///
/// The first element stands at no multiple of a vector: kernels need no alignment beyond the scalar's own.
@safe public final class GuardedMatrix<Scalar: BinaryFloatingPoint> {
  public let rows: Int
  public let columns: Int
  public let rowStride: Int
  public let columnStride: Int
  @usableFromInline let storage: UnsafeMutableBufferPointer<Scalar>

  @inlinable static var fenceCount: Int { 67 }
  /// Signalling, so that arithmetic which reads a fence and writes it back leaves a quiet one; and each its own.
  @inlinable
  static func fence(_ index: Int) -> Scalar {
    Scalar(
      sign: .minus, exponentBitPattern: Scalar.nan.exponentBitPattern,
      significandBitPattern: Scalar.RawSignificand(truncatingIfNeeded: index + 1))
  }

  /// `rowStride` defaults to the columns and a gap of three.
  @inlinable
  public init(
    rows: Int, columns: Int, rowStride: Int? = nil, columnStride: Int = 1,
    _ value: (Int, Int) -> Scalar = { _, _ in .nan }
  ) {
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride ?? columns + 3
    self.columnStride = columnStride
    let span = (rows - 1) * self.rowStride + (columns - 1) * columnStride + 1
    unsafe storage = .allocate(capacity: span + 2 * Self.fenceCount)
    for index in 0..<span + 2 * Self.fenceCount {
      unsafe (storage.baseAddress! + index).initialize(to: Self.fence(index))
    }
    for row in 0..<rows { for column in 0..<columns { self[row, column] = value(row, column) } }
  }

  @inlinable
  deinit { unsafe storage.deallocate() }

  /// One row of values.
  @inlinable
  public convenience init(_ values: [Scalar]) {
    self.init(rows: 1, columns: values.count) { _, column in values[column] }
  }

  @inlinable
  public subscript(row: Int, column: Int) -> Scalar {
    get { unsafe storage[Self.fenceCount + row * rowStride + column * columnStride] }
    set { unsafe storage[Self.fenceCount + row * rowStride + column * columnStride] = newValue }
  }

  /// The first element.
  @unsafe @inlinable
  public var pointer: UnsafeMutablePointer<Scalar> { unsafe storage.baseAddress! + Self.fenceCount }

  /// The elements, row by row.
  @inlinable
  public var values: [Scalar] {
    (0..<rows * columns).map { self[$0 / columns, $0 % columns] }
  }

  /// Throws when a scalar that is no element was written.
  @inlinable
  public func checkFences(_ name: String, file: StaticString = #fileID, line: Int = #line) throws {
    var isElement = unsafe [Bool](repeating: false, count: storage.count)
    for row in 0..<rows {
      for column in 0..<columns { isElement[Self.fenceCount + row * rowStride + column * columnStride] = true }
    }
    for index in unsafe storage.indices where !isElement[index] {
      let found = unsafe storage[index]
      try check(
        found.isNaN && found.sign == .minus && found.significandBitPattern == Self.fence(index).significandBitPattern,
        "\(name): scalar \(index - Self.fenceCount) from its start was overwritten with \(found)", file: file,
        line: line)
    }
  }
}
