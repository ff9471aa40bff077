/// The update of a vector between its parts: it waits for a root, then for a quotient.
public struct UnfinishedUpdate<V: KernelVector> {
  /// In scalars from the start of the buffers; below 0, there is none.
  @usableFromInline var place: Int
  /// The first moment, which is still to be divided; else `value` is what the parameters change by.
  @usableFromInline var isUndivided: Bool
  @usableFromInline var value: V
  @usableFromInline let root: V

  @inlinable @inline(always)
  init(place: Int, firstMoment value: V, root: V) {
    (self.place, self.value, self.root) = (place, value, root)
    isUndivided = true
  }

  /// None.
  @inlinable @inline(always)
  init() {
    (place, value, root) = (-1, .zero, .zero)
    isUndivided = false
  }

  @inlinable @inline(always)
  var isNone: Bool { place < 0 }
}

extension AdamUpdate {
  /// The first of the three parts of `apply`; after each of the first two, a caller has something else to do while the processor divides.
  @inlinable @inline(always)
  func begin<V: KernelVector>(_ g: V, _ buffers: UpdateBuffers<Scalar>, at offset: Int) -> UnfinishedUpdate<V>
  where V.Scalar == Scalar {
    let v = unsafe moments(g, buffers, at: offset)
    return UnfinishedUpdate(place: offset, firstMoment: v.first, root: v.second.squareRoot())
  }

  @inlinable @inline(always)
  func divide<V: KernelVector>(_ update: inout UnfinishedUpdate<V>) where V.Scalar == Scalar {
    update.value = change(update.value, root: update.root)
    update.isUndivided = false
  }

  @inlinable @inline(always)
  func end<V: KernelVector>(_ update: inout UnfinishedUpdate<V>, _ buffers: UpdateBuffers<Scalar>)
  where V.Scalar == Scalar {
    unsafe add(update.value, buffers, at: update.place)
    update.place = -1
  }
}
