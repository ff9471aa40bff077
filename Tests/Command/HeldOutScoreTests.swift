import Foundation
import Testing

/// Held-out scores at the defaults: medians over seeds 1 to 20.
struct HeldOutScoreTests {
  struct Bar: CustomTestStringConvertible {
    let name: String
    let epochs: Int
    let score: String
    let least: Double

    var testDescription: String { name }
  }

  static let bars = [
    Bar(name: "digits", epochs: 30, score: "accuracy", least: 0.95),
    Bar(name: "diabetes", epochs: 30, score: "r2", least: 0.40),
    Bar(name: "iris", epochs: 100, score: "accuracy", least: 0.93),
    Bar(name: "wine", epochs: 100, score: "accuracy", least: 0.95),
    Bar(name: "breast_cancer", epochs: 100, score: "accuracy", least: 0.95),
  ]

  @Test(arguments: bars)
  func mediansReachTheBar(_ bar: Bar) throws {
    try withTool { (tool: Tool) throws in
      var scores: [Double] = []
      for seed in 1...20 {
        let outcome = try tool.run([
          "train", Tool.data(bar.name), "--epochs", "\(bar.epochs)", "--seed", "\(seed)", "--json",
        ])
        scores.append(try #require(outcome.events("done").first?[bar.score] as? Double))
      }
      scores.sort()
      let median = (scores[9] + scores[10]) / 2
      #expect(median >= bar.least, "median \(median), from \(scores[0]) to \(scores[19])")
    }
  }
}
