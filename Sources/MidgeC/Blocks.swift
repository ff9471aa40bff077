import MidgeHeader
import MidgeModel

/// Making and giving back the block of a network.
extension Network {
  /// Bytes of the block for layers and options.
  static func byteCount(_ layers: Span<LayerShape>, _ options: Options) throws(Failure) -> Int {
    do throws(ModelError) {
      let arena =
        options.isPredictor
        ? try ModelPredictor.byteCount(layers, rowCapacity: options.rowCapacity)
        : try ModelTrainer.byteCount(layers, optimizer: options.optimizer, rowCapacity: options.rowCapacity)
      return arenaOffset + arena
    } catch {
      throw Failure(error)
    }
  }

  /// A network in lent memory, or where there is none in a block of the heap.
  static func make(
    _ layers: Span<LayerShape>, _ options: Options, _ loss: Loss, _ reduction: Reduction,
    _ memory: UnsafeMutableRawPointer?, _ memoryByteCount: Int
  ) throws(Failure) -> Network {
    let byteCount = try byteCount(layers, options), isOwned = unsafe memory == nil
    let block: UnsafeMutableRawPointer
    if let memory = unsafe memory {
      unsafe block = try accept(memory, memoryByteCount, needing: byteCount)
    } else {
      unsafe block = try allocate(byteCount)
    }
    let network = unsafe Network(block: block)
    do throws(ModelError) {
      try network.start(layers, options, loss, reduction, byteCount: byteCount)
    } catch {
      if isOwned { unsafe free(block) }
      throw Failure(error)
    }
    unsafe network.header.initialize(
      to: Header(
        mark: network.liveMark, byteCount: byteCount, isOwned: isOwned, isPredictor: options.isPredictor, loss: loss,
        reduction: reduction))
    unsafe network.text.initialize(repeating: 0, count: textCapacity)
    return network
  }

  private func start(
    _ layers: Span<LayerShape>, _ options: Options, _ loss: Loss, _ reduction: Reduction, byteCount: Int
  ) throws(ModelError) {
    let arena = unsafe UnsafeMutableRawBufferPointer(
      start: base + Network.arenaOffset, count: byteCount - Network.arenaOffset)
    if options.isPredictor {
      unsafe predictor.initialize(
        to: try ModelPredictor(
          layers, rowCapacity: options.rowCapacity, instructionSet: options.instructionSet, memory: arena))
    } else {
      unsafe trainerPlace.initialize(
        to: try ModelTrainer(
          layers, loss: loss, optimizer: options.optimizer, reduction: reduction, seed: options.seed,
          initializer: options.initializer, rowCapacity: options.rowCapacity, instructionSet: options.instructionSet,
          memory: arena))
      unsafe trainerPlace.pointee.regularization = options.regularization
    }
  }

  private static func accept(
    _ memory: UnsafeMutableRawPointer, _ found: Int, needing byteCount: Int
  ) throws(Failure) -> UnsafeMutableRawPointer {
    guard Int(bitPattern: memory) % alignment == 0 else {
      throw Failure(MIDGE_ERROR_MEMORY, "memory", ": must start at a multiple of 64 bytes")
    }
    guard found >= byteCount else {
      throw Failure(MIDGE_ERROR_MEMORY, "memory_byte_count", ": too small; needed are ", byteCount)
    }
    return unsafe memory
  }

  private static func allocate(_ byteCount: Int) throws(Failure) -> UnsafeMutableRawPointer {
    var block: UnsafeMutableRawPointer?
    guard unsafe posix_memalign(&block, alignment, byteCount) == 0, let block = unsafe block else {
      throw Failure(MIDGE_ERROR_MEMORY, "memory", ": the heap has no room for this many bytes: ", byteCount)
    }
    return unsafe block
  }

  /// After this the handle is not a network's.
  func end() {
    let isOwned = unsafe header.pointee.isOwned
    if isPredictor { unsafe predictor.deinitialize(count: 1) } else { unsafe trainerPlace.deinitialize(count: 1) }
    unsafe header.pointee.mark = 0
    if isOwned { unsafe free(base) }
  }
}
