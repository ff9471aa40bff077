import MidgeKernels
import MidgeTestSupport

enum StartCase: CaseIterable { case zero, row, existing }

/// Operands in fenced memory, B's rows apart unless they are asked to be adjacent. Pad columns hold numbers too, unless they are asked to be 0: they
/// are columns like any other.
struct ProductCase<Scalar: KernelScalar> {
  let rows: Int, depth: Int, width: Int, start: StartCase
  let a: GuardedMatrix<Scalar>, b: GuardedMatrix<Scalar>, c: GuardedMatrix<Scalar>, bias: GuardedMatrix<Scalar>

  init(
    rows: Int, columns: Int, depth: Int, transposed: Bool, start: StartCase, pads: Bool = true,
    adjacent: Bool = false, _ next: () -> Scalar
  ) {
    (self.rows, self.depth, self.start) = (rows, depth, start)
    width = RowWidth.padded(columns)
    a = GuardedMatrix(
      rows: rows, columns: depth, rowStride: transposed ? 1 : depth + 2, columnStride: transposed ? rows + 2 : 1
    ) { _, _ in next() }
    b = GuardedMatrix(rows: depth, columns: width, rowStride: adjacent ? width : nil) { _, n in
      pads || n < columns ? next() : 0
    }
    c = GuardedMatrix(rows: rows, columns: width) { _, _ in start == .existing ? next() : .nan }
    bias = GuardedMatrix(rows: 1, columns: width) { _, n in pads || n < columns ? next() : 0 }
  }

  @inline(__always)
  func operation<Finish: ProductFinish, Spacing: RowSpacing>(
    _ finish: Finish, _ spacing: Spacing
  ) -> MatrixProduct<Scalar, Finish, Spacing> where Finish.Scalar == Scalar {
    precondition(spacing.stride == a.rowStride && spacing.depthStride == a.columnStride, "the operand lies otherwise")
    let first: ProductStart<Scalar> =
      switch start {
      case .zero: unsafe .zero
      case .row: unsafe .row(bias.pointer)
      case .existing: unsafe .existing
      }
    return unsafe MatrixProduct(
      rows: rows, columns: width, depth: depth, a: a.pointer, aRows: spacing,
      b: Rows(base: b.pointer, stride: b.rowStride), start: first, c: MutableRows(base: c.pointer, stride: c.rowStride),
      finish: finish)
  }

  /// C as it was before a product that does not start from it.
  func clear() {
    for m in 0..<rows { for n in 0..<width { c[m, n] = .nan } }
  }

  /// Sums of dyadic numbers are exact, so they must be equal.
  func checkAgainstReference(before: [Scalar]) throws {
    for m in 0..<rows {
      for n in 0..<width {
        var sum = start == .row ? Double(bias[0, n]) : start == .existing ? Double(before[m * width + n]) : 0
        for k in 0..<depth { sum += Double(a[m, k]) * Double(b[k, n]) }
        try check(Double(c[m, n]) == sum, "element \(m), \(n) is \(c[m, n]), expected \(sum)")
      }
    }
    try checkFences()
  }

  func checkFences() throws {
    try a.checkFences("A")
    try b.checkFences("B")
    try c.checkFences("C")
    try bias.checkFences("bias")
  }
}
