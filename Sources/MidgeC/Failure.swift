import MidgeFormats
import MidgeHeader
import MidgeModel

/// Why a call is refused: a status, and what its text is made of. Making one takes no memory but for what the parts of Midge below have to say.
struct Failure: Error {
  let status: midge_status
  /// The argument, as the header calls it.
  let subject: StaticString
  let problem: StaticString
  var number: Int?
  var detail = ""

  init(_ status: midge_status, _ subject: StaticString, _ problem: StaticString, _ number: Int? = nil) {
    self.status = status
    self.subject = subject
    self.problem = problem
    self.number = number
  }

  static func argument(_ subject: StaticString, _ problem: StaticString, _ number: Int? = nil) -> Failure {
    Failure(MIDGE_ERROR_ARGUMENT, subject, problem, number)
  }

  init(_ error: ModelError) {
    let status =
      switch error {
      case .memory: MIDGE_ERROR_MEMORY
      case .instructionSet: MIDGE_ERROR_INSTRUCTION_SET
      case .rowCapacity: MIDGE_ERROR_ARGUMENT
      case .noLayers, .mismatch, .extent, .probability, .parameterCount: MIDGE_ERROR_NETWORK
      }
    self.init(status, "", "")
    detail = error.description
  }

  init(_ error: FormatError) {
    self.init(MIDGE_ERROR_FORMAT, "model: ", "")
    detail = error.description
  }

  /// Writes the text, cut where the room ends.
  func write(to text: UnsafeMutablePointer<CChar>, capacity: Int) {
    var writer = unsafe TextWriter(text, capacity: capacity)
    writer.append(subject)
    writer.append(problem)
    if let number { writer.append(number) }
    writer.append(detail)
  }
}
