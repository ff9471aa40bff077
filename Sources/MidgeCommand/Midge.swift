import Glibc
import MidgeFiles

/// The command line. Each command is a type of its own; this only chooses.
@main
struct Midge {
  static func main() {
    // A reader that goes away ends the process by an error of write, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    do throws(Failure) {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      Terminal.note("midge: \(error.message)")
      exit(error.code.rawValue)
    }
  }

  private static let names = "train, evaluate, predict, inspect, trace, gradcheck"

  private static func run(_ words: [String]) throws(Failure) {
    guard let name = words.first else {
      throw .usage("a command is missing: \(names) or bench; see midge --help")
    }
    let rest = Array(words.dropFirst())
    switch name {
    case "--help", "-h", "help": Terminal.print(Help.overview)
    case "--version": Terminal.print(Help.version)
    case "train": try command(rest, Help.train, TrainCommand.run)
    case "evaluate": try command(rest, Help.evaluate, EvaluateCommand.run)
    case "predict": try command(rest, Help.predict, PredictCommand.run)
    case "inspect": try command(rest, Help.inspect, InspectCommand.run)
    case "trace": try command(rest, Help.trace, TraceCommand.run)
    case "gradcheck": try command(rest, Help.gradcheck, GradientCheckCommand.run)
    case "bench": try command(rest, Help.bench, BenchCommand.run)
    default: throw .usage("no command \(excerpt(name)); there are \(names) and bench")
    }
  }

  private static func command(
    _ words: [String], _ help: String, _ body: ([String]) throws(Failure) -> Void
  ) throws(Failure) {
    let options = words.prefix { $0 != "--" }
    if options.contains("--help") || options.contains("-h") { Terminal.print(help) } else { try body(words) }
  }
}
