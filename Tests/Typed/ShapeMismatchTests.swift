import Foundation
import Testing

/// The compiler is run on snippets, against the modules that this test was built with.
struct ShapeMismatchTests {
  @Test
  func `layers that fit compile`() throws {
    let (status, message) = try typecheck("Dense<64, 32>(); ReLU(); Dense<32, 10>()")
    #expect(status == 0, "\(message)")
  }

  @Test(arguments: [
    "Dense<64, 32>(); ReLU(); Dense<31, 10>()",
    "Dense<64, 32>(); Dense<31, 10>()",
    "Dense<8, 64>(); Tanh(); Dense<64, 32>(); ReLU(); Dense<31, 10>(); Sigmoid()",
  ])
  func `layers that do not fit are refused, with both sizes`(_ layers: String) throws {
    let (status, message) = try typecheck(layers)
    #expect(status != 0)
    let error = try #require(message.split(separator: "\n").first { $0.contains("error:") })
    #expect(error.contains("'Vector<32>'") && error.contains("'Vector<31>'"), "\(message)")
  }

  private func typecheck(_ layers: String) throws -> (status: Int32, message: String) {
    let source = FileManager.default.temporaryDirectory.appending(path: "midge-\(UUID().uuidString).swift")
    try Data("import Midge\nlet network = Network { \(layers) }\n".utf8).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let modules = URL(filePath: executable).deletingLastPathComponent().appending(path: "Modules")
    let compiler = Process()
    compiler.executableURL = try compilerURL()
    compiler.arguments = ["-typecheck", "-swift-version", "6", "-I", modules.path(), source.path()]
    let output = Pipe()
    compiler.standardError = output
    compiler.standardOutput = output
    try compiler.run()
    let message = try output.fileHandleForReading.readToEnd() ?? Data()
    compiler.waitUntilExit()
    return (compiler.terminationStatus, String(decoding: message, as: UTF8.self))
  }

  /// Of the toolchain whose library this process has loaded; modules open in no other.
  private func compilerURL() throws -> URL {
    let file = try #require(FileHandle(forReadingAtPath: "/proc/self/maps"))
    let maps = String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    let line = try #require(maps.split(separator: "\n").first { $0.hasSuffix("/usr/lib/swift/linux/libswiftCore.so") })
    let library = String(try #require(line.split(separator: " ").last))
    return URL(filePath: library.replacing("/lib/swift/linux/libswiftCore.so", with: "/bin/swiftc"))
  }
}
