/// What `--help` prints.
enum Help {
  static let version = "midge 0.1.0"

  static let overview = """
    midge trains tiny neural networks.

      midge train DATA.csv       train on a table, save the model
      midge evaluate MODEL DATA  scores and confusion matrix on another table
      midge predict MODEL [DATA] a row in, a row out; standard input when DATA is - or missing
      midge inspect MODEL        layers, sizes, operations, metadata
      midge trace                one step of backpropagation, every number, layer by layer
      midge gradcheck            the gradient against the slope of the loss
      midge bench                nanoseconds a step, and what it asks of the machine

    Networks run on the best instruction set there is; MIDGE_CPU=baseline, v3 or v4 in the environment chooses another.
    midge COMMAND --help says more. midge --version prints the version.
    Exit codes: 0 done, 1 failed, 2 usage, 65 bad data, 66 no such input, 73 cannot write.
    """

  static let train = """
    midge train DATA.csv [options]

    The table has a header unless a cell of its first row is a number. A column is numeric when its first cell is a number, else
    text, which becomes one input per value. Inputs are standardised. The target is the last column unless given; a text column, or at
    most 20 different whole numbers, makes a classification, other numbers a regression.

      --target NAME|INDEX         column to predict; INDEX counts from 1        (the last)
      --task NAME                 classification or regression                  (from the target)
      --layers WIDTHS             hidden widths, such as 64,32, or none         (32)
      --activation NAME           of hidden layers: \(names)  (relu)
      --output-activation NAME    as above, or softmax                          (from the loss)
      --loss NAME                 mse, cross-entropy, bce                       (from the target)
      --reduction NAME            mean or sum over a batch                      (mean)
      --optimizer NAME            sgd, momentum, adam                           (adam)
      --learning-rate NUMBER                                                    (0.01)
      --momentum NUMBER           with --optimizer momentum                     (0.9)
      --batch N|full              samples a step                                (32)
      --epochs N                                                                (50)
      --validation SHARE          of rows held out, by class; 0 for none        (0.2)
      --seed N                    of the split, the weights and the order       (1)
      --out FILE                  the model, safetensors                        (model.safetensors)
      --json                      one JSON object a line on standard output
    """

  private static let names = "identity, relu, leaky-relu, sigmoid, tanh"

  static let evaluate = """
    midge evaluate MODEL DATA.csv [--json]

    Scores the model on a table that has its target column: loss and accuracy with the confusion matrix, or R2, RMSE and MAE in the
    target's units. DATA may be - for standard input.
    """

  static let predict = """
    midge predict MODEL [DATA.csv|-] [--json]

    Prints a line for each row, as rows arrive: the class, or the number in the target's units. Columns are matched by name, in any
    order; without a header, by position. The target's column is ignored if it is there. With --json, "output" holds the
    probabilities of all classes.
    """

  static let inspect = """
    midge inspect MODEL [--json]

    Prints the layers, the number of parameters, the floating-point operations a sample costs, and what the model predicts.
    """
}
