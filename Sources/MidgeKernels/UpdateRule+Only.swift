/// A rule that comes as an argument, said to be of one kind: where it is, code for the other kinds falls away. Put together anew, for the compiler
/// to see which cases are left.
extension UpdateRule {
  @inlinable @inline(always)
  public var onlyGradientDescent: UpdateRule {
    if case .gradientDescent(let rate) = self { .gradientDescent(rate: rate) } else { .none }
  }

  @inlinable @inline(always)
  public var onlyMomentum: UpdateRule {
    if case .momentum(let rate, let momentum) = self { .momentum(rate: rate, momentum: momentum) } else { .none }
  }

  @inlinable @inline(always)
  public var onlyAdam: UpdateRule {
    if case .adam(let update) = self { .adam(update) } else { .none }
  }
}
