extension Arena {
  /// Lent memory as an arena; what does not do is an error here, not a trap.
  @usableFromInline
  static func lent(_ memory: UnsafeMutableRawBufferPointer, needing byteCount: Int) throws(ModelError) -> Arena {
    guard unsafe accepts(memory, needing: byteCount) else {
      throw unsafe .memory(byteCount: memory.count, neededByteCount: byteCount)
    }
    return unsafe Arena(borrowing: memory, needing: byteCount)
  }
}

extension LayerStack {
  /// The network of measured layers, its descriptions at the start of the arena that it will compute in.
  @usableFromInline
  init(_ layers: Span<LayerShape>, extents: NetworkExtents, in arena: borrowing Arena) {
    unsafe self.init(measured: layers, extents: extents, records: arena.records(LayerShape.self))
  }
}
