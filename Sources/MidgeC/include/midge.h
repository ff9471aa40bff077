/* Midge: trains tiny neural networks inside a program.
 *
 *     midge_layer layers[] = {{MIDGE_DENSE, MIDGE_RELU, 64, 32}, {MIDGE_DENSE, MIDGE_IDENTITY, 32, 10}};
 *     midge_options options;
 *     midge_network *network = NULL;
 *     midge_default_options(&options);
 *     options.loss = MIDGE_CROSS_ENTROPY;
 *     if (midge_create(&network, layers, 2, &options, NULL, 0, &error) != MIDGE_OK) ...
 *     midge_step_classes(network, inputs, classes, 32, &loss);
 *     midge_destroy(&network);
 *
 * Every function but the last few checks its arguments and returns a status; none prints or keeps a state of its own. A pointer that is not NULL must
 * lead to memory that there is, as much of it as its counts say: that alone cannot be checked. Pointers to float, double and integers must be
 * aligned as C aligns them. Results whose pointer is said to be optional may be NULL; results are written when the status is MIDGE_OK,
 * and otherwise only where that is said. A call that fails leaves the network as it was, but for its midge_last_error.
 *
 * Besides the statuses that functions are said to give, each gives MIDGE_ERROR_ARGUMENT, and with a network MIDGE_ERROR_HANDLE.
 *
 * Memory: a network lies in one block, which midge_create asks of the heap, or which the caller lends. Nothing but midge_create,
 * midge_create_from_model, midge_model_memory_size, midge_save, midge_load, a long MIDGE_CPU and the text of a failure before there is a network uses
 * the heap; what these take for their work, some times the bytes of the model file, they give back. Without room for a block the status is
 * MIDGE_ERROR_MEMORY; without room for the work on a model file the program ends.
 *
 * Threads: networks share nothing. One network may be used by one thread at a time.
 *
 * The same seed, description and data give the same bits as Midge's other faces, on every x86-64 processor with AVX2 and on arm64. */
#ifndef MIDGE_H
#define MIDGE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MIDGE_VERSION "0.1.0"

typedef enum midge_status {
  MIDGE_OK = 0,
  /* NULL, negative, not aligned, out of range (of float, where steps compute with it) or not a number. */
  MIDGE_ERROR_ARGUMENT = 1,
  /* NULL, not a network, or one that was destroyed in lent memory that has not been used since. (Memory of the heap goes back to it: a handle that
   * outlives midge_destroy there is as any pointer to freed memory, and may not be used. midge_destroy sets the one it is given to NULL.) */
  MIDGE_ERROR_HANDLE = 2,
  /* Layers that do not fit each other; inputs or outputs that are not from 1 to 2^20; more than 2^28 parameters, padding included. */
  MIDGE_ERROR_NETWORK = 3,
  /* Lent memory is too small or does not start at a multiple of 64; or the heap has no room for the network's block. */
  MIDGE_ERROR_MEMORY = 4,
  /* MIDGE_CPU, or the options, name an instruction set that there is not, or that this processor lacks. */
  MIDGE_ERROR_INSTRUCTION_SET = 5,
  /* Bytes that are no model, or the model of another network. */
  MIDGE_ERROR_FORMAT = 6,
  /* A buffer is too small for the result. */
  MIDGE_ERROR_CAPACITY = 7,
  /* The network was made with prediction_only, and was asked for what only a trainer has: midge_step, midge_accumulate, midge_apply, midge_epoch,
   * midge_evaluate, midge_gradients, or the learning rate. */
  MIDGE_ERROR_PURPOSE = 8
} midge_status;

/* A network, its loss and optimizer. Opaque. */
typedef struct midge_network midge_network;

/* Where a function that makes a network leaves its text: the caller's, so that threads do not share it. */
typedef struct midge_error {
  char text[256];
} midge_error;

/* Dropout stands in models that were trained with it: midge_describe_layer tells it, midge_create refuses it. */
enum midge_kind { MIDGE_DENSE = 0, MIDGE_ACTIVATION = 1, MIDGE_DROPOUT = 2 };
/* PyTorch's functions, with its defaults: leaky ReLU has the slope 0.01 below 0, ELU alpha 1, GELU is that of the error function, softplus has beta 1. */
enum midge_activation {
  MIDGE_IDENTITY = 0,
  MIDGE_RELU = 1,
  MIDGE_LEAKY_RELU = 2,
  MIDGE_SIGMOID = 3,
  MIDGE_TANH = 4,
  MIDGE_ELU = 5,
  MIDGE_GELU = 6,
  MIDGE_SILU = 7,
  MIDGE_SOFTPLUS = 8,
  MIDGE_SOFTMAX = 9 /* of a row; not before cross-entropy, which has it in it */
};
/* Of a row: the mean over its outputs of squares, binary cross-entropies, absolute values or Huber's function (delta 1); or, the cross-entropy, the
 * squared error and half of that, a sum over its outputs. The cross-entropies take logits: they include softmax and sigmoid. */
enum midge_loss {
  MIDGE_MEAN_SQUARED_ERROR = 0,
  MIDGE_CROSS_ENTROPY = 1,
  MIDGE_BINARY_CROSS_ENTROPY = 2,
  MIDGE_MEAN_ABSOLUTE_ERROR = 3,
  MIDGE_HUBER = 4,
  MIDGE_SQUARED_ERROR = 5,
  MIDGE_HALF_SQUARED_ERROR = 6
};
/* Of a batch's rows. MIDGE_SUM is that of all outputs, too. */
enum midge_reduction { MIDGE_MEAN = 0, MIDGE_SUM = 1 };
enum midge_optimizer {
  MIDGE_SGD = 0,
  MIDGE_MOMENTUM = 1,
  MIDGE_ADAM = 2,
  MIDGE_NESTEROV = 3,
  MIDGE_ADAGRAD = 4,
  MIDGE_RMSPROP = 5,
  MIDGE_ADADELTA = 6,
  MIDGE_AMSGRAD = 7,
  MIDGE_ADAMW = 8,
  MIDGE_RPROP = 9,
  MIDGE_RMSPROP_CENTRED = 10
};
/* Of weights; biases start at 0. Automatic: He for dense layers with ReLU or leaky ReLU, Glorot for the others; uniform. */
enum midge_initializer {
  MIDGE_AUTOMATIC = 0,
  MIDGE_GLOROT_UNIFORM = 1,
  MIDGE_GLOROT_NORMAL = 2,
  MIDGE_HE_UNIFORM = 3,
  MIDGE_HE_NORMAL = 4,
  MIDGE_LECUN_UNIFORM = 5,
  MIDGE_LECUN_NORMAL = 6,
  MIDGE_ORTHOGONAL = 7
};
/* Best: what MIDGE_CPU in the environment says, else the highest that the processor has. Others than x86-64 have one, the baseline. */
enum midge_instruction_set { MIDGE_BEST = -1, MIDGE_BASELINE = 0, MIDGE_V3 = 1, MIDGE_V4 = 2 };

/* A layer. Dense: y = f(x W + b); activation: y = f(x), input_count = output_count. As they run, ReLU, leaky ReLU, sigmoid and tanh right behind a
 * dense layer without an activation become part of it, and ELU, GELU, SiLU and softplus of a dense layer become a layer behind it. */
typedef struct midge_layer {
  int32_t kind;
  int32_t activation;
  ptrdiff_t input_count;
  ptrdiff_t output_count;
} midge_layer;

/* Fill it with midge_default_options, then change what is to differ. Numbers are kept as double, and rounded to float in a step: what they become must
 * be in their range, too. Optimizers have PyTorch's defaults for what cannot be chosen here. */
typedef struct midge_options {
  ptrdiff_t byte_count;     /* sizeof(midge_options) */
  int32_t loss;             /* default MIDGE_MEAN_SQUARED_ERROR; a model file's own takes its place */
  int32_t reduction;        /* MIDGE_MEAN; likewise */
  int32_t optimizer;        /* MIDGE_ADAM */
  int32_t initializer;      /* MIDGE_AUTOMATIC */
  int32_t instruction_set;  /* MIDGE_BEST */
  int32_t prediction_only;  /* 0; else the network needs less memory and cannot be trained */
  ptrdiff_t row_capacity;   /* 32, 1 to 2^20: rows that pass through the network together. It changes memory and speed, not results */
  uint64_t seed;            /* 1: of the parameters and the order of samples */
  double learning_rate;     /* 0.001 whatever the optimizer, above 0; of MIDGE_RPROP, the size of the first step */
  double momentum;          /* 0.9, from 0 to below 1: of MIDGE_MOMENTUM and MIDGE_NESTEROV */
  double beta1;             /* 0.9, from 0 to below 1: of MIDGE_ADAM, MIDGE_AMSGRAD and MIDGE_ADAMW, as are the following */
  double beta2;             /* 0.999, from 0 to below 1 */
  double epsilon;           /* 1e-8, from 0 on */
  double weight_decay;      /* 0, from 0 on: decoupled with MIDGE_ADAMW, else an L2 penalty: weight_decay times w is added to the gradient */
  double l1;                /* 0, from 0 on: l1 times the sign of w is added to the gradient */
  double clip_norm;         /* infinity, above 0: the most that the norm of the gradient may be */
  double clip_value;        /* infinity, above 0: the most that a number of the gradient may be, in magnitude */
  double max_norm;          /* infinity, above 0: the most that the norm of a unit's incoming weights may be, after a step */
  double label_smoothing;   /* 0, from 0 to below 1: the share of a target that all classes get alike, with the cross-entropies */
} midge_options;

midge_status midge_default_options(midge_options *options);

/* ---- Creation ---- */

/* Bytes of the block that midge_create needs. layer_count: 1 to 256. error is optional, here and below; it is written only when the status is not
 * MIDGE_OK. MIDGE_ERROR_NETWORK, MIDGE_ERROR_INSTRUCTION_SET. */
midge_status midge_memory_size(const midge_layer *layers, ptrdiff_t layer_count, const midge_options *options, ptrdiff_t *byte_count,
                               midge_error *error);

/* Makes a network and draws its parameters from the seed (prediction only: all 0). memory NULL: one block of the heap. Else at least
 * midge_memory_size bytes from a multiple of 64 on, which must outlive the network and belong to it alone. *network is NULL on failure.
 * MIDGE_ERROR_NETWORK, MIDGE_ERROR_INSTRUCTION_SET, MIDGE_ERROR_MEMORY. */
midge_status midge_create(midge_network **network, const midge_layer *layers, ptrdiff_t layer_count, const midge_options *options,
                          void *memory, ptrdiff_t memory_byte_count, midge_error *error);

/* The same for the network of a model file in memory, as `midge train` and midge_save write it, with its parameters; it may have any number of layers.
 * Columns, scaling and class names, which `midge train` also writes, are not looked at. Both read the whole file, on the heap; besides
 * the statuses above, MIDGE_ERROR_FORMAT. */
midge_status midge_model_memory_size(const void *model, ptrdiff_t model_byte_count, const midge_options *options, ptrdiff_t *byte_count,
                                     midge_error *error);
midge_status midge_create_from_model(midge_network **network, const void *model, ptrdiff_t model_byte_count,
                                     const midge_options *options, void *memory, ptrdiff_t memory_byte_count, midge_error *error);

/* Gives the network's block back, unless it is lent, and sets *network to NULL. *network may be NULL already: that is MIDGE_OK. The pointers that
 * midge_parameters, midge_gradients and midge_last_error gave end with the network. */
midge_status midge_destroy(midge_network **network);

/* ---- Training ----
 * inputs: row_count rows of the network's inputs, one after the other; targets: as many rows of its outputs; classes: one number a row, from 0 to
 * below the network's outputs (with one output 0 only: give 0 and 1 as targets). loss is optional: the loss before the update, without penalties.
 * Inputs, targets and parameters that are not finite, or that a learning rate makes so, are no error: the loss is then not finite.
 * Networks for prediction only: MIDGE_ERROR_PURPOSE, also from midge_evaluate and midge_gradients. */

midge_status midge_step(midge_network *network, const float *inputs, const float *targets, ptrdiff_t row_count, float *loss);
midge_status midge_step_classes(midge_network *network, const float *inputs, const int32_t *classes, ptrdiff_t row_count, float *loss);

/* The two halves of a step. Accumulate adds the gradient of the batch's loss, until apply uses it up; apply without one does nothing. A whole step
 * adds its own to a gradient that waits, and uses up both. */
midge_status midge_accumulate(midge_network *network, const float *inputs, const float *targets, ptrdiff_t row_count, float *loss);
midge_status midge_accumulate_classes(midge_network *network, const float *inputs, const int32_t *classes, ptrdiff_t row_count,
                                      float *loss);
midge_status midge_apply(midge_network *network);

/* One pass over all rows, batch_size at a time, the last batch perhaps smaller; shuffles != 0: in an order that depends on the seed and the number of
 * epochs before. loss is optional: the mean over rows, or the sum. */
midge_status midge_epoch(midge_network *network, const float *inputs, const float *targets, ptrdiff_t row_count, ptrdiff_t batch_size,
                         int32_t shuffles, double *loss);
midge_status midge_epoch_classes(midge_network *network, const float *inputs, const int32_t *classes, ptrdiff_t row_count,
                                 ptrdiff_t batch_size, int32_t shuffles, double *loss);

/* The optimizer's, for the next step; above 0. */
midge_status midge_learning_rate(const midge_network *network, double *learning_rate);
midge_status midge_set_learning_rate(midge_network *network, double learning_rate);

/* ---- Evaluation and prediction ---- */

typedef struct midge_evaluation {
  double loss;
  /* Share of rows whose largest output is where the largest target is; with one output, on the target's side of one half. */
  double accuracy;
  ptrdiff_t row_count;
} midge_evaluation;

midge_status midge_evaluate(midge_network *network, const float *inputs, const float *targets, ptrdiff_t row_count,
                            midge_evaluation *evaluation);
midge_status midge_evaluate_classes(midge_network *network, const float *inputs, const int32_t *classes, ptrdiff_t row_count,
                                    midge_evaluation *evaluation);

/* row_count rows of the network's outputs: logits, if that is what the loss takes. They may not overlap the inputs: MIDGE_ERROR_ARGUMENT. */
midge_status midge_predict(midge_network *network, const float *inputs, ptrdiff_t row_count, float *outputs);
/* The same as the loss reads them: softmax or sigmoid of logits, else the outputs themselves. */
midge_status midge_probabilities(midge_network *network, const float *inputs, ptrdiff_t row_count, float *outputs);

/* ---- Parameters ----
 * One buffer of float, layer after layer; gradients are laid out alike. Weight (output, input) of a layer is number
 * weight_offset + output * weight_output_stride + input * weight_input_stride of the buffer, bias number `output` is number
 * bias_offset + output. What lies between is padding: keep it 0. The pointers live as long as the network. count is optional:
 * how many numbers the buffer has, padding included. */

midge_status midge_parameters(midge_network *network, float **parameters, ptrdiff_t *count);
/* What midge_accumulate has added up. After midge_step, which need not write it, it means nothing. */
midge_status midge_gradients(midge_network *network, float **gradients, ptrdiff_t *count);

typedef struct midge_layer_info {
  midge_layer layer; /* as it runs: with the activation that was fused into it. What follows is 0 for an activation */
  ptrdiff_t weight_count;
  ptrdiff_t bias_count;
  ptrdiff_t weight_offset;
  ptrdiff_t weight_output_stride;
  ptrdiff_t weight_input_stride;
  ptrdiff_t bias_offset;
} midge_layer_info;

typedef struct midge_network_info {
  ptrdiff_t input_count;
  ptrdiff_t output_count;
  ptrdiff_t layer_count;     /* as they run */
  ptrdiff_t trainable_count; /* weights and biases, without padding */
  ptrdiff_t byte_count;      /* of the block */
  int32_t loss;
  int32_t reduction;
  int32_t instruction_set; /* what its steps run */
  int32_t prediction_only;
} midge_network_info;

midge_status midge_describe(const midge_network *network, midge_network_info *info);
/* layer: from 0. */
midge_status midge_describe_layer(const midge_network *network, ptrdiff_t layer, midge_layer_info *info);

/* ---- Model files in memory: safetensors, the parameters under PyTorch's names and layouts ---- */

/* *byte_count becomes the size of the file; bytes NULL: nothing else is done. Less capacity than that: MIDGE_ERROR_CAPACITY, with *byte_count written.
 * Parameters are written as they are; a file with some that are not finite will not be read again. */
midge_status midge_save(const midge_network *network, void *bytes, ptrdiff_t capacity, ptrdiff_t *byte_count);
/* The parameters of a model with the same layers; MIDGE_ERROR_FORMAT, and the network keeps its own. The loss, and the state of the optimizer, stay: its
 * moments, its learning rate, and a gradient that waits for midge_apply, as with load_state_dict of a PyTorch module. To begin anew,
 * make a network with midge_create_from_model. */
midge_status midge_load(midge_network *network, const void *bytes, ptrdiff_t byte_count);

/* ---- Scaling, as `midge train` does it ----
 * Mean and population standard deviation of each of column_count columns of row_count rows; a constant column gets the deviation 1. Values that are
 * not finite, or too large to average: MIDGE_ERROR_ARGUMENT. Where these two functions fail, part of the results may be written. */
midge_status midge_fit_scaling(const double *values, ptrdiff_t row_count, ptrdiff_t column_count, double *means, double *deviations);
/* inputs <- (value - mean) / deviation, as float; inputs may not overlap the rest. Deviations must be above 0. A result beyond float:
 * MIDGE_ERROR_ARGUMENT. */
midge_status midge_scale(const double *values, ptrdiff_t row_count, ptrdiff_t column_count, const double *means,
                         const double *deviations, float *inputs);

/* ---- Texts, and the processor; these cannot fail ---- */

/* What went wrong in the last call with this network that failed: until the next one fails. Never NULL; empty when none has. */
const char *midge_last_error(const midge_network *network);
const char *midge_status_text(midge_status status);
const char *midge_version(void);
/* The highest instruction set that this processor and its operating system can run. */
enum midge_instruction_set midge_best_instruction_set(void);

#ifdef __cplusplus
}
#endif

#endif
