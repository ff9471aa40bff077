import AllocationCounter
import Testing

private final class Box {
  let value: Int
  init(_ value: Int) { self.value = value }
}

/// Where allocations go that must not be optimised away.
@safe private enum Sink {
  nonisolated(unsafe) static var block: UnsafeMutableRawPointer?
  nonisolated(unsafe) static var boxes: (Box?, Box?, Box?) = (nil, nil, nil)
}

/// Before a count of 0 means anything, known counts must be read.
@Suite(.serialized)
struct CounterTests {
  @Test
  func `nothing counts as nothing`() {
    #expect(allocationCounterIsLive() == 1)
    #expect(allocations {} == .none)
  }

  @Test(arguments: [16, 64, 4096])
  func `one block counts as one, with its bytes`(_ alignment: Int) {
    let counted = allocations {
      unsafe Sink.block = UnsafeMutableRawPointer.allocate(byteCount: 8192, alignment: alignment)
    }
    unsafe Sink.block?.deallocate()
    #expect(counted == Allocations(count: 1, bytes: 8192))
  }

  @Test
  func `three objects that escape count as three`() {
    unsafe Sink.boxes = (Box(0), Box(0), Box(0))
    let counted = allocations { unsafe Sink.boxes = (Box(1), Box(2), Box(3)) }
    #expect(counted == Allocations(count: 3, bytes: 3 * 24))
  }

  @Test
  func `a growing array is counted`() {
    var numbers: [Int] = []
    let counted = allocations { for number in 0..<1000 { numbers.append(number) } }
    #expect(counted.count > 5)
    #expect(numbers.count == 1000)
  }
}
