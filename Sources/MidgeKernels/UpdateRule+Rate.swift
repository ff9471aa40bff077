extension UpdateRule {
  /// The rule with its rate, and its decay with it, times a factor.
  @inlinable @inline(__always)
  public func scaled(by factor: Scalar) -> UpdateRule {
    switch self {
    case .none: return self
    case .gradientDescent(let rate): return .gradientDescent(rate: rate * factor)
    case .momentum(let rate, let momentum): return .momentum(rate: rate * factor, momentum: momentum)
    case .adam(let update): return .adam(update.scaled(by: factor))
    case .nesterov(var update):
      update.rate *= factor
      return .nesterov(update)
    case .adaGrad(var update):
      update.rate *= factor
      return .adaGrad(update)
    case .rmsProp(var update):
      update.rate *= factor
      return .rmsProp(update)
    case .adaDelta(var update):
      update.rate *= factor
      return .adaDelta(update)
    case .amsGrad(var update):
      update.adam = update.adam.scaled(by: factor)
      return .amsGrad(update)
    case .rProp(var update):
      update.rate *= factor
      return .rProp(update)
    }
  }
}

extension AdamUpdate {
  @inlinable @inline(__always)
  func scaled(by factor: Scalar) -> AdamUpdate {
    var update = self
    update.rate *= factor
    update.keep = 1 - (1 - keep) * factor
    return update
  }
}
