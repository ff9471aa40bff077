@_exported import MidgeKernels

/// Checks at public entry points. A failed check is a programmer's error: it prints what is wrong, with the numbers (Embedded Swift has no words), and
/// traps.
///
/// Not `precondition`, whose message an optimised build drops.
public enum Door {
  @inlinable @inline(__always)
  public static func check(_ holds: Bool, _ message: StaticString, found: Int, expected: Int) {
    if !holds { fail(message, found: found, expected: expected) }
  }

  @inline(never)
  public static func fail(_ message: StaticString, found: Int, expected: Int) -> Never {
    #if hasFeature(Embedded)
      fatalError()
    #else
      fatalError("Midge: \(message): found \(found), expected \(expected)")
    #endif
  }
}
