/// A block of memory, owned or lent, of a size fixed at creation; zero bytes at first.
///
/// Lent memory stays the lender's: it must outlive the arena, and nobody else may write to it meanwhile.
@safe public struct Arena: ~Copyable {
  @usableFromInline let base: UnsafeMutableRawPointer
  public let byteCount: Int
  /// Gives owned memory back; nil where it is lent. A pointer and no flag: a program that only lends has no `free` in it then, however much of it the
  /// optimiser sees at once.
  @usableFromInline let release: (@convention(c) (UnsafeMutableRawPointer) -> Void)?

  /// One allocation.
  @inlinable
  public init(owning byteCount: Int) {
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: ArenaLayout.alignment)
    self.byteCount = byteCount
    unsafe release = { unsafe $0.deallocate() }
    clear()
  }

  /// Traps when the memory is too small, or does not start at a multiple of 64 bytes. Inlined: the caller sees that nothing is to be freed.
  @inlinable @inline(__always)
  public init(borrowing memory: UnsafeMutableRawBufferPointer, needing byteCount: Int) {
    Door.check(
      memory.count >= byteCount, "lent memory is too small, in bytes", found: memory.count,
      expected: byteCount)
    guard let start = memory.baseAddress else {
      Door.fail("lent memory has no address", found: 0, expected: byteCount)
    }
    let misalignment = Int(bitPattern: start) % ArenaLayout.alignment
    Door.check(
      misalignment == 0, "lent memory must start at a multiple of 64 bytes; bytes beyond one", found: misalignment,
      expected: 0)
    unsafe base = start
    self.byteCount = byteCount
    unsafe release = nil
    clear()
  }

  /// Whether lent memory does.
  public static func accepts(_ memory: UnsafeMutableRawBufferPointer, needing byteCount: Int) -> Bool {
    guard let start = memory.baseAddress else { return false }
    return memory.count >= byteCount && Int(bitPattern: start) % ArenaLayout.alignment == 0
  }

  @inlinable
  deinit { if let release = unsafe release { unsafe release(base) } }

  /// The scalars at a byte offset.
  @inlinable @inline(__always)
  public func scalars<Scalar: KernelScalar>(_ scalar: Scalar.Type, at offset: Int) -> UnsafeMutablePointer<Scalar> {
    unsafe (base + offset).assumingMemoryBound(to: Scalar.self)
  }

  /// The layer descriptions at the block's start.
  @inlinable
  public func records<Record>(_ record: Record.Type) -> UnsafeMutablePointer<Record> {
    unsafe base.assumingMemoryBound(to: Record.self)
  }

  @inlinable
  func clear() {
    for word in 0..<byteCount / 8 { unsafe base.storeBytes(of: 0, toByteOffset: word &* 8, as: UInt64.self) }
  }
}
