// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is compiled with. Libraries are optimised in debug builds too: unoptimised SIMD is 200 times slower.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-Xcc", "-fno-math-errno"]),
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug)),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = [], linker: [LinkerSetting] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings, linkerSettings: linker)
}

/// Tests are optimised too: they instantiate the generic kernels.
func tests(_ folder: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(
    name: "Midge\(folder)Tests", dependencies: dependencies, path: "Tests/\(folder)", resources: resources,
    swiftSettings: settings)
}

let package = Package(
  name: "Midge",
  products: [
    .library(name: "Midge", targets: ["Midge"]),
    .library(name: "MidgeModel", targets: ["MidgeModel"]),
    .library(name: "MidgeFiles", targets: ["MidgeFiles"]),
    .executable(name: "midge", targets: ["MidgeCommand"]),
  ],
  targets: [
    // The square root is an instruction; only a client compiled without -fno-math-errno falls back on libm.
    library("MidgeKernels", linker: [.linkedLibrary("m")]),
    library("MidgeCore", ["MidgeKernels"]),
    library("Midge", ["MidgeCore"]),
    library("MidgeModel", ["MidgeCore"]),
    library("MidgeFormats", ["MidgeCore"]),
    library("MidgeFiles", ["MidgeFormats"]),
    .executableTarget(
      name: "MidgeCommand", dependencies: ["MidgeModel", "MidgeFormats", "MidgeFiles"], swiftSettings: settings),

    tests("Formats", ["MidgeFormats"]),
    .executableTarget(name: "XORExample", dependencies: ["Midge"], path: "Tests/Examples/XOR", swiftSettings: settings),
    tests("Files", ["MidgeFiles", "Midge", "MidgeModel"]),
    tests("Training", ["Midge", "MidgeModel"]),
    tests("Command", ["MidgeCommand", "XORExample"]),
  ]
)
