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
      --output-activation NAME    as above; softmax means cross-entropy, unless another loss is asked for  (from the loss)
      --loss NAME                 cross-entropy, bce, mse, mae, huber, squared, half-squared  (from the target)
      --reduction NAME            mean or sum over a batch                      (mean)
      --initializer NAME          of weights: automatic (He for the ReLU family, else Glorot; uniform), glorot-uniform,
                                  glorot-normal, he-uniform, he-normal, lecun-uniform, lecun-normal, orthogonal
      --optimizer NAME            sgd, momentum, nesterov, adagrad, rmsprop, rmsprop-centred, adadelta, adam,
                                  amsgrad, adamw, rprop, lbfgs                  (adam)
                                  lbfgs fits all rows together; an epoch is an iteration, and the last is where nothing changes
      --learning-rate NUMBER                                                    (0.01; 1 with lbfgs)
      --momentum NUMBER           of momentum and nesterov                      (0.9)
      --weight-decay NUMBER       decoupled with adamw, else an L2 penalty      (0)
      --l1 NUMBER                 an L1 penalty; with --weight-decay, an elastic net  (0)
      --clip-norm NUMBER          the most that the gradient's norm may be      (none)
      --clip-value NUMBER         the most that a number of the gradient may be (none)
      --max-norm NUMBER           the most that the norm of a unit's weights may be  (none)
      --dropout SHARE             of the numbers behind each hidden layer that a step leaves out  (0)
      --label-smoothing SHARE     of the targets, that all classes get alike    (0)
      --class-weights WEIGHTS     balanced, or one number a class               (none)
      --sample-weights NAME       the column that says what a row counts        (none)
      --schedule NAME             constant, step, multi-step, exponential, inverse-time, cosine, cosine-restarts,
                                  one-cycle, plateau                            (constant)
      --schedule-epochs N         between steps or restarts; patience of plateau  (10)
      --schedule-factor NUMBER    of step, multi-step, exponential, plateau; decay of inverse-time
                                                                                (0.5, 0.1, 0.95, 0.1; 0.01)
      --milestones EPOCHS         of multi-step, such as 30,40
      --least-learning-rate N     of cosine and plateau                         (0)
      --warm-up EPOCHS            up to the learning rate, from a third of it   (0)
      --batch N|full              samples a step                                (32)
      --epochs N                                                                (50)
      --validation SHARE          of rows held out, by class; 0 for none        (0.2)
      --test SHARE                of rows used for the last scores alone        (0)
      --patience EPOCHS           stop when the validation loss has not become less for so long, and keep the best
                                  parameters                                    (never)
      --diagnostics               at the end, say of each layer: sizes of outputs, weights, gradient and update, dead ReLUs, and
                                  in a word: healthy, vanishing, dead, exploding, not finite
      --rollback                  when numbers leave the range of Float, go back to the epoch of the least loss and go on
                                  from there at half the learning rate, at most 20 times; without, training stops, names
                                  layer, row and step, and saves nothing
      --scan-steps N              between looks at all parameters; there is one after each epoch, too  (1000)
      --seed N                    of the split, the weights and the order       (1)
      --out FILE                  the model, safetensors                        (model.safetensors)
      --json                      one JSON object a line on standard output
    """

  private static let names = "identity, relu, leaky-relu, sigmoid, tanh, elu, gelu, silu, softplus, softmax"

  static let evaluate = """
    midge evaluate MODEL DATA.csv [--top-k N] [--json]

    Scores the model on a table that has its target column. DATA may be - for standard input.
    Of a regression: loss, R2, and RMSE and MAE in the target's units. Of a classification: loss, accuracy, log loss, ROC AUC, and class by
    class precision, recall, F1 and support, with the confusion matrix. Definitions are scikit-learn's. A share of nothing (the
    precision of a class that is never predicted) is 0; a macro mean is over the classes that occur or are predicted; ROC AUC is the
    second's of two classes, of more each class's against the rest, and not defined (null in JSON) where a class is missing.

      --top-k N                   also the share of rows whose class is among the N most probable
      --json                      one JSON object on standard output
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
