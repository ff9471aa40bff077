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
  targets: [
    .target(name: "MidgeKernels", swiftSettings: settings),
    .target(name: "MidgeFormats", swiftSettings: settings),
    .target(name: "MidgeFiles", dependencies: ["MidgeFormats"], swiftSettings: settings),
    .testTarget(name: "MidgeFormatsTests", dependencies: ["MidgeFormats"], swiftSettings: settings),
    .testTarget(name: "MidgeFilesTests", dependencies: ["MidgeFiles"], swiftSettings: settings),
  ]
)
