import MidgeModel

extension Help {
  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }
  private static let activations = names(Activation.allCases.map(\.name))
  private static let losses = names(Loss.allCases.map(\.name))

  static let trace = """
    midge trace [options]

    One step of backpropagation in print: every number, layer by layer, with the formula that it comes from. The numbers are those of
    the code that trains, in Float. A step is plain gradient descent on one sample, a batch of one row; with several rows, each step
    takes the next. What is not given is drawn from the seed.

      --network WIDTHS            inputs, hidden layers, outputs                (2-2-1)
      --activation NAME           of hidden layers: \(activations)  (sigmoid)
      --output-activation NAME    as above; cross-entropy has its softmax in it, bce its sigmoid  (identity)
      --loss NAME                 \(losses)  (mse)
      --reduction NAME            mean or sum over outputs, where the loss adds them up  (mean)
      --learning-rate NUMBER                                                    (0.1)
      --inputs ROWS               numbers of a row by commas, rows by semicolons: 0,1;1,0
      --targets ROWS              as many rows, of the outputs
      --weights TENSORS           layers by |, rows (one an output) by semicolons: 0.2,0.2;0.3,0.3|0.3,0.9
      --biases VECTORS            layers by |: 0,0|0                            (zeros)
      --no-bias                   no biases: they and their gradients are kept at 0
      --steps N                                                                 (1)
      --seed N                    of what is not given                          (1)
      --from FILE                 a JSON object with these options, the command line's coming first:
                                  {"network": "2-1", "no_bias": true, "weights": [[[0.2, 0.3]]], "inputs": [1, 2], "targets": [1]}
      --json                      one JSON object a step on standard output
    """

  static let gradcheck = """
    midge gradcheck [options]

    Compares the gradient that backpropagation computes with the slope of the loss, the central difference of four points, for every weight
    and bias: the kernels that train, in Double. The relative error is |gradient - slope| over the larger of both, or over 1e-4 (or 1e-4 of a
    loss above 1) where both are smaller. Exit code 1 if the worst is beyond the tolerance.
    Inputs, targets, weights and biases are drawn from the seed. Where they differ, smaller steps are tried first: a corner of a
    ReLU may lie within the step. Where the loss has a corner at the very point there is no slope; such parameters are counted and left out.

      --network WIDTHS            inputs, hidden layers, outputs                (3-5-2)
      --activation NAME           of hidden layers: \(activations)  (tanh)
      --output-activation NAME    as above; cross-entropy has its softmax in it, bce its sigmoid  (identity)
      --loss NAME                 \(losses)  (mse)
      --reduction NAME            mean or sum over a batch                      (mean)
      --batch N                   rows; one row is worked off by code of its own  (4)
      --seed N                                                                  (1)
      --tolerance NUMBER                                                        (1e-6)
      --from FILE                 a JSON object with these options, such as {"network": "3-5-2", "batch": 1}
      --json                      one JSON object on standard output
    """
}
