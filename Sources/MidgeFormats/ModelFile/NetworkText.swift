@_exported import MidgeCore

/// A network's layers as text, `dense 64 32; relu; dense 32 10`: entries stand in the places of PyTorch's `nn.Sequential`. An activation
/// in front of everything also says how many numbers it takes: `tanh 3`. Dropout says its probability first: `dropout 0.2`, `dropout 0.2 3`.
public enum NetworkText {
  public static func text(of layers: [LayerShape]) -> String {
    var text = ""
    for layer in layers {
      if layer.kind == .dense { append("dense \(layer.inputCount) \(layer.outputCount)", to: &text) }
      if layer.kind == .dropout {
        append(
          text.isEmpty ? "dropout \(layer.probability) \(layer.inputCount)" : "dropout \(layer.probability)", to: &text)
      }
      if layer.kind == .activation || layer.activation != .identity {
        append(text.isEmpty ? "\(layer.activation.name) \(layer.inputCount)" : layer.activation.name, to: &text)
      }
    }
    return text
  }

  private static func append(_ entry: String, to text: inout String) {
    if !text.isEmpty { text += "; " }
    text += entry
  }

  /// Reads the text back; an activation behind a dense layer is fused into it.
  public static func layers(from text: String) throws(FormatError) -> [LayerShape] {
    var layers: [LayerShape] = []
    for entry in split(text, at: UInt8(ascii: ";")) {
      let words = split(entry, at: UInt8(ascii: " "))
      if words.count == 3, words[0].hasSameBytes(as: "dense"), let inputs = Int(words[1]), let outputs = Int(words[2]) {
        guard inputs > 0, outputs > 0 else { throw bad(entry) }
        layers.append(.dense(inputs, outputs))
      } else if words.count >= 2, words[0].hasSameBytes(as: "dropout"), let probability = decimal(words[1].utf8) {
        guard
          let count = layers.isEmpty ? (words.count == 3 ? Int(words[2]) : nil) : layers[layers.count - 1].outputCount,
          words.count == (layers.isEmpty ? 3 : 2), count > 0, probability >= 0, probability < 1
        else { throw bad(entry) }
        layers.append(.dropout(Double(probability), count: count))
      } else if words.count == 1, let activation = Activation.named(words[0]), let last = layers.last {
        if last.kind == .dense, last.activation == .identity, activation.isFused {
          layers[layers.count - 1].activation = activation
        } else {
          layers.append(.activation(activation, count: last.outputCount))
        }
      } else if words.count == 2, layers.isEmpty, let activation = Activation.named(words[0]), let count = Int(words[1])
      {
        guard count > 0 else { throw bad(entry) }
        layers.append(.activation(activation, count: count))
      } else {
        throw bad(entry)
      }
    }
    return layers
  }

  private static func bad(_ entry: String) -> FormatError {
    FormatError("the architecture has an entry \(excerpt(entry)) that this version does not know; update midge")
  }

  /// The pieces between separators, without spaces around them; empty ones are left out.
  private static func split(_ text: String, at separator: UInt8) -> [String] {
    var pieces: [String] = []
    for piece in text.utf8.split(separator: separator) {
      var piece = piece
      while piece.first == UInt8(ascii: " ") { piece = piece.dropFirst() }
      while piece.last == UInt8(ascii: " ") { piece = piece.dropLast() }
      if !piece.isEmpty { pieces.append(String(decoding: piece, as: UTF8.self)) }
    }
    return pieces
  }
}

extension Activation {
  /// The activation that the command line and model files call so.
  public static func named(_ name: String) -> Activation? {
    for activation in allCases where activation.name.hasSameBytes(as: name) { return activation }
    return nil
  }
}

extension Loss {
  /// The loss that the command line and model files call so.
  public static func named(_ name: String) -> Loss? {
    for loss in allCases where loss.name.hasSameBytes(as: name) { return loss }
    return nil
  }
}

/// A number such as `0.25` or `1e-05`, of at most 18 digits; nil if it is none. (What parses a `Float` is not in the library for C.)
private func decimal(_ text: some Sequence<UInt8>) -> Float? {
  var digits = 0, digitCount = 0, decimals = 0, exponent = 0, hasPoint = false, hasExponent = false, isSmall = false
  var last = UInt8(ascii: "e")
  for byte in text {
    last = byte
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digit = Int(byte &- UInt8(ascii: "0"))
      if hasExponent {
        exponent = min(exponent * 10 + digit, 99)
      } else {
        if digitCount == 18 { return nil }
        digits = digits * 10 + digit
        digitCount += 1
        if hasPoint { decimals += 1 }
      }
    case UInt8(ascii: ".") where !hasPoint && !hasExponent: hasPoint = true
    case UInt8(ascii: "e") where !hasExponent && digitCount > 0: hasExponent = true
    case UInt8(ascii: "-") where hasExponent && !isSmall && exponent == 0: isSmall = true
    default: return nil
    }
  }
  // An `e` or a minus is followed by digits.
  if digitCount == 0 || last == UInt8(ascii: "e") || last == UInt8(ascii: "-") { return nil }
  let power = decimals + (isSmall ? exponent : -exponent)
  var factor = 1.0
  for _ in 0..<abs(power) { factor *= 10 }
  return Float(power > 0 ? Double(digits) / factor : Double(digits) * factor)
}
