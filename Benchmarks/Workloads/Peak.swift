import Midge

/// Multiply-adds on twelve accumulators: more than the latency of two pipes needs, and with the two factors few enough for the sixteen
/// registers of the lower levels. Returns how many floating-point operations it was: two a lane and multiply-add.
///
/// The factors are arguments, so that the compiler cannot do the sums; neither fused nor rounded twice may it reorder them.
public func multiplyAddPeak(iterations: Int, factor: Float, addend: Float, sum: inout Float) -> Int {
  typealias V = LevelRegister
  let a = V(repeating: factor), b = V(repeating: addend)
  var c0 = V(repeating: sum), c1 = c0 + b, c2 = c1 + b, c3 = c2 + b, c4 = c3 + b, c5 = c4 + b
  var c6 = c5 + b, c7 = c6 + b, c8 = c7 + b, c9 = c8 + b, c10 = c9 + b, c11 = c10 + b
  for _ in 0..<iterations {
    c0 = V.multiplyAdd(c0, a, b)
    c1 = V.multiplyAdd(c1, a, b)
    c2 = V.multiplyAdd(c2, a, b)
    c3 = V.multiplyAdd(c3, a, b)
    c4 = V.multiplyAdd(c4, a, b)
    c5 = V.multiplyAdd(c5, a, b)
    c6 = V.multiplyAdd(c6, a, b)
    c7 = V.multiplyAdd(c7, a, b)
    c8 = V.multiplyAdd(c8, a, b)
    c9 = V.multiplyAdd(c9, a, b)
    c10 = V.multiplyAdd(c10, a, b)
    c11 = V.multiplyAdd(c11, a, b)
  }
  let total = ((c0 + c1) + (c2 + c3)) + ((c4 + c5) + (c6 + c7)) + ((c8 + c9) + (c10 + c11))
  sum = total.treeSum()
  return iterations * 12 * 2 * V.laneCount
}
