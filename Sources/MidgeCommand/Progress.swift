/// Shows how training goes, on standard error: a bar on a terminal, else a line now and then.
struct Progress {
  let epochCount: Int
  let isQuiet: Bool
  let hasBar = Terminal.hasProgressBar
  private var lastDrawn: Double?

  init(epochCount: Int, isQuiet: Bool) {
    self.epochCount = epochCount
    self.isQuiet = isQuiet
  }

  mutating func show(epoch: Int, _ text: String) {
    if isQuiet { return }
    if hasBar {
      draw(epoch, text)
    } else if isWorthALine(epoch) {
      Terminal.note("epoch \(epoch)/\(epochCount)  \(text)")
    }
  }

  /// Ends the bar's line.
  func finish() { if hasBar, !isQuiet { Terminal.draw("\n") } }

  /// At most about 20 lines, the first and the last among them.
  private func isWorthALine(_ epoch: Int) -> Bool {
    epoch == 1 || epoch == epochCount || epoch % max(1, epochCount / 20) == 0
  }

  /// Redraws at most every 50 milliseconds, and at the end.
  private mutating func draw(_ epoch: Int, _ text: String) {
    let now = Clock.seconds
    if let lastDrawn, now - lastDrawn < 0.05, epoch < epochCount { return }
    lastDrawn = now
    let width = 24, done = width * epoch / epochCount
    let bar = String(repeating: "#", count: done) + String(repeating: ".", count: width - done)
    Terminal.draw("\r[\(bar)] epoch \(epoch)/\(epochCount)  \(text)\u{1B}[K")
  }
}
