import MidgeHeader
import MidgeModel

/// A network as C holds it: one block of memory, which begins with its header.
///
///     header | text of the last error | ModelTrainer or ModelPredictor | the trainer's or predictor's own memory
@safe struct Network {
  struct Header {
    /// Tells a live network at this address from anything else.
    var mark: UInt
    let byteCount: Int
    let isOwned: Bool
    let isPredictor: Bool
    let loss: Loss
    let reduction: Reduction
  }

  // Computed, not stored: what is stored is made by the first thread to ask, and Embedded Swift does not keep a second one waiting.
  static var alignment: Int { ArenaLayout.alignment }
  static var textCapacity: Int { MemoryLayout<midge_error>.size }
  private static var textOffset: Int { rounded(MemoryLayout<Header>.size) }
  private static var faceOffset: Int { textOffset + rounded(textCapacity) }
  /// Where the memory of the trainer or predictor begins.
  static var arenaOffset: Int {
    faceOffset + max(rounded(MemoryLayout<ModelTrainer>.size), rounded(MemoryLayout<ModelPredictor>.size))
  }

  private static func rounded(_ byteCount: Int) -> Int { (byteCount + alignment - 1) / alignment * alignment }

  let base: UnsafeMutableRawPointer

  /// A block that is to become a network.
  init(block: UnsafeMutableRawPointer) { unsafe base = block }

  /// The live network of a handle.
  init(_ handle: OpaquePointer?) throws(Failure) {
    guard let handle = unsafe handle else { throw Failure(MIDGE_ERROR_HANDLE, "network: ", "NULL") }
    unsafe base = UnsafeMutableRawPointer(handle)
    guard unsafe Int(bitPattern: base) % Network.alignment == 0, unsafe header.pointee.mark == liveMark else {
      throw Failure(MIDGE_ERROR_HANDLE, "network: ", "not a network, or one that was destroyed")
    }
  }

  var handle: OpaquePointer { unsafe OpaquePointer(base) }
  var liveMark: UInt { unsafe UInt(bitPattern: base) ^ 0x6d69_6467_6521_a57e }

  var header: UnsafeMutablePointer<Header> { unsafe base.assumingMemoryBound(to: Header.self) }
  var text: UnsafeMutablePointer<CChar> { unsafe (base + Network.textOffset).assumingMemoryBound(to: CChar.self) }
  var trainerPlace: UnsafeMutablePointer<ModelTrainer> {
    unsafe (base + Network.faceOffset).assumingMemoryBound(to: ModelTrainer.self)
  }
  var predictor: UnsafeMutablePointer<ModelPredictor> {
    unsafe (base + Network.faceOffset).assumingMemoryBound(to: ModelPredictor.self)
  }
  var isPredictor: Bool { unsafe header.pointee.isPredictor }

  /// What trains; refused where the network only predicts.
  func trainer() throws(Failure) -> UnsafeMutablePointer<ModelTrainer> {
    if isPredictor { throw Failure(MIDGE_ERROR_PURPOSE, "network: ", "made for prediction only") }
    return unsafe trainerPlace
  }

  var extents: NetworkExtents {
    unsafe isPredictor ? predictor.pointee.extents : trainerPlace.pointee.extents
  }
}

/// Runs a call on a live network. What it throws becomes the status, and the network's last error.
@inline(__always)
func call(_ handle: OpaquePointer?, _ body: (Network) throws(Failure) -> Void) -> midge_status {
  let network: Network
  do throws(Failure) { network = try unsafe Network(handle) } catch { return error.status }
  do throws(Failure) {
    try body(network)
    return MIDGE_OK
  } catch {
    unsafe error.write(to: network.text, capacity: Network.textCapacity)
    return error.status
  }
}
