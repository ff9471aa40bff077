// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeFormats
import MidgeHeader
import MidgeModel

@c @implementation
public func midge_save(
  _ network: OpaquePointer?, _ bytes: UnsafeMutableRawPointer?, _ capacity: Int, _ byteCount: UnsafeMutablePointer<Int>?
) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in
    let place = try unsafe present(byteCount, "byte_count")
    guard capacity >= 0 else { throw .argument("capacity", ": must not be negative, but is ", capacity) }
    let file = try network.encoded()
    unsafe place.pointee = file.count
    guard let bytes = unsafe bytes else { return }
    guard capacity >= file.count else {
      throw Failure(MIDGE_ERROR_CAPACITY, "capacity", ": too small; needed are ", file.count)
    }
    for index in file.indices { unsafe bytes.storeBytes(of: file[index], toByteOffset: index, as: UInt8.self) }
  }
}

@c @implementation
public func midge_load(_ network: OpaquePointer?, _ bytes: UnsafeRawPointer?, _ byteCount: Int) -> midge_status {
  unsafe call(network) { (network) throws(Failure) in try network.load(try unsafe readModel(bytes, byteCount)) }
}

/// A model file in memory, its checksum verified.
func readModel(_ bytes: UnsafeRawPointer?, _ byteCount: Int) throws(Failure) -> SafeTensors {
  guard let bytes = unsafe bytes else { throw .argument("model", ": NULL") }
  guard byteCount >= 0 else { throw .argument("model_byte_count", ": must not be negative, but is ", byteCount) }
  return try formatted { () throws(FormatError) in
    let file = try SafeTensors(decoding: unsafe Array(UnsafeRawBufferPointer(start: bytes, count: byteCount)))
    try file.verifyChecksum()
    return file
  }
}

/// The layers of a model, whose tensors are known to be there.
func layers(of file: SafeTensors) throws(Failure) -> [LayerShape] {
  try formatted { () throws(FormatError) in
    let layers = try file.layers()
    try file.checkTensors(of: layers)
    return layers
  }
}

/// What a model was trained on, where it says so.
func objective(of file: SafeTensors, _ options: Options) throws(Failure) -> (Loss, Reduction) {
  guard file.statesObjective else { return (options.loss, options.reduction) }
  return try formatted { () throws(FormatError) in try file.objective() }
}

private func formatted<Result>(_ body: () throws(FormatError) -> Result) throws(Failure) -> Result {
  do throws(FormatError) { return try body() } catch { throw Failure(error) }
}

extension Network {
  fileprivate func encoded() throws(Failure) -> [UInt8] {
    let header = unsafe header.pointee
    return try formatted { () throws(FormatError) in
      var file =
        isPredictor
        ? try unsafe SafeTensors(of: predictor.pointee) : try unsafe SafeTensors(of: trainerPlace.pointee)
      file.setObjective(header.loss, header.reduction)
      return try file.withChecksum().encode()
    }
  }

  func load(_ file: SafeTensors) throws(Failure) {
    try formatted { () throws(FormatError) in
      if isPredictor {
        try unsafe file.load(into: &predictor.pointee)
      } else {
        try unsafe file.load(into: &trainerPlace.pointee)
      }
    }
  }
}
