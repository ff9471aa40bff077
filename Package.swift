// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is compiled with. Libraries are optimised in debug builds too: unoptimised SIMD is 200 times slower.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-Xcc", "-fno-math-errno"]),
  .unsafeFlags(["-O"], .when(configuration: .debug)),
]

let package = Package(
  name: "Midge",
  products: [
    .library(name: "Midge", targets: ["Midge"]),
    .library(name: "MidgeModel", targets: ["MidgeModel"]),
  ],
  targets: [
    .target(name: "MidgeKernels", swiftSettings: settings, linkerSettings: [.linkedLibrary("m")]),
    .target(name: "MidgeCore", dependencies: ["MidgeKernels"], swiftSettings: settings),
    .target(name: "MidgeModel", dependencies: ["MidgeCore"], swiftSettings: settings),
    .target(name: "Midge", dependencies: ["MidgeCore"], swiftSettings: settings),
    .target(name: "AllocationCounter"),
    .executableTarget(name: "StepProbe", dependencies: ["Midge", "MidgeModel"], path: "Tests/Probe", swiftSettings: settings),
    .testTarget(name: "MidgeTests", dependencies: ["Midge"], path: "Tests/Midge", swiftSettings: settings),
    .testTarget(
      name: "MidgeParityTests", dependencies: ["Midge", "MidgeModel"], path: "Tests/Parity", swiftSettings: settings),
    .testTarget(
      name: "MidgeAllocationTests", dependencies: ["Midge", "MidgeModel", "AllocationCounter"], path: "Tests/Allocations",
      swiftSettings: settings),
  ]
)
