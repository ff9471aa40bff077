// What a sentinel adds to a step, what a snapshot costs, and what subnormal numbers do. See ../diagnostics.sh.
import Glibc
import Midge

#if MIDGE_V4
  typealias Native = FusedWide<Float>
#else
  typealias Native = Portable<Float>
#endif

func nanoseconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func text(_ value: Double, _ digits: Int = 2) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  return "\((value * scale).rounded() / scale)"
}

/// Eight batches of samples, taken in turn.
struct Rows {
  var inputs: [Float] = []
  var targets: [Float] = []
  let inputCount: Int, outputCount: Int

  init(_ inputCount: Int, _ outputCount: Int, batch: Int, isOneHot: Bool) {
    var generator = SeededGenerator(seed: 5)
    (self.inputCount, self.outputCount) = (batch * inputCount, batch * outputCount)
    for _ in 0..<8 * batch {
      for _ in 0..<inputCount { inputs.append(Float(generator.nextUnit() * 2 - 1)) }
      let label = Int(generator.next() % UInt64(outputCount))
      for index in 0..<outputCount {
        targets.append(isOneHot ? (index == label ? 1 : 0) : Float(generator.nextUnit()))
      }
    }
  }
}

@inline(never)
func plain<Body: Layer, Loss: LossFunction, Rule: Optimizer>(
  _ trainer: inout Trainer<Body, Loss, Rule, Native>, _ rows: Rows, steps: Int
) -> Float {
  let (inputs, targets) = (rows.inputs.span, rows.targets.span)
  var total: Float = 0
  for step in 0..<steps {
    let x = step & 7 &* rows.inputCount, t = step & 7 &* rows.outputCount
    total += trainer.step(
      inputs.extracting(x..<x &+ rows.inputCount), targets.extracting(t..<t &+ rows.outputCount))
  }
  return total
}

@inline(never)
func watched<Body: Layer, Loss: LossFunction, Rule: Optimizer>(
  _ trainer: inout Trainer<Body, Loss, Rule, Native>, _ sentinel: inout Sentinel<Rule, Float>, _ rows: Rows,
  batch: Int, steps: Int
) -> Float {
  let (inputs, targets) = (rows.inputs.span, rows.targets.span)
  var total: Float = 0
  for step in 0..<steps {
    let x = step & 7 &* rows.inputCount, t = step & 7 &* rows.outputCount
    let loss = trainer.step(
      inputs.extracting(x..<x &+ rows.inputCount), targets.extracting(t..<t &+ rows.outputCount))
    if sentinel.watch(trainer, loss: loss, sampleCount: batch) != nil { return .nan }
    total += loss
  }
  return total
}

/// A (no sentinel) and B (one, with a snapshot every 1000 steps) in turn; medians over the rounds.
func overhead<Body: Layer, Loss: LossFunction, Rule: Optimizer>(
  _ name: String, _ network: Network<Body>, _ loss: Loss, _ rule: Rule, batch: Int, isOneHot: Bool = false
) {
  let rows = Rows(network.body.inputCount, network.body.outputCount, batch: batch, isOneHot: isOneHot)
  var first = Trainer(network, loss: loss, optimizer: rule, arithmetic: Native.self)
  var second = Trainer(network, loss: loss, optimizer: rule, arithmetic: Native.self)
  var sentinel = Sentinel(watching: second, every: 1000)
  var sum = plain(&first, rows, steps: 100)
  let start = nanoseconds()
  sum += plain(&first, rows, steps: 200)
  let steps = max(1000, Int(2e7 / ((nanoseconds() - start) / 200)))
  var without: [Double] = [], with: [Double] = [], differences: [Double] = []
  for round in 0..<rounds {
    var times = (a: 0.0, b: 0.0)
    for turn in 0..<2 {
      let start = nanoseconds()
      if (turn + round) % 2 == 0 {
        sum += plain(&first, rows, steps: steps)
        times.a = (nanoseconds() - start) / Double(steps)
      } else {
        sum += watched(&second, &sentinel, rows, batch: batch, steps: steps)
        times.b = (nanoseconds() - start) / Double(steps)
      }
    }
    without.append(times.a)
    with.append(times.b)
    differences.append(times.b - times.a)
  }
  var takes: [Double] = []
  for _ in 0..<101 {
    let start = nanoseconds()
    if sentinel.take(second) != nil { sum = .nan }
    takes.append(nanoseconds() - start)
  }
  let a = median(without), d = median(differences)
  print(
    "\(name)  without \(text(a)) ns, with \(text(median(with))) ns, difference \(text(d)) ns (\(text(100 * d / a)) %), "
      + "scan and snapshot \(text(median(takes), 0)) ns, \(sentinel.byteCount) bytes"
      + (sum.isNaN ? ", not finite" : ""))
}

/// Nanoseconds of forward and backward over a batch (no update), normal and subnormal in turn.
func subnormals<Body: Layer>(_ name: String, _ network: Network<Body>, inputs: Float, layer: Int?, batch: Int) {
  var rows = Rows(network.body.inputCount, network.body.outputCount, batch: batch, isOneHot: false)
  var trainer = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0), arithmetic: Native.self)
  var other = Trainer(network, loss: MeanSquaredErrorLoss(), optimizer: SGD(learningRate: 0), arithmetic: Native.self)
  if let layer {
    var start = 0
    for index in 0..<layer { start += network.body.parameterCount(at: index) }
    let end = start + network.body.parameterCount(at: layer)
    other.withMutableParameters { for index in start..<end { $0[index] *= 0x1p-133 } }
  }
  let usual = rows
  for index in rows.inputs.indices { rows.inputs[index] *= inputs }
  var sum: Float = 0
  func time(_ trainer: inout Trainer<Body, MeanSquaredErrorLoss, SGD, Native>, _ rows: Rows) -> Double {
    let (x, t) = (
      rows.inputs.span.extracting(first: rows.inputCount), rows.targets.span.extracting(first: rows.outputCount)
    )
    let start = nanoseconds()
    for _ in 0..<1000 {
      sum += trainer.accumulate(x, t)
      trainer.apply()
    }
    return (nanoseconds() - start) / 1000
  }
  var usualTimes: [Double] = [], times: [Double] = []
  for _ in 0..<rounds {
    usualTimes.append(time(&trainer, usual))
    times.append(time(&other, rows))
  }
  let (a, b) = (median(usualTimes), median(times))
  print(
    "\(name)  normal \(text(a, 0)) ns, subnormal \(text(b, 0)) ns, ratio \(text(b / a))\(sum.isNaN ? ", not finite" : "")"
  )
}

let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 41 : 41
overhead(
  "W1",
  Network {
    Dense<2, 4>(); Sigmoid(); Dense<4, 1>(); Sigmoid()
  }, MeanSquaredErrorLoss(), SGD(learningRate: 0.1),
  batch: 1)
overhead(
  "W2",
  Network {
    Dense<8, 16>(); Tanh(); Dense<16, 16>(); Tanh(); Dense<16, 1>()
  }, MeanSquaredErrorLoss(),
  SGD(learningRate: 0.01), batch: 1)
overhead(
  "W3",
  Network {
    Dense<16, 64>(); ReLU(); Dense<64, 64>(); ReLU(); Dense<64, 4>()
  }, MeanSquaredErrorLoss(),
  Adam(learningRate: 0.001), batch: 32)
overhead(
  "W4",
  Network {
    Dense<64, 32>(); ReLU(); Dense<32, 10>()
  }, CrossEntropyLoss(), Momentum(learningRate: 0.01),
  batch: 32, isOneHot: true)
overhead(
  "W5",
  Network {
    Dense<784, 128>(); ReLU(); Dense<128, 10>()
  }, CrossEntropyLoss(), Adam(learningRate: 0.001),
  batch: 64, isOneHot: true)
let network = Network {
  Dense<64, 64>(); ReLU(); Dense<64, 64>(); ReLU(); Dense<64, 4>()
}
subnormals("subnormal inputs", network, inputs: 0x1p-130, layer: nil, batch: 32)
subnormals("subnormal inputs, batch 1", network, inputs: 0x1p-130, layer: nil, batch: 1)
subnormals("subnormal weights of the second layer", network, inputs: 1, layer: 1, batch: 32)
subnormals("subnormal weights of the second layer, batch 1", network, inputs: 1, layer: 1, batch: 1)
