// swift-tools-version: 6.3
import PackageDescription

/// What every target of ours is compiled with. Debug builds are optimised too, whole modules at a time: unoptimised SIMD is 200 times
/// slower, and a file alone cannot specialise the generic kernels of another.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableExperimentalFeature("BuiltinModule"),
  .unsafeFlags(["-Xcc", "-fno-math-errno"]),
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug)),
  // Each function in a section of its own: the linker drops what a program does not use.
  .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
]

/// Functions that are alike but for what they call would otherwise become one, which calls through pointers: a step would.
let unmerged = SwiftSetting.unsafeFlags(["-Xfrontend", "-disable-llvm-merge-functions-pass"])

/// Parameters that are taken by their address: a large trainer would be copied for each call.
let byAddress = SwiftSetting.enableExperimentalFeature("AddressableParameters")

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], _ more: [SwiftSetting] = [], linker: [LinkerSetting] = []
) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings + more, linkerSettings: linker)
}

func program(
  _ name: String, _ dependencies: [Target.Dependency], path: String? = nil, _ more: [SwiftSetting] = []
) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: settings + more)
}

func tests(_ folder: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "Midge\(folder)Tests", dependencies: dependencies, path: "Tests/\(folder)", exclude: exclude,
    swiftSettings: settings)
}

/// What the levels of an instruction set add to the settings. A `-march` on the command line would override them: no build of ours uses one.
#if arch(x86_64)
  let levelChoice = [SwiftSetting.define("MIDGE_LEVELS")]
  let levels: [(name: String, settings: [SwiftSetting])] = [
    ("Baseline", []),
    ("V3", [.define("MIDGE_V3"), .unsafeFlags(["-Xcc", "-march=x86-64-v3"])]),
    ("V4", [.define("MIDGE_V4"), .unsafeFlags(["-Xcc", "-march=x86-64-v4"])]),
  ]
#else
  let levelChoice: [SwiftSetting] = []
  let levels: [(name: String, settings: [SwiftSetting])] = [("Baseline", [])]
#endif

/// The static tool is to be small: it is built with this set.
let isSmall = Context.environment["MIDGE_SMALL"] == "1"

/// Unrolled loops of copies and remainders are a part of the levels' code, and none of their time.
let rolled: [SwiftSetting] =
  isSmall ? [.unsafeFlags(["-Xllvm", "-unroll-runtime=false", "-Xllvm", "-vectorize-loops=false"])] : []

/// The run-time face's code: one folder, Sources/MidgeLevels, compiled for each level.
let levelTargets = levels.map { level in
  library("Midge\(level.name)", ["MidgeCore"], level.settings + [unmerged] + rolled)
}
let levelNames = levelTargets.map { Target.Dependency(stringLiteral: $0.name) }

/// The networks that `midge bench` measures as types take a sixth of the tool.
let typedBenchmarks: [SwiftSetting] = isSmall ? [] : [.define("MIDGE_TYPED_BENCHMARKS")]

/// What is not called in a step.
let cold: [SwiftSetting] = isSmall ? [.unsafeFlags(["-Osize"])] : []

/// The typed networks that `midge bench` measures: one folder, compiled for each level.
let workloads = levels.map { level in
  Target.target(
    name: "Workloads\(level.name)", dependencies: ["Midge", "WorkloadInterface"],
    path: "Benchmarks/Workloads\(level.name)",
    swiftSettings: settings + level.settings + [unmerged] + typedBenchmarks)
}
let workloadNames = workloads.map { Target.Dependency(stringLiteral: $0.name) }

let package = Package(
  name: "Midge",
  products: [
    .library(name: "Midge", targets: ["Midge"]),
    .library(name: "MidgeModel", targets: ["MidgeModel"]),
    .library(name: "MidgeFiles", targets: ["MidgeFiles"]),
    .library(name: "MidgeC", targets: ["MidgeC"]),
    .executable(name: "midge", targets: ["MidgeCommand"]),
  ],
  targets: [
    // The square root is an instruction; only a client compiled without -fno-math-errno falls back on libm.
    library("MidgeKernels", linker: [.linkedLibrary("m")]),
    library("MidgeCore", ["MidgeKernels"]),
    library("Midge", ["MidgeCore"]),
    library("MidgeModel", ["MidgeCore"] + levelNames, levelChoice + [unmerged, byAddress]),
    library("MidgeFormats", ["MidgeCore"], cold),
    library("MidgeFiles", ["MidgeFormats"], cold),
    // Sources/MidgeC/build.sh builds what C programs link; this target is for packages that mix Swift and C.
    .systemLibrary(name: "MidgeHeader", path: "Sources/MidgeC/include"),
    .target(
      name: "MidgeC", dependencies: ["MidgeModel", "MidgeFormats", "MidgeHeader"],
      exclude: ["include", "build.sh", "install.sh", "midge.pc.in"], swiftSettings: settings),
    program(
      "MidgeCommand",
      ["MidgeModel", "MidgeFormats", "MidgeFiles", "AllocationCounter", "ProcessProbe", "WorkloadInterface"]
        + workloadNames, typedBenchmarks + cold),

    .target(name: "AllocationCounter"),
    .target(name: "ProcessProbe"),
    .target(
      name: "WorkloadInterface", dependencies: ["MidgeCore", "ProcessProbe"], path: "Benchmarks/WorkloadInterface",
      swiftSettings: settings),
    .target(name: "MidgeTestSupport", path: "Tests/Support", swiftSettings: settings),
    program("StepProbe", ["Midge", "MidgeModel"], path: "Tests/Probe"),
    program("XORExample", ["Midge"], path: "Tests/Examples/XOR"),
    tests("Kernels", ["MidgeKernels", "MidgeTestSupport"], exclude: ["fit_functions.py", "fit_normal_tail.py"]),
    tests("Core", ["MidgeModel", "MidgeTestSupport"]),
    tests("Typed", ["Midge"]),
    tests("Formats", ["MidgeFormats"]),
    tests("Files", ["MidgeFiles", "Midge", "MidgeModel"]),
    tests("Command", ["MidgeCommand", "MidgeFiles", "XORExample", "ProcessProbe", "WorkloadInterface"]),
    tests("Parity", ["Midge", "MidgeModel"]),
    tests("Allocations", ["Midge", "MidgeModel", "AllocationCounter"]),
    tests("Training", ["Midge", "MidgeModel"]),
    tests(
      "Golden", ["MidgeModel", "MidgeTestSupport"],
      exclude: [
        "README.md", "make_golden.py", "make_metrics.py", "make_optimizers.py", "make_lbfgs.py", "lbfgs.json",
        "metrics.json",
        "optimizers.json", "trajectories.json",
      ]),
  ] + levelTargets + workloads
)
