import MidgeKernels
import MidgeTestSupport
import Testing

struct ActivationKernelTests {
  @Test func activationValuesMatchTheReferenceReadNoPadsAndClearTheirOwn() throws {
    try values(Portable<Float>.self)
    try values(Portable<Double>.self)
    try values(Fused<Float>.self)
  }

  @Test func activationGradientsMatchTheDerivativeAtTheArgument() throws {
    try gradients(Portable<Float>.self)
    try gradients(Portable<Double>.self)
    try gradients(Fused<Double>.self)
    try slopes(Portable<Float>.self)
    try slopes(Portable<Double>.self)
    try slopes(Fused<Float>.self)
  }

  @Test func cornersAndNaNFollowPyTorch() throws {
    typealias V = Portable<Double>.Vector4
    let dy = V(repeating: 1), zero = V(repeating: 0), nan = V(repeating: .nan)
    try check(Activation.relu.gradient(dy, output: zero).lane(0) == 0, "ReLU's slope at 0 is 0")
    try check(
      Activation.leakyReLU.gradient(dy, output: zero).lane(0) == 0.01, "leaky ReLU's slope at 0 is the lower one")
    for activation in Activation.allCases where activation.isFused {
      try check(activation.value(nan).lane(0).isNaN, "\(activation) of NaN is NaN")
    }
  }

  private func values<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 5)
    try withEvery("activation", Activation.allCases) { activation in
      try withEvery("rows", [1, 3, 4]) { rows in
        try withEvery("count", raggedSizes) { count in
          let width = RowWidth.padded(count), reference = ReferenceActivation(naming: activation)
          let input = GuardedMatrix(rows: rows, columns: count) { _, _ in A.Scalar(numbers.uniform(-6, 6)) }
          let output = GuardedMatrix<A.Scalar>(rows: rows, columns: width)
          let operation = unsafe ActivationValues(
            activation: activation, rows: rows, count: count, input: Rows(base: input.pointer, stride: input.rowStride),
            output: MutableRows(base: output.pointer, stride: output.rowStride))
          A.perform(operation, rowWidth: width)
          for m in 0..<rows {
            let values = reference.values((0..<count).map { Double(input[m, $0]) })
            for n in 0..<width {
              let x = n < count ? Double(input[m, n]) : 0, found = Double(output[m, n])
              let wanted = n < count ? values[n] : 0
              // Curves are products and differences: absolute beside 1.
              let error = relativeError(found, wanted, floor: activation.isFused ? 1e-300 : 1)
              try check(error <= 8 * Double(A.Scalar.ulpOfOne), "f(\(x)) is \(found) at \(m), \(n)")
            }
          }
          try input.checkFences("input")
          try output.checkFences("output")
        }
      }
    }
  }

  private func gradients<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 6)
    try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
      try withEvery("rows", [1, 3, 4]) { rows in
        try withEvery("count", raggedSizes) { count in
          let width = RowWidth.padded(count), reference = ReferenceActivation(naming: activation)
          let x = GuardedMatrix(rows: rows, columns: width) { _, _ in numbers.uniform(-3, 3) }
          let output = GuardedMatrix(rows: rows, columns: width) { m, n in A.Scalar(reference.value(x[m, n])) }
          let delta = GuardedMatrix(rows: rows, columns: width) { _, n in n < count ? A.Scalar(numbers.uniform()) : 0 }
          let before = delta.values
          let operation = unsafe ActivationGradient(
            activation: activation, rows: rows, columns: width,
            output: Rows(base: output.pointer, stride: output.rowStride),
            delta: MutableRows(base: delta.pointer, stride: delta.rowStride))
          A.perform(operation, rowWidth: width)
          for m in 0..<rows {
            for n in 0..<width {
              let dy = Double(before[m * width + n]), found = Double(delta[m, n])
              if n >= count { try check(found == 0, "pad lane \(n) is \(found)") }
              // 1 - y^2 of a rounded y loses digits where y is near 1: absolute there.
              let error = abs(found - dy * reference.derivative(x[m, n]))
              try check(error <= 4 * Double(A.Scalar.ulpOfOne), "f'(\(x[m, n])) dy is off by \(error) at \(m), \(n)")
            }
          }
          try output.checkFences("output")
          try delta.checkFences("delta")
        }
      }
    }
  }

  /// Those that are not fused, by what they were applied to.
  private func slopes<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 7)
    try withEvery("activation", Activation.allCases.filter { !$0.isFused && $0 != .softmax }) { activation in
      try withEvery("count", raggedSizes) { count in
        let width = RowWidth.padded(count), rows = 3, reference = ReferenceActivation(naming: activation)
        let x = GuardedMatrix(rows: rows, columns: count) { _, _ in A.Scalar(numbers.uniform(-6, 6)) }
        let delta = GuardedMatrix(rows: rows, columns: width) { _, n in n < count ? A.Scalar(numbers.uniform()) : 0 }
        let before = delta.values
        let operation = unsafe CurveGradient(
          activation: activation, rows: rows, count: count, input: Rows(base: x.pointer, stride: x.rowStride),
          delta: MutableRows(base: delta.pointer, stride: delta.rowStride))
        A.perform(operation, rowWidth: width)
        for m in 0..<rows {
          for n in 0..<width {
            let dy = Double(before[m * width + n]), found = Double(delta[m, n])
            let wanted = n < count ? dy * reference.derivative(Double(x[m, n])) : 0
            try check(
              abs(found - wanted) <= 8 * Double(A.Scalar.ulpOfOne),
              "f' dy is \(found), expected \(wanted) at \(m), \(n)")
          }
        }
        try x.checkFences("input")
        try delta.checkFences("delta")
      }
    }
  }

  @Test func gradientsOfSoftmaxMatchItsJacobian() throws {
    try softmaxGradients(Portable<Float>.self)
    try softmaxGradients(Portable<Double>.self)
    try softmaxGradients(Fused<Float>.self)
  }

  private func softmaxGradients<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 8)
    try withEvery("count", raggedSizes) { count in
      let width = RowWidth.padded(count), rows = 3
      let x = (0..<rows).map { _ in numbers.list(count, -6, 6) }, y = x.map(ReferenceActivation.softmax.values)
      let output = GuardedMatrix(rows: rows, columns: width) { m, n in n < count ? A.Scalar(y[m][n]) : 0 }
      let delta = GuardedMatrix(rows: rows, columns: width) { _, n in n < count ? A.Scalar(numbers.uniform()) : 0 }
      let before = delta.values.map(Double.init)
      let operation = unsafe SoftmaxGradient(
        rows: rows, count: count, output: Rows(base: output.pointer, stride: output.rowStride),
        delta: MutableRows(base: delta.pointer, stride: delta.rowStride))
      A.perform(operation, rowWidth: width)
      for m in 0..<rows {
        let wanted = ReferenceActivation.softmax.gradient(x[m], Array(before[m * width..<m * width + count]))
        for n in 0..<width {
          let error = abs(Double(delta[m, n]) - (n < count ? wanted[n] : 0))
          try check(error <= 8 * Double(A.Scalar.ulpOfOne), "the gradient is off by \(error) at \(m), \(n)")
        }
      }
      try output.checkFences("output")
      try delta.checkFences("delta")
    }
  }

  /// Logits of any size, a row of one number, and of equal ones.
  @Test func softmaxIsStable() throws {
    typealias A = Portable<Float>
    let rows: [[Float]] = [[3e38, -3e38, 0], [1e4, 1e4, 1e4], [-1e30, -1e30, -1e30], [0, 88, 89], [-200, 0, -59]]
    for row in rows + [[5]] {
      let input = GuardedMatrix(row), width = RowWidth.padded(row.count)
      let output = GuardedMatrix<Float>(rows: 1, columns: width)
      let operation = unsafe ActivationValues(
        activation: .softmax, rows: 1, count: row.count, input: Rows(base: input.pointer, stride: row.count),
        output: MutableRows(base: output.pointer, stride: width))
      A.perform(operation, rowWidth: width)
      let wanted = MidgeTestSupport.softmax(row.map(Double.init))
      for n in 0..<width {
        let error = abs(Double(output[0, n]) - (n < row.count ? wanted[n] : 0))
        try check(error <= 2 * Double(Float.ulpOfOne), "softmax of \(row) is \(output[0, n]) at \(n)")
      }
    }
  }
}
