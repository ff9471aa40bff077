extension Help {
  static let bench = """
    midge bench [options]
    midge bench --sweep [--out FILE.csv] [--json]
    midge bench --updates [--optimizer NAME] [--repeats N] [--json]

    Measures training steps: forward, loss, backward and update, batch after batch over rows of data made from a seed. Half a second of
    warm-up, then repeats of at least --seconds each; the times are their median and least. Refuses a debug build, and to report when the
    loss did not fall. Pin it for steady numbers: taskset -c 1 midge bench ...

      --workload NAME             W1 to W5, S1, R1, R2, N1, N2, G1, instead of the network's options below
      --network WIDTHS            inputs, hidden layers, outputs                (16-64-64-4)
      --activation NAME           of hidden layers                              (relu)
      --output-activation NAME    softmax: cross-entropy on logits, unless --loss is another  (identity)
      --loss NAME                 mse, cross-entropy, bce, mae, huber, squared, half-squared  (mse)
      --optimizer NAME            sgd, momentum, nesterov, adagrad, rmsprop, rmsprop-centred, adadelta, adam,
                                  amsgrad, adamw, rprop                         (adam)
      --learning-rate NUMBER      (the workload's; 0.001 for adam, else 0.01)
      --batch N                   samples a step                                (32)
      --rows N                    rows of data          (the workload's; else whole batches of 4096 or more)
      --row-capacity N            rows that pass together                       (the batch, at most 64)
      --face NAME                 typed or runtime                              (typed where it is compiled)
      --seconds NUMBER            of each repeat                                (1)
      --repeats N                                                               (5)
      --predict                   measure predictions of single rows instead of steps
      --json                      one JSON object on standard output
      --sweep                     how cost grows with width 1 to 256, depth 1 to 8 and batch 1 to 1024, on the run-time face:
                                  medians of rounds over all
      --out FILE.csv              where the sweep is saved
      --updates                   what each optimizer's update of a million parameters costs, by the larger of two bounds: a loop that reads
                                  and writes the same streams of memory, and as many divides and square roots of numbers
                                  in the first cache. Taken in turn, 31 rounds unless --repeats says otherwise; medians

    The code is compiled for baseline x86-64, v3 (AVX2) and v4 (AVX-512); MIDGE_CPU=baseline|v3|v4 chooses, else the best is taken.
    Operations: a batch times (6 times the weights, less 2 times the first layer's), and 2 (sgd), 4 (momentum) or 12 (adam) a
    parameter. The peak is that of a loop of multiply-adds in registers, of the same instruction set, measured before, between and
    after the repeats; the best counts.
    Single steps: 200,000, or as many as a second holds, each between two readings by lfence; rdtsc; lfence. The median of pairs of
    readings around nothing is taken off; ticks are compared with CLOCK_MONOTONIC over the run. Where the clock advances by many ticks
    at a time, the report says by how much.
    Allocations: every call of the malloc family, counted over up to 1,000 steps after the counter has counted a known one.
    System calls: a forked child makes up to 1,000 steps under a seccomp filter that kills it at its first system call; a
    child that makes one on purpose must have been killed before. What is shown if there are some is a lower bound.
    """
}
