/// Looking for what is not finite.
extension TrainingEngine {
  /// After a step whose loss is not finite: by the outputs of the rows that passed last.
  @inlinable
  func findingInRows(sampleCount: Int, step: Int) -> Finding {
    let first = (sampleCount &- 1) / layout.rowCapacity &* layout.rowCapacity, rows = sampleCount &- first
    for layer in 0..<body.layerCount {
      let outputs = unsafe outputs(ofLayer: layer), count = body.shape(at: layer).outputCount
      var found: (row: Int, unit: Int)?
      var badRows = 0
      for row in 0..<rows {
        let unit = unsafe firstUnit(outputs[row], count) { !$0.isFinite }
        if let unit {
          badRows &+= 1
          if found == nil { found = (row, unit) }
        }
      }
      if let found {
        return Finding(
          .output(layer: layer, unit: found.unit), step: step, sample: first &+ found.row,
          isEverySample: badRows == rows && rows > 1)
      }
    }
    if first > 0 { return Finding(.earlierRows, step: step) }
    let outputs = unsafe outputs(ofLayer: body.layerCount &- 1), share = Scalar(rows &* body.outputCount)
    for row in 0..<rows {
      if unsafe firstUnit(outputs[row], body.outputCount, where: { $0.isTooLarge(among: share) }) != nil {
        return Finding(.loss, step: step, sample: row)
      }
    }
    return Finding(.loss, step: step)
  }

  /// What was found in a batch, placed in the data that its samples, `count` from `first` on, are taken of.
  @inlinable
  func placed(_ finding: Finding, _ samples: Samples<Scalar>, first: Int, count: Int) -> Finding {
    var sample = finding.sample.map { sample in
      let position = first &+ sample
      return unsafe samples.order.map { $0[position] } ?? position
    }
    if finding.place == .loss && sample == nil {
      sample = unsafe sampleWithoutTarget(samples, first: first, count: count)
    }
    return Finding(finding.place, step: finding.step, sample: sample, isEverySample: finding.isEverySample)
  }

  /// Which of the samples from `first` on has a target that no loss stays finite with.
  @inlinable
  func sampleWithoutTarget(_ samples: Samples<Scalar>, first: Int, count: Int) -> Int? {
    guard case .values(let rows) = unsafe samples.targets else { return nil }
    let share = Scalar(count &* body.outputCount)
    for position in first..<first &+ count {
      let sample = unsafe samples.order.map { $0[position] } ?? position
      let unit = unsafe firstUnit(rows[sample], body.outputCount) { $0.isTooLarge(among: share) }
      if unit != nil { return sample }
    }
    return nil
  }

  /// A parameter, a moment or a number of the gradient that waits that is not finite; one pass over all of them when there is none.
  @inlinable @inline(never)
  func findingInState(step: Int) -> Finding? {
    let gradientCount = pendingGradient ? layout.parameterCount : 0
    if unsafe isFinite(parameters, layout.parameterCount) && isFinite(moments, usedMomentCount)
      && isFinite(gradients, gradientCount)
    {
      return nil
    }
    var finding: Finding?
    body.forEachParameter { parameter in
      if finding == nil, unsafe !parameters[parameter.offset].isFinite {
        finding = Finding(.parameter(parameter.place), step: step)
      }
    }
    if let finding { return finding }
    forEachLayer { layer, offset, count in
      for moment in 0..<optimizer.momentCount where finding == nil {
        if unsafe !isFinite(moments + (moment &* layout.parameterCount &+ offset), count) {
          finding = Finding(.moment(layer: layer), step: step)
        }
      }
      if finding == nil, pendingGradient, unsafe !isFinite(gradients + offset, count) {
        finding = Finding(.gradient(layer: layer), step: step)
      }
    }
    return finding
  }

  @inlinable @inline(__always)
  func isFinite(_ values: UnsafePointer<Scalar>, _ count: Int) -> Bool {
    unsafe FiniteCheck(values, count: count).run(Portable<Scalar>.Vector16.self)
  }

  @inlinable
  func firstUnit(_ line: UnsafePointer<Scalar>, _ count: Int, where holds: (Scalar) -> Bool) -> Int? {
    for unit in 0..<count {
      if unsafe holds(line[unit]) { return unit }
    }
    return nil
  }
}

extension KernelScalar {
  /// Not finite, or so large that a sum of `count` squares, of which none is larger, may not be.
  @inlinable
  func isTooLarge(among count: Self) -> Bool { !(self * self * 2 * count).isFinite }
}
