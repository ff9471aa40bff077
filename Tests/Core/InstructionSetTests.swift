import Foundation
import Testing

@testable import MidgeModel

struct InstructionSetTests {
  /// What the kernel says of the processor, by way of another path than ours.
  #if arch(x86_64)
    @Test
    func `the best is what the system's own list of features allows`() throws {
      let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("flags") })
      let flags = Set(line.split(separator: " "))
      let v3 = flags.isSuperset(of: ["avx2", "fma", "bmi1", "bmi2", "f16c", "movbe", "abm"])
      let v4 = flags.isSuperset(of: ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"])
      #expect(InstructionSet.best == (v3 && v4 ? .v4 : v3 ? .v3 : .baseline))
    }

    @Test
    func `a name chooses, up to the best`() throws {
      for best in InstructionSet.allCases {
        for wanted in InstructionSet.allCases {
          if wanted <= best {
            #expect(try InstructionSet.choice(wanted.name, best: best) == wanted)
          } else {
            let error = ModelError.instructionSet(wanted: wanted, best: best)
            #expect(throws: error) { try InstructionSet.choice(wanted.name, best: best) }
            #expect("\(error)".contains("this processor lacks \(wanted.name)"))
          }
        }
      }
    }
  #endif

  @Test(arguments: ["", "V3", "avx2", "v5", " v3"])
  func `an unknown name is refused, with those that there are`(_ name: String) {
    #expect(throws: ModelError.instructionSet(wanted: nil, best: .v3)) {
      try InstructionSet.choice(name, best: .v3)
    }
    #expect(
      "\(ModelError.instructionSet(wanted: nil, best: .v4))"
        == "MIDGE_CPU names no instruction set: it may be baseline, v3 or v4")
  }

  @Test
  func `higher levels are greater`() {
    #expect(InstructionSet.baseline < .v3 && .v3 < .v4)
  }
}
