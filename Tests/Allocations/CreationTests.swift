import AllocationCounter
import Midge
import MidgeModel
import Testing

/// Creation allocates the block and nothing else; where memory is lent, nothing. Each is done once before it is counted.
struct CreationTests {
  let network = Network {
    Dense<3, 13>(); ReLU(); Dense<13, 5>()
  }
  let layers = Workload.layers(.relu)

  @Test
  func `a typed trainer is one allocation, of the bytes it says`() {
    for isWarm in [false, true] {
      let before = allocationCounts()
      let trainer = Trainer(network, loss: CrossEntropyLoss(), optimizer: Adam())
      let counted = allocations(since: before)
      if isWarm { #expect(counted == Allocations(count: 1, bytes: trainer.byteCount)) }
    }
  }

  @Test
  func `a typed trainer in lent memory is no allocation`() {
    let byteCount = Trainer<_, CrossEntropyLoss, _, NativeFloat>.byteCount(network, optimizer: Adam())
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
    defer { unsafe memory.deallocate() }
    for isWarm in [false, true] {
      let before = allocationCounts()
      let trainer = unsafe Trainer(network, loss: CrossEntropyLoss(), optimizer: Adam(), memory: memory)
      let counted = allocations(since: before)
      if isWarm { #expect(counted == .none) }
      #expect(trainer.byteCount == byteCount)
    }
  }

  @Test
  func `a typed predictor is one allocation, or none in lent memory`() {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
    defer { unsafe memory.deallocate() }
    for isWarm in [false, true] {
      let before = allocationCounts()
      let owner = Predictor(network)
      let middle = allocationCounts()
      let borrower = unsafe Predictor(network, memory: memory)
      if isWarm {
        #expect(allocations(since: middle) == .none)
        #expect(middle.allocations - before.allocations == 1)
      }
      #expect(owner.layout == borrower.layout)
    }
  }

  @Test
  func `a run-time trainer is one allocation, of the bytes it says`() throws {
    for isWarm in [false, true] {
      let before = allocationCounts()
      let trainer = try ModelTrainer(layers.span, loss: .crossEntropy, optimizer: .adam(Adam()))
      let counted = allocations(since: before)
      if isWarm { #expect(counted == Allocations(count: 1, bytes: trainer.byteCount)) }
    }
  }

  @Test
  func `a run-time trainer in lent memory is no allocation`() throws {
    let byteCount = try ModelTrainer.byteCount(layers.span, optimizer: .adam(Adam()))
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
    defer { unsafe memory.deallocate() }
    for isWarm in [false, true] {
      let before = allocationCounts()
      let trainer = try unsafe ModelTrainer(
        layers.span, loss: .crossEntropy, optimizer: .adam(Adam()), memory: memory)
      let counted = allocations(since: before)
      if isWarm { #expect(counted == .none) }
      #expect(trainer.byteCount == byteCount)
    }
  }

  @Test
  func `a run-time predictor is one allocation`() throws {
    for isWarm in [false, true] {
      let before = allocationCounts()
      let predictor = try ModelPredictor(layers.span)
      let counted = allocations(since: before)
      if isWarm { #expect(counted.count == 1) }
      #expect(predictor.extents.outputCount == 5)
    }
  }
}
