/// |a - b| over the larger of both, or over the floor where both are smaller. NaN and infinity are infinitely wrong, unless equal.
@inlinable
public func relativeError(_ a: Double, _ b: Double, floor: Double) -> Double {
  if a == b { return 0 }
  let error = abs(a - b) / max(abs(a), abs(b), floor)
  return error.isNaN ? .infinity : error
}

/// How far a result is off, in units in the last place of the exact value; infinity counts as the next power of two.
@inlinable
public func ulpError(_ computed: Float, exact: Double) -> Double {
  let top = 0x1p128, bounded = min(max(exact, -top), top)
  let found = computed.isInfinite ? (computed < 0 ? -top : top) : Double(computed)
  let exponent = bounded == 0 ? -149 : min(max(bounded.exponent - 23, -149), 104)
  let error = abs(found - bounded) / Double(sign: .plus, exponent: exponent, significand: 1)
  return error.isNaN ? .infinity : error
}

#if arch(x86_64)
  @inlinable
  public func ulpError(_ computed: Double, exact: Float80) -> Double {
    let top = Float80(sign: .plus, exponent: 1024, significand: 1), bounded = min(max(exact, -top), top)
    let found = computed.isInfinite ? (computed < 0 ? -top : top) : Float80(computed)
    let exponent = bounded == 0 ? -1074 : min(max(bounded.exponent - 52, -1074), 971)
    let error = Double(abs(found - bounded) / Float80(sign: .plus, exponent: exponent, significand: 1))
    return error.isNaN ? .infinity : error
  }
#endif
