import AllocationCounter

/// What a piece of code asks of the heap, on its own thread: other tests may run beside it.
struct Allocations: Equatable {
  var count: Int
  var bytes: Int
  static let none = Allocations(count: 0, bytes: 0)
}

@inline(never)
func allocations(of body: () -> Void) -> Allocations {
  let before = allocationCounts()
  body()
  return allocations(since: before)
}

func allocations(since before: AllocationCounts) -> Allocations {
  let now = allocationCounts()
  return Allocations(count: Int(now.allocations - before.allocations), bytes: Int(now.bytes - before.bytes))
}
