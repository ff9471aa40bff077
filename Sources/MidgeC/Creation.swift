// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeFormats
import MidgeHeader
import MidgeModel

@c @implementation
public func midge_memory_size(
  _ layers: UnsafePointer<midge_layer>?, _ layerCount: Int, _ options: UnsafePointer<midge_options>?,
  _ byteCount: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<midge_error>?
) -> midge_status {
  unsafe creating(error) { () throws(Failure) in
    let place = try unsafe present(byteCount, "byte_count")
    let layers = try unsafe Layers(layers, count: layerCount), options = try unsafe Options(options)
    unsafe place.pointee = try layers.withSpan { (span) throws(Failure) in try Network.byteCount(span, options) }
  }
}

@c @implementation
public func midge_create(
  _ network: UnsafeMutablePointer<OpaquePointer?>?, _ layers: UnsafePointer<midge_layer>?, _ layerCount: Int,
  _ options: UnsafePointer<midge_options>?, _ memory: UnsafeMutableRawPointer?, _ memoryByteCount: Int,
  _ error: UnsafeMutablePointer<midge_error>?
) -> midge_status {
  unsafe creating(error) { () throws(Failure) in
    let place = try unsafe present(network, "network")
    unsafe place.pointee = nil
    let layers = try unsafe Layers(layers, count: layerCount), options = try unsafe Options(options)
    unsafe place.pointee = try layers.withSpan { (span) throws(Failure) in
      try unsafe Network.make(span, options, options.loss, options.reduction, memory, memoryByteCount)
    }.handle
  }
}

@c @implementation
public func midge_model_memory_size(
  _ model: UnsafeRawPointer?, _ modelByteCount: Int, _ options: UnsafePointer<midge_options>?,
  _ byteCount: UnsafeMutablePointer<Int>?, _ error: UnsafeMutablePointer<midge_error>?
) -> midge_status {
  unsafe creating(error) { () throws(Failure) in
    let place = try unsafe present(byteCount, "byte_count")
    let file = try unsafe readModel(model, modelByteCount), options = try unsafe Options(options)
    let layers = try layers(of: file)
    unsafe place.pointee = try Network.byteCount(layers.span, options)
  }
}

@c @implementation
public func midge_create_from_model(
  _ network: UnsafeMutablePointer<OpaquePointer?>?, _ model: UnsafeRawPointer?, _ modelByteCount: Int,
  _ options: UnsafePointer<midge_options>?, _ memory: UnsafeMutableRawPointer?, _ memoryByteCount: Int,
  _ error: UnsafeMutablePointer<midge_error>?
) -> midge_status {
  unsafe creating(error) { () throws(Failure) in
    let place = try unsafe present(network, "network")
    unsafe place.pointee = nil
    let file = try unsafe readModel(model, modelByteCount), options = try unsafe Options(options)
    let layers = try layers(of: file)
    let (loss, reduction) = try objective(of: file, options)
    let made = try unsafe Network.make(layers.span, options, loss, reduction, memory, memoryByteCount)
    do throws(Failure) { try made.load(file) } catch {
      made.end()
      throw error
    }
    unsafe place.pointee = made.handle
  }
}

@c @implementation
public func midge_destroy(_ network: UnsafeMutablePointer<OpaquePointer?>?) -> midge_status {
  do throws(Failure) {
    let place = try unsafe present(network, "network")
    guard let handle = unsafe place.pointee else { return MIDGE_OK }
    try unsafe Network(handle).end()
    unsafe place.pointee = nil
    return MIDGE_OK
  } catch {
    return error.status
  }
}

/// Runs a call that has no network yet: the text of what it throws goes to the caller's `error`.
@inline(__always)
private func creating(_ error: UnsafeMutablePointer<midge_error>?, _ body: () throws(Failure) -> Void) -> midge_status {
  do throws(Failure) {
    try body()
    return MIDGE_OK
  } catch let failure {
    if let error = unsafe error {
      let text = unsafe UnsafeMutableRawPointer(error).assumingMemoryBound(to: CChar.self)
      unsafe failure.write(to: text, capacity: MemoryLayout<midge_error>.size)
    }
    return failure.status
  }
}
