#if MIDGE_LEVELS
  import _Builtin_intrinsics.intel.cpuid
#endif
#if canImport(Glibc) && !hasFeature(Embedded)
  import Glibc
#endif
#if MIDGE_LEVELS && hasFeature(Embedded)
  import Synchronization
#endif

/// The instructions that code is compiled for: the levels of the x86-64 ABI. Other processors have one, the baseline.
public enum InstructionSet: UInt8, Sendable, CaseIterable, Comparable {
  /// Every processor of the architecture.
  case baseline = 0
  /// x86-64-v3: AVX2 and fused multiply-add.
  case v3 = 1
  /// x86-64-v4: AVX-512 F, BW, CD, DQ and VL.
  case v4 = 2

  public static func < (a: InstructionSet, b: InstructionSet) -> Bool { a.rawValue < b.rawValue }

  public var name: String {
    switch self {
    #if arch(arm64)
      case .baseline: "neon"
    #else
      case .baseline: "baseline"
    #endif
    case .v3: "v3"
    case .v4: "v4"
    }
  }

  /// The highest that the processor and the operating system can run.
  public static var best: InstructionSet { detected }

  #if MIDGE_LEVELS && hasFeature(Embedded)
    /// As below; but an Embedded `static let` that is not a constant may be read half made by a second thread. Two threads that ask
    /// together store the same.
    private static var detected: InstructionSet {
      if let known = InstructionSet(rawValue: known.load(ordering: .relaxed)) { return known }
      let found = detect()
      known.store(found.rawValue, ordering: .relaxed)
      return found
    }

    private static let known = Atomic<UInt8>(.max)
  #else
    /// CPUID leaves a virtual machine, which takes microseconds: asked once.
    private static let detected = detect()
  #endif

  /// What to run: the environment's MIDGE_CPU if it is set, else the best. Call it when something is created, not in a step.
  ///
  /// - Throws: `ModelError.instructionSet` if MIDGE_CPU names none, or one that cannot run here.
  public static func selected() throws(ModelError) -> InstructionSet {
    #if canImport(Glibc) && !hasFeature(Embedded)
      return unsafe try selected(by: getenv("MIDGE_CPU"))
    #else
      return .baseline
    #endif
  }

  /// What to run where the environment says `wish`: for those who read it themselves.
  public static func selected(by wish: UnsafePointer<CChar>?) throws(ModelError) -> InstructionSet {
    guard let wish = unsafe wish else { return best }
    return unsafe try choice(String(cString: wish), best: best)
  }

  /// The instruction set of a name, on a processor whose best is `best`.
  static func choice(_ name: String, best: InstructionSet) throws(ModelError) -> InstructionSet {
    // Bytes: comparing texts takes the Unicode tables, which Embedded programs go without.
    let found = allCases.first { $0.name.utf8.elementsEqual(name.utf8) }
    guard let wanted = found ?? ("baseline".utf8.elementsEqual(name.utf8) ? .baseline : nil) else {
      throw .instructionSet(wanted: nil, best: best)
    }
    if wanted > best { throw .instructionSet(wanted: wanted, best: best) }
    return wanted
  }

  /// `baseline, v3 or v4`
  static func names(through best: InstructionSet) -> String {
    let names = allCases.filter { $0 <= best }.map { $0.name }
    return names.count == 1 ? names[0] : "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])"
  }
}

#if MIDGE_LEVELS
  extension InstructionSet {
    private struct Registers {
      var eax: UInt32 = 0, ebx: UInt32 = 0, ecx: UInt32 = 0, edx: UInt32 = 0

      /// All 0 where the processor has no such leaf.
      init(leaf: UInt32, subleaf: UInt32 = 0) {
        let found = unsafe __get_cpuid_count(leaf, subleaf, &eax, &ebx, &ecx, &edx)
        if found == 0 { (eax, ebx, ecx, edx) = (0, 0, 0, 0) }
      }
    }

    private static func detect() -> InstructionSet {
      let features = Registers(leaf: 1), more = Registers(leaf: 7), extended = Registers(leaf: 0x8000_0001)
      // SSE3, SSSE3, FMA, SSE4.1, SSE4.2, MOVBE, POPCNT, OSXSAVE, AVX, F16C; BMI1, AVX2, BMI2; LZCNT.
      guard
        has(features.ecx, 0, 9, 12, 19, 20, 22, 23, 27, 28, 29), has(more.ebx, 3, 5, 8), has(extended.ecx, 5),
        savesState(component: 2)
      else { return .baseline }
      // AVX-512 F, DQ, CD, BW, VL. Its mask registers and both halves of its vectors can only be switched on together.
      guard has(more.ebx, 16, 17, 28, 30, 31), savesState(component: 7) else { return .v3 }
      return .v4
    }

    private static func has(_ register: UInt32, _ bits: UInt32...) -> Bool {
      bits.allSatisfy { register >> $0 & 1 == 1 }
    }

    /// Whether the operating system keeps a component of the registers between processes: 2, AVX; 7, the upper 16 of AVX-512.
    ///
    /// The register that says so, XCR0, is read by XGETBV, which Swift cannot spell. Leaf 13 gives the size of all components
    /// that are on, and where each would lie: one that ends beyond that size is off. (One that is off below another that is
    /// on would be missed; no operating system known to us leaves out AVX-512 alone.)
    private static func savesState(component: UInt32) -> Bool {
      let place = Registers(leaf: 13, subleaf: component)
      return place.eax > 0 && Registers(leaf: 13).ebx >= place.ebx + place.eax
    }
  }
#else
  extension InstructionSet {
    private static func detect() -> InstructionSet { .baseline }
  }
#endif
