import MidgeModel

extension InstructionSet {
  /// What this process runs: MIDGE_CPU if it is set, else the best. One that cannot run ends the command.
  static func chosen() throws(Failure) -> InstructionSet {
    do throws(ModelError) {
      return try selected()
    } catch {
      throw Failure(.failed, "\(error)")
    }
  }
}
