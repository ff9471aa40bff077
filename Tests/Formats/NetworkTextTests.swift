import MidgeFormats
import Testing

/// The text of an architecture, there and back.
struct NetworkTextTests {
  @Test(arguments: [
    "dense 64 32; relu; dense 32 10", "tanh 3; dense 3 1", "dense 4 5; relu; dropout 0.2; dense 5 1",
    "dropout 0.1 3; dense 3 2; dropout 0.999; gelu", "dense 3 2; dropout 0.0", "dropout 1e-05 3; dense 3 2",
  ])
  func isReadBack(_ text: String) throws {
    #expect(try NetworkText.text(of: NetworkText.layers(from: text)) == text)
  }

  @Test func dropoutIsALayerOfTheWidthBeforeIt() throws {
    let layers = try NetworkText.layers(from: "dropout 0.1 3; dense 3 5; relu; dropout 0.2")
    #expect(layers == [.dropout(0.1, count: 3), .dense(3, 5, .relu), .dropout(0.2, count: 5)])
  }

  @Test(arguments: [
    "dense 3 5; dropout", "dense 3 5; dropout 1", "dense 3 5; dropout -0.1", "dense 3 5; dropout nan",
    "dense 3 5; dropout 0.2 5", "dropout 0.2", "dropout 0.2 0", "dropout 0.2 -1", "dropout 0.2 x", "dropout x 3",
    "dropout 0.99999999999 3", "dropout 0.1e 3", "dropout 0.1e- 3", "dropout . 3", "dense 3 5; dropout 0.1 0.2 0.3",
  ])
  func whatIsNoLayerIsRefused(_ text: String) {
    #expect(throws: FormatError.self) { try NetworkText.layers(from: text) }
  }
}
