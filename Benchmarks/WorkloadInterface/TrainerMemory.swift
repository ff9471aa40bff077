import MidgeCore

/// Where a trainer's numbers lie, and the memory for them: made here, in code for every processor, and not inlined into code that is
/// not. Creation is not what is measured.
public enum TrainerMemory {
  @inline(never)
  @_semantics("optimize.no.crossmodule")
  public static func layout(_ extents: NetworkExtents, momentCount: Int, rowCapacity: Int) -> ArenaLayout {
    ArenaLayout(training: extents, Float.self, momentCount: momentCount, rowCapacity: rowCapacity)
  }

  @inline(never)
  @_semantics("optimize.no.crossmodule")
  public static func arena(_ layout: ArenaLayout) -> Arena { Arena(owning: layout.byteCount) }
}
