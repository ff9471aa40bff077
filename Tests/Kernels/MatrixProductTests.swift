import MidgeKernels
import MidgeTestSupport
import Testing

/// Sums and finishes of products of every extent, in every plan of tiles.
struct MatrixProductTests {
  /// On both sides of every tile's edge: of 2, 4, 6, 8 and 16 rows.
  static let rowCounts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17, 23, 33, 70]
  /// Widths of 4, 8, 16, 32, 48, 64, 80 and 112 scalars: every mixture of panels.
  static let columnCounts = [1, 4, 5, 8, 9, 17, 33, 64, 65, 97]
  static let depths = [1, 2, 3, 4, 5, 8, 9, 17, 33, 70]

  @Test func productsMatchTheReferenceOnRaggedSizes() throws {
    try productsMatch(Portable<Float>.self)
    try productsMatch(Portable<Double>.self)
    try productsMatch(Fused<Float>.self)
    try productsMatch(MediumPortable<Float>.self)
    try productsMatch(LargePortable<Float>.self)
  }

  /// In order over the depth, each step rounded as the arithmetic says: this fixes every bit, whatever tile or vector computes it.
  @Test func everyElementIsSummedInOrderToTheBit() throws {
    try bitsMatch(Portable<Float>.self)
    try bitsMatch(Portable<Double>.self)
    try bitsMatch(Fused<Float>.self)
    try bitsMatch(FusedWide<Float>.self)
    try bitsMatch(MediumPortable<Float>.self)
    try bitsMatch(LargePortable<Float>.self)
  }

  /// Panels too deep for the second cache: 256 KB of B are 1024 to 16,384 rows of `Float`, by the tile's width.
  @Test func blocksOfADeepProductChangeNoBit() throws {
    try deepBitsMatch(Portable<Float>.self)
    try deepBitsMatch(Portable<Double>.self)
    try deepBitsMatch(Fused<Float>.self)
    try deepBitsMatch(LargePortable<Float>.self)
  }

  private func productsMatch<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 1), turn = 0
    try withEvery("rows", Self.rowCounts) { rows in
      try withEvery("columns", Self.columnCounts) { columns in
        try withEvery("depth", Self.depths) { depth in
          turn += 1
          let sample = ProductCase<A.Scalar>(
            rows: rows, columns: columns, depth: depth, transposed: turn % 2 == 0,
            start: StartCase.allCases[turn % 3]
          ) { A.Scalar(numbers.dyadic()) }
          let before = sample.c.values
          plainProduct(A.self, sample)
          try sample.checkAgainstReference(before: before)
        }
      }
    }
  }

  private func bitsMatch<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try withEvery("rows", Self.rowCounts) { rows in
      try withEvery("columns", Self.columnCounts) { columns in
        try withEvery("depth", Self.depths) { depth in try bits(A.self, rows, columns, depth) }
      }
    }
  }

  private func deepBitsMatch<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try withEvery("rows", [1, 6, 14, 17]) { rows in
      try withEvery("columns", [4, 8, 13, 32, 64, 97]) { columns in
        if columns == 4 && rows == 6 { try bits(A.self, rows, columns, 16_385) }
        try withEvery("depth", [257, 1023, 1024, 1025, 2049, 4097, 8193]) { depth in
          try bits(A.self, rows, columns, depth)
        }
      }
    }
  }

  private func bits<A: Arithmetic>(_ arithmetic: A.Type, _ rows: Int, _ columns: Int, _ depth: Int) throws {
    var numbers = TestNumbers(seed: rows + 100 * columns + 10_000 * depth)
    let sample = ProductCase<A.Scalar>(
      rows: rows, columns: columns, depth: depth, transposed: depth % 2 == 0, start: StartCase.allCases[depth % 3]
    ) { A.Scalar(numbers.uniform()) }
    let before = sample.c.values, expected = sums(A.self, sample, before)
    plainProduct(A.self, sample)
    let difference = firstDifference(sample.c.values, expected, rowLength: sample.width)
    try check(difference == nil, "\(arithmetic): element \(difference ?? "")")
    try sample.checkFences()
  }
}

struct ProductFinishTests {
  @Test func activationsAreThoseOfTheSumsAndClearThePads() throws {
    try activations(Portable<Float>.self)
    try activations(MediumPortable<Float>.self)
    try activations(LargePortable<Float>.self)
  }

  @Test func gradientsAreThoseOfTheSums() throws {
    try gradients(Portable<Float>.self)
    try gradients(MediumPortable<Float>.self)
    try gradients(LargePortable<Float>.self)
  }

  /// Where nothing but the smallest tile meets a NaN, and where all do.
  @Test func aNaNReachesTheOutputsOfEveryActivation() throws {
    try notANumber(Portable<Float>.self)
    try notANumber(MediumPortable<Float>.self)
    try notANumber(LargePortable<Float>.self)
  }

  private func activations<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try sweep(A.self, pads: false) { sample, expected, columns in
      try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
        sample.clear()
        product(A.self, sample, ActivationFinish(activation, count: columns))
        for n in sample.c.values.indices {
          let wanted = n % sample.width < columns ? A.value(activation, expected[n]) : 0
          let found = sample.c.values[n]
          try check(
            haveSameBits(found, wanted), "\(arithmetic): number \(n) is \(found), not f(\(expected[n])) = \(wanted)")
        }
        try sample.checkFences()
      }
    }
  }

  private func gradients<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 12)
    try sweep(A.self, pads: false) { sample, expected, columns in
      let outputs = GuardedMatrix(rows: sample.rows, columns: sample.width) { _, n in
        n < columns ? A.Scalar(numbers.uniform()) : 0
      }
      try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
        sample.clear()
        unsafe product(
          A.self, sample, GradientFinish(activation, outputs: Rows(base: outputs.pointer, stride: outputs.rowStride)))
        let found = sample.c.values, y = outputs.values
        for n in found.indices {
          let wanted = A.gradient(activation, expected[n], output: y[n])
          try check(
            found[n] == wanted && (n % sample.width < columns || found[n] == 0),
            "\(arithmetic): number \(n) is \(found[n]), not f' * \(expected[n]) = \(wanted)")
        }
        try sample.checkFences()
        try outputs.checkFences("outputs")
      }
    }
  }

  private func notANumber<A: Arithmetic>(_ arithmetic: A.Type) throws {
    try withEvery("activation", Activation.allCases.filter(\.isFused)) { activation in
      try withEvery("columns", [4, 8, 16, 32, 64]) { columns in
        try withEvery("rows", [1, 16, 17]) { rows in
          let sample = ProductCase<A.Scalar>(
            rows: rows, columns: columns, depth: 3, transposed: false, start: .row
          ) { 0.5 }
          sample.a[rows - 1, 1] = .nan
          product(A.self, sample, ActivationFinish(activation, count: columns))
          for n in 0..<columns {
            try check(sample.c[rows - 1, n].isNaN, "\(arithmetic): column \(n) is \(sample.c[rows - 1, n])")
          }
        }
      }
    }
  }

  /// Calls `use` with a product, what its sums are to the bit, and how many columns are no pads.
  private func sweep<A: Arithmetic>(
    _ arithmetic: A.Type, pads: Bool, _ use: (ProductCase<A.Scalar>, [A.Scalar], Int) throws -> Void
  ) throws {
    var numbers = TestNumbers(seed: 2)
    try withEvery("rows", [1, 3, 6, 17, 23]) { rows in
      try withEvery("columns", MatrixProductTests.columnCounts) { columns in
        try withEvery("depth", columns < 65 ? [1, 5, 33] : [5, 300]) { depth in
          let sample = ProductCase<A.Scalar>(
            rows: rows, columns: columns, depth: depth, transposed: false, start: depth == 5 ? .row : .zero, pads: pads
          ) { A.Scalar(numbers.uniform(-2, 2)) }
          try use(sample, sums(A.self, sample, sample.c.values), columns)
        }
      }
    }
  }
}

struct ProductUpdateTests {
  /// Tile by tile, to the bits of the whole gradient and then the whole update.
  @Test func anUpdateAtTheEndIsTheProductThenTheUpdate() throws {
    try updates(Portable<Float>.self)
    try updates(Fused<Float>.self)
    try updates(LargePortable<Float>.self)
  }

  /// Some so deep that panels of every width go in blocks. 40: deeper than there are parts of an update to do beside the sums, which a panel of 33
  /// rows, tiles of sixteen beside each other, has too.
  private static func depths(rows: Int, columns: Int) -> [Int] {
    switch (rows, columns) {
    case (4, 64): [2049]
    case (9, 64): [1, 7, 40, 300, 2049]
    case (33, _): [7, 40]
    case (9, 17), (14, 17): [1, 7, 300, 4097, 5000]
    default: [1, 7, 300]
    }
  }

  private func updates<A: Arithmetic>(_ arithmetic: A.Type) throws {
    var numbers = TestNumbers(seed: 14)
    try withEvery("rule", UpdateCase<A.Scalar>.rules.indices) { index in
      let rule = UpdateCase<A.Scalar>.rules[index]
      try withEvery("rows", [1, 4, 9, 14, 23, 33]) { rows in
        try withEvery("columns", MatrixProductTests.columnCounts) { columns in
          try withEvery("depth", Self.depths(rows: rows, columns: columns)) { depth in
            let start = depth == 7 || depth == 4097 ? StartCase.existing : .zero
            let sample = ProductCase<A.Scalar>(
              rows: rows, columns: columns, depth: depth, transposed: true, start: start
            ) { A.Scalar(numbers.uniform()) }
            let expected = sums(A.self, sample, sample.c.values)
            let buffers = UpdateCase<A.Scalar>(rows: rows, columns: sample.width) { A.Scalar(numbers.uniform()) }
            let wanted = buffers.updated(A.self, rule, gradients: expected)
            let update = unsafe ParameterUpdate(rule, buffers.buffers(gradients: sample.c.pointer))
            transposedProduct(A.self, sample, UpdateFinish(update))
            var results = [
              ("parameter", buffers.parameters.values, wanted.parameters),
              ("moment", buffers.moments.values, wanted.moments),
            ]
            if case .none = rule { results.append(("gradient", sample.c.values, expected)) }
            for (name, found, wanted) in results {
              let difference = firstDifference(found, wanted, rowLength: sample.width)
              try check(difference == nil, "\(arithmetic): \(name) \(difference ?? "")")
            }
            try sample.checkFences()
            try buffers.checkFences()
          }
        }
      }
    }
  }
}

/// The product as it is.
private struct PlainFinish<Scalar: KernelScalar>: ProductFinish {}

/// By turns with rows of a stride that may be a constant and of one that is not. Not inlined: one copy of the kernel for each arithmetic and
/// finish, or this file alone compiles for half a minute.
@inline(never)
private func product<A: Arithmetic, Finish: ProductFinish>(
  _ arithmetic: A.Type, _ sample: ProductCase<A.Scalar>, _ finish: Finish
) where Finish.Scalar == A.Scalar {
  if (sample.rows + sample.depth) % 2 == 0 {
    sample.operation(finish, RowOffsets(stride: sample.a.rowStride)).run(A.self)
  } else {
    sample.operation(finish, FixedRows(stride: sample.a.rowStride)).run(A.self)
  }
}

/// Of an operand that lies either way.
private func plainProduct<A: Arithmetic>(_ arithmetic: A.Type, _ sample: ProductCase<A.Scalar>) {
  if sample.a.columnStride == 1 {
    product(A.self, sample, PlainFinish())
  } else {
    transposedProduct(A.self, sample, PlainFinish())
  }
}

/// With the left operand's rows side by side.
@inline(never)
private func transposedProduct<A: Arithmetic, Finish: ProductFinish>(
  _ arithmetic: A.Type, _ sample: ProductCase<A.Scalar>, _ finish: Finish
) where Finish.Scalar == A.Scalar {
  sample.operation(finish, AdjacentRows(depthStride: sample.a.columnStride)).run(A.self)
}

/// Start and products in order of the depth.
@inline(never)
private func sums<A: Arithmetic>(
  _ arithmetic: A.Type, _ sample: ProductCase<A.Scalar>, _ before: [A.Scalar]
) -> [A.Scalar] {
  var sums = before
  let b = sample.b.values, bias = sample.bias.values, width = sample.width
  for m in 0..<sample.rows {
    for n in 0..<width where sample.start != .existing { sums[m * width + n] = sample.start == .row ? bias[n] : 0 }
    for k in 0..<sample.depth {
      let a = sample.a[m, k]
      for n in 0..<width { sums[m * width + n] = A.multiplyAdd(a, b[k * width + n], sums[m * width + n]) }
    }
  }
  return sums
}
