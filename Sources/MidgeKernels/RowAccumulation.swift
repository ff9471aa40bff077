/// Where the gradients of a layer's rows go when there is one sample.
public protocol RowAccumulation<Scalar> {
  associatedtype Scalar: KernelScalar
  var buffers: UpdateBuffers<Scalar> { get }
  /// Accounts for the gradient a * b of the weights at a place; returns the weights as they were.
  func add<V: KernelVector>(_ a: V, _ b: V, at offset: Int) -> V where V.Scalar == Scalar
}

extension RowAccumulation {
  /// The weights at a place, as they are.
  @inlinable @inline(always)
  func weights<V: KernelVector>(_ vector: V.Type, at offset: Int) -> V where V.Scalar == Scalar {
    unsafe V(loading: buffers.parameters + offset)
  }

  /// The gradient of a bias row is dy itself; `first` is its first vector.
  @inlinable @inline(always)
  func bias<V: KernelVector>(_ first: V, _ dy: UnsafePointer<Scalar>, columns: Int, at offset: Int)
  where V.Scalar == Scalar {
    let one = V(repeating: 1)
    _ = add(one, first, at: offset)
    for column in stride(from: V.laneCount, to: columns, by: V.laneCount) {
      _ = add(one, unsafe V(loading: dy + column), at: offset &+ column)
    }
  }
}

/// Straight into the weights: for plain gradient descent. The caller knows that no gradient waits to be added to.
@safe public struct RowDescent<Scalar: KernelScalar>: RowAccumulation {
  @usableFromInline let update: GradientDescentUpdate<Scalar>
  public let buffers: UpdateBuffers<Scalar>

  /// Nil where the rule is another.
  @inlinable @inline(always)
  public init?(_ update: ParameterUpdate<Scalar>) {
    guard case .gradientDescent(let rate) = update.rule else { return nil }
    self.update = GradientDescentUpdate(rate: rate)
    unsafe buffers = update.buffers
  }

  @inlinable @inline(always)
  public func add<V: KernelVector>(_ a: V, _ b: V, at offset: Int) -> V where V.Scalar == Scalar {
    let w = weights(V.self, at: offset)
    unsafe update.apply(a * b, buffers, at: offset)
    return w
  }
}

/// Into the gradient buffer, from which an update of the whole layer takes it.
@safe public struct RowGradient<Scalar: KernelScalar>: RowAccumulation {
  public let buffers: UpdateBuffers<Scalar>
  @usableFromInline let accumulates: Bool

  /// - Parameter accumulates: adds to what the buffer holds; else overwrites it.
  @inlinable @inline(always)
  public init(_ update: ParameterUpdate<Scalar>, accumulates: Bool) {
    unsafe buffers = update.buffers
    self.accumulates = accumulates
  }

  @inlinable @inline(always)
  public func add<V: KernelVector>(_ a: V, _ b: V, at offset: Int) -> V where V.Scalar == Scalar {
    let place = unsafe buffers.gradients + offset
    unsafe (accumulates ? V.multiplyAdd(a, b, V(loading: place)) : a * b).store(to: place)
    return weights(V.self, at: offset)
  }
}
