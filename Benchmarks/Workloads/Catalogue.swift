import Midge
import WorkloadInterface

/// The listed workload of a name; nil if this build has none. A debug build has but one: measuring it is refused anyway, and each costs
/// the compiler seconds. The static tool has none.
public func makeWorkload(
  named name: String, _ data: BenchmarkData, learningRate rate: Double, rowCapacity: Int
) -> Workload? {
  switch name {
  #if MIDGE_TYPED_BENCHMARKS
    case "W1":
      return workload(
        Network {
          Dense<2, 4>()
          LevelSigmoid()
          Dense<4, 1>()
          LevelSigmoid()
        }, MeanSquaredErrorLoss(), SGD(learningRate: rate), batch: Vector<1>.self, data: data,
        rowCapacity: rowCapacity)
  #endif
  #if MIDGE_TYPED_BENCHMARKS && !DEBUG
    case "W2":
      return workload(
        Network {
          Dense<8, 16>()
          LevelTanh()
          Dense<16, 16>()
          LevelTanh()
          Dense<16, 1>()
          LevelIdentity()
        }, MeanSquaredErrorLoss(), SGD(learningRate: rate), batch: Vector<1>.self, data: data, rowCapacity: rowCapacity)
    case "W3":
      return workload(
        Network {
          Dense<16, 64>()
          LevelReLU()
          Dense<64, 64>()
          LevelReLU()
          Dense<64, 4>()
          LevelIdentity()
        }, MeanSquaredErrorLoss(), Adam(learningRate: rate), batch: Vector<32>.self, data: data,
        rowCapacity: rowCapacity)
    case "W4":
      return workload(
        reluNetwork(Dense<64, 32>(), Dense<32, 10>()), CrossEntropyLoss(), Momentum(learningRate: rate),
        batch: Vector<32>.self, data: data, rowCapacity: rowCapacity)
    case "W5":
      return workload(
        reluNetwork(Dense<784, 128>(), Dense<128, 10>()), CrossEntropyLoss(), Adam(learningRate: rate),
        batch: Vector<64>.self, data: data, rowCapacity: rowCapacity)
    case "S1":
      return workload(
        Network {
          Dense<4, 32>()
          LevelTanh()
          Dense<32, 16>()
          LevelTanh()
          Dense<16, 4>()
          LevelIdentity()
        }, MeanSquaredErrorLoss(), Adam(learningRate: rate), batch: Vector<10_000>.self, data: data,
        rowCapacity: rowCapacity)
    case "R1":
      return ragged(Dense<13, 29>(), Dense<29, 5>(), batch: Vector<7>.self, data, rate, rowCapacity)
    case "N1":
      return ragged(Dense<16, 32>(), Dense<32, 8>(), batch: Vector<8>.self, data, rate, rowCapacity)
    case "R2":
      return ragged(Dense<17, 33>(), Dense<33, 3>(), batch: Vector<7>.self, data, rate, rowCapacity)
    case "N2":
      return ragged(Dense<32, 48>(), Dense<48, 4>(), batch: Vector<8>.self, data, rate, rowCapacity)
  #endif
  default: return nil
  }
}

#if MIDGE_TYPED_BENCHMARKS && !DEBUG
  private typealias ReLUPair<let Inputs: Int, let Hidden: Int, let Outputs: Int> =
    Chain<ActivatedDense<Inputs, Hidden, LevelReLU>, ActivatedDense<Hidden, Outputs, LevelIdentity>>

  private func reluNetwork<let Inputs: Int, let Hidden: Int, let Outputs: Int>(
    _ first: Dense<Inputs, Hidden>, _ second: Dense<Hidden, Outputs>
  ) -> Network<ReLUPair<Inputs, Hidden, Outputs>> {
    Network {
      first
      LevelReLU()
      second
      LevelIdentity()
    }
  }

  private func ragged<let Inputs: Int, let Hidden: Int, let Outputs: Int, Batch: Shape>(
    _ first: Dense<Inputs, Hidden>, _ second: Dense<Hidden, Outputs>, batch: Batch.Type, _ data: BenchmarkData,
    _ rate: Double, _ rowCapacity: Int
  ) -> Workload {
    workload(
      reluNetwork(first, second), MeanSquaredErrorLoss(), Adam(learningRate: rate), batch: batch, data: data,
      rowCapacity: rowCapacity)
  }
#endif
