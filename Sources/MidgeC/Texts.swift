// The functions have their names in C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import MidgeHeader
import MidgeModel

@c @implementation
public func midge_last_error(_ network: OpaquePointer?) -> UnsafePointer<CChar>? {
  do throws(Failure) {
    return try unsafe UnsafePointer(Network(network).text)
  } catch {
    return unsafe constant("not a network, or one that was destroyed")
  }
}

@c @implementation
public func midge_status_text(_ status: midge_status) -> UnsafePointer<CChar>? {
  switch status {
  case MIDGE_OK: unsafe constant("done")
  case MIDGE_ERROR_ARGUMENT: unsafe constant("an argument is NULL, negative, misaligned or out of range")
  case MIDGE_ERROR_HANDLE: unsafe constant("not a network, or one that was destroyed")
  case MIDGE_ERROR_NETWORK: unsafe constant("the layers do not make a network")
  case MIDGE_ERROR_MEMORY: unsafe constant("memory is missing, too small or misaligned")
  case MIDGE_ERROR_INSTRUCTION_SET: unsafe constant("no such instruction set, or not on this processor")
  case MIDGE_ERROR_FORMAT: unsafe constant("not a model, or not one of this network")
  case MIDGE_ERROR_CAPACITY: unsafe constant("the buffer is too small for the result")
  case MIDGE_ERROR_PURPOSE: unsafe constant("the network was made for prediction only")
  default: unsafe constant("no such status")
  }
}

@c @implementation
public func midge_version() -> UnsafePointer<CChar>? { unsafe constant("0.1.0") }

@c @implementation
public func midge_best_instruction_set() -> midge_instruction_set {
  midge_instruction_set(rawValue: Int32(InstructionSet.best.rawValue))
}

/// A literal, which ends with 0 and lives as long as the library.
private func constant(_ text: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
