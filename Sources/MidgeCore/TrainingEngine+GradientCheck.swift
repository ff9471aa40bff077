/// What a parameter is, and where it stands among all.
@usableFromInline
struct ParameterPlace {
  @usableFromInline let place: GradientCheck.Place
  @usableFromInline let offset: Int

  @inlinable
  init(_ place: GradientCheck.Place, offset: Int) {
    self.place = place
    self.offset = offset
  }
}

extension NetworkBody {
  /// Calls `use` with each parameter, layer by layer: weights, then biases, in PyTorch's order; of a layer that its shape does not describe,
  /// each scalar.
  @inlinable
  func forEachParameter(_ use: (ParameterPlace) -> Void) {
    var start = 0
    for layer in 0..<layerCount {
      let shape = shape(at: layer), count = parameterCount(at: layer)
      if shape.parameterCount == count {
        for index in 0..<shape.weightCount {
          use(
            ParameterPlace(
              .init(layer: layer, tensor: .weight, index: index), offset: start &+ shape.weightOffset(index)))
        }
        for index in 0..<shape.biasCount {
          use(
            ParameterPlace(.init(layer: layer, tensor: .bias, index: index), offset: start &+ shape.biasOffset(index)))
        }
      } else {
        for index in 0..<count {
          use(ParameterPlace(.init(layer: layer, tensor: .parameter, index: index), offset: start &+ index))
        }
      }
      start &+= count
    }
  }
}

extension TrainingEngine where Scalar == Double {
  /// Checks the gradient of the loss of all samples, at the parameters that are there; they are the same afterwards. A gradient that waits
  /// for `apply` is dropped. The slopes are those of the loss with the masks of dropout that the gradient was taken with.
  /// Weights of classes and smoothed labels trap: the loss that slopes are taken of is without them.
  @inlinable
  public mutating func checkGradient<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Double>, tolerance: Double
  ) -> GradientCheck where A.Scalar == Double {
    let weighs = unsafe isWeighted(samples)
    Door.check(!weighs, "the gradient check knows no weights of classes and no smoothed labels", found: 1, expected: 0)
    pendingGradient = false
    let loss = unsafe accumulate(A.self, samples, first: 0, count: samples.count)
    pendingGradient = false
    trainedSampleCount &-= unsafe samples.count
    var check = GradientCheck(tolerance: tolerance, loss: loss)
    body.forEachParameter { parameter in
      let analytic = unsafe gradients[parameter.offset]
      var slopes = LossSlopes(place: parameter.offset, step: 0x1p-10)
      func compare() -> GradientCheck.Comparison {
        let numeric = slopes.central { unsafe lossMoving(A.self, samples, $0, by: $1) }
        return .init(place: parameter.place, analytic: analytic, numeric: numeric, floor: check.floor)
      }
      var best = compare()
      if best.relativeError <= tolerance { return check.add(best) }
      for _ in 0..<3 {
        slopes.step *= 0x1p-3
        let next = compare()
        if next.relativeError < best.relativeError { best = next }
        if best.relativeError <= tolerance { break }
      }
      if best.relativeError > tolerance,
        slopes.haveCorner(around: analytic, floor: check.floor, { unsafe lossMoving(A.self, samples, $0, by: $1) })
      {
        return check.countCorner()
      }
      if best.relativeError <= tolerance { check.countSmallerStep() }
      check.add(best)
    }
    return check
  }

  /// The loss with one parameter moved.
  @inlinable
  func lossMoving<A: Arithmetic>(
    _ arithmetic: A.Type, _ samples: Samples<Double>, _ place: Int, by step: Double
  ) -> Double where A.Scalar == Double {
    let start = unsafe parameters[place]
    unsafe parameters[place] = start + step
    let loss = unsafe evaluate(
      A.self, samples, masks: MaskStream(seed: shuffleSeed, firstSample: trainedSampleCount)
    ).loss
    unsafe parameters[place] = start
    return loss
  }
}

/// Slopes of the loss by one parameter, from the loss at steps to both sides.
@usableFromInline
struct LossSlopes {
  @usableFromInline let place: Int
  @usableFromInline var step: Double

  @inlinable
  init(place: Int, step: Double) {
    self.place = place
    self.step = step
  }

  /// Off by the order of step^4 where the loss is smooth.
  @inlinable
  func central(_ loss: (Int, Double) -> Double) -> Double {
    let near = loss(place, step) - loss(place, -step), far = loss(place, 2 * step) - loss(place, -2 * step)
    return (8 * near - far) / (12 * step)
  }

  /// Whether the slopes of both sides differ by what does not shrink with the step, and `gradient` lies between them.
  @inlinable
  func haveCorner(around gradient: Double, floor: Double, _ loss: (Int, Double) -> Double) -> Bool {
    let middle = loss(place, 0)
    func sides(_ step: Double) -> (left: Double, right: Double) {
      ((middle - loss(place, -step)) / step, (loss(place, step) - middle) / step)
    }
    let wide = sides(8 * step), (left, right) = sides(step)
    let slack = 1e-3 * max(abs(left), abs(right), floor)
    guard abs(right - left) > slack, abs(right - left) > 0.5 * abs(wide.right - wide.left) else { return false }
    return gradient >= min(left, right) - slack && gradient <= max(left, right) + slack
  }
}
