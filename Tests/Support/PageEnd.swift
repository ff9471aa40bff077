import Foundation

/// Numbers whose last byte is the last of a page, with a page behind it that must not be touched: whoever does dies of it.
@safe public final class PageEnd<Scalar: BitwiseCopyable> {
  private let mapping: UnsafeMutableRawPointer
  private let mappedByteCount: Int
  private let elements: UnsafeBufferPointer<Scalar>

  public init(_ values: [Scalar]) {
    let page = sysconf(Int32(_SC_PAGESIZE)), byteCount = values.count * MemoryLayout<Scalar>.stride
    let usedByteCount = (byteCount + page - 1) / page * page
    mappedByteCount = usedByteCount + page
    unsafe mapping = mmap(nil, mappedByteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)!
    let isProtected = unsafe mprotect(mapping + usedByteCount, page, PROT_NONE) == 0
    precondition(isProtected)
    let start = unsafe (mapping + (usedByteCount - byteCount)).bindMemory(to: Scalar.self, capacity: values.count)
    for index in values.indices { unsafe start[index] = values[index] }
    unsafe elements = UnsafeBufferPointer(start: start, count: values.count)
  }

  deinit { unsafe munmap(mapping, mappedByteCount) }

  @unsafe public var buffer: UnsafeBufferPointer<Scalar> { unsafe elements }
}
