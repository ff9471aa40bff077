import MidgeKernels
import MidgeTestSupport
import Testing

struct FiniteCheckTests {
  @Test func whatIsNotFiniteIsFoundWhereverItStands() throws {
    try numbers(Float.self)
    try numbers(Double.self)
  }

  private func numbers<S: KernelScalar>(_ scalar: S.Type) throws {
    for count in [0, 16, 48] {
      var values = [S](repeating: S.greatestFiniteMagnitude, count: count)
      for index in stride(from: 0, to: count, by: 3) { values[index] = -S.leastNonzeroMagnitude }
      try check(isFinite(values), "\(S.self), \(count) finite numbers")
      for index in 0..<count {
        for bad in [S.nan, S.infinity, -S.infinity] {
          var planted = values
          planted[index] = bad
          try check(!isFinite(planted), "\(bad) at \(index) of \(count)")
        }
      }
    }
  }

  private func isFinite<S: KernelScalar>(_ values: [S]) -> Bool {
    unsafe values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return true }
      let check = unsafe FiniteCheck(base, count: buffer.count)
      let (portable, fused) = (check.run(Portable<S>.Vector16.self), check.run(Fused<S>.Vector4.self))
      #expect(portable == fused)
      return portable
    }
  }
}
