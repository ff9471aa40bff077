// A typed network of your own as C functions: change the network and the prefix. build.sh makes the object, surface.h declares it.
import Midge

typealias Body = Chain<ActivatedDense<2, 16, Tanh>, Dense<16, 1>>
typealias Model = Trainer<Body, MeanSquaredErrorLoss, Adam, NativeFloat>

func network() -> Network<Body> {
  Network {
    Dense<2, 16>(); Tanh(); Dense<16, 1>()
  }
}
let rule = Adam(learningRate: 0.01)
/// The trainer itself lies before what it trains, which starts at a multiple of 64 bytes.
var headByteCount: Int { (MemoryLayout<Model>.size + 63) & ~63 }
var bodyByteCount: Int { Model.byteCount(network(), optimizer: rule) }

@c(surface_byte_count) public func byteCount() -> Int { headByteCount + bodyByteCount }

@c(surface_create) public func create(_ memory: UnsafeMutableRawPointer, _ seed: UInt64) {
  let body = unsafe UnsafeMutableRawBufferPointer(start: memory + headByteCount, count: bodyByteCount)
  unsafe memory.bindMemory(to: Model.self, capacity: 1).initialize(
    to: Model(network(), loss: MeanSquaredErrorLoss(), optimizer: rule, seed: seed, memory: body))
}

@c(surface_step) public func step(
  _ model: UnsafeMutableRawPointer, _ inputs: UnsafePointer<Float>, _ targets: UnsafePointer<Float>, _ rows: Int
) -> Float {
  unsafe model.assumingMemoryBound(to: Model.self).pointee.step(
    Span(_unsafeStart: inputs, count: 2 * rows), Span(_unsafeStart: targets, count: rows))
}

@c(surface_predict) public func predict(
  _ model: UnsafeMutableRawPointer, _ inputs: UnsafePointer<Float>, _ outputs: UnsafeMutablePointer<Float>, _ rows: Int
) {
  unsafe model.assumingMemoryBound(to: Model.self).pointee.predict(
    Span(_unsafeStart: inputs, count: 2 * rows), into: MutableSpan(_unsafeStart: outputs, count: rows))
}
