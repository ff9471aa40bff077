// Wrong arguments give a status and a text, and leave the network as it was.
#include "check.h"

#define MISALIGNED(pointer) ((void *)((char *)(pointer) + 1))

static void creation(void) {
  const midge_layer good[] = {{MIDGE_DENSE, MIDGE_RELU, 3, 4}, {MIDGE_DENSE, MIDGE_IDENTITY, 4, 2}};
  midge_options options = classifier_options();
  midge_network *network = (midge_network *)&options;
  midge_error error;
  ptrdiff_t bytes = 0;
  GIVES(MIDGE_ERROR_ARGUMENT, midge_default_options(NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_default_options(MISALIGNED(&options)));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(NULL, good, 2, &options, NULL, 0, &error));
  CHECK(strcmp(error.text, "network: NULL") == 0);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, NULL, 2, &options, NULL, 0, &error));
  CHECK(network == NULL);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, MISALIGNED(good), 1, &options, NULL, 0, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, good, 0, &options, NULL, 0, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, good, -1, &options, NULL, 0, &error));
  CHECK(strcmp(error.text, "layer_count: must be from 1 to 256, not -1") == 0);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, good, PTRDIFF_MAX, &options, NULL, 0, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, good, 2, NULL, NULL, 0, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, good, 2, NULL, NULL, 0, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_memory_size(good, 2, &options, NULL, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_memory_size(NULL, 2, &options, &bytes, &error));
  GIVES(MIDGE_OK, midge_memory_size(good, 2, &options, &bytes, &error));
  CHECK(bytes > 0);
}

static midge_status with_layer(midge_layer layer, midge_error *error) {
  const midge_layer layers[] = {{MIDGE_DENSE, MIDGE_RELU, 3, 4}, layer};
  midge_options options = classifier_options();
  midge_network *network = NULL;
  midge_status status = midge_create(&network, layers, 2, &options, NULL, 0, error);
  CHECK((network == NULL) == (status != MIDGE_OK));
  GIVES(MIDGE_OK, midge_destroy(&network));
  return status;
}

static void layers(void) {
  midge_error error;
  GIVES(MIDGE_OK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, 4, 2}, &error));
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, 5, 2}, &error));
  CHECK(strcmp(error.text, "layer 1 takes 5 inputs, but the layer before it gives 4") == 0);
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, 4, 0}, &error));
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, 4, -3}, &error));
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, PTRDIFF_MIN, 3}, &error));
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_DENSE, MIDGE_TANH, 4, PTRDIFF_MAX}, &error));
  GIVES(MIDGE_ERROR_NETWORK, with_layer((midge_layer){MIDGE_ACTIVATION, MIDGE_TANH, 4, 3}, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, with_layer((midge_layer){MIDGE_DENSE, MIDGE_SOFTMAX + 1, 4, 2}, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, with_layer((midge_layer){MIDGE_DENSE, -1, 4, 2}, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, with_layer((midge_layer){MIDGE_DROPOUT, MIDGE_IDENTITY, 4, 4}, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, with_layer((midge_layer){3, MIDGE_TANH, 4, 2}, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, with_layer((midge_layer){256, MIDGE_TANH, 4, 2}, &error));
}

static midge_status with_options(const midge_options *options) {
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 4};
  midge_network *network = NULL;
  midge_error error = {""};
  midge_status status = midge_create(&network, &layer, 1, options, NULL, 0, &error);
  CHECK((network == NULL) == (status != MIDGE_OK));
  CHECK((error.text[0] == 0) == (status == MIDGE_OK));
  GIVES(MIDGE_OK, midge_destroy(&network));
  return status;
}

#define OPTION(status, field, value)              \
  do {                                            \
    midge_options options = classifier_options(); \
    options.field = (value);                      \
    GIVES(status, with_options(&options));        \
  } while (0)

static void options(void) {
  const double nan = strtod("nan", NULL), infinity = strtod("inf", NULL);
  OPTION(MIDGE_OK, seed, UINT64_MAX);
  OPTION(MIDGE_ERROR_ARGUMENT, byte_count, 0);
  OPTION(MIDGE_ERROR_ARGUMENT, loss, MIDGE_HALF_SQUARED_ERROR + 1);
  OPTION(MIDGE_ERROR_ARGUMENT, loss, -1);
  OPTION(MIDGE_ERROR_ARGUMENT, loss, INT32_MAX);
  OPTION(MIDGE_ERROR_ARGUMENT, reduction, 2);
  OPTION(MIDGE_ERROR_ARGUMENT, optimizer, MIDGE_RMSPROP_CENTRED + 1);
  OPTION(MIDGE_ERROR_ARGUMENT, initializer, MIDGE_ORTHOGONAL + 1);
  OPTION(MIDGE_ERROR_INSTRUCTION_SET, instruction_set, 3);
  OPTION(MIDGE_ERROR_INSTRUCTION_SET, instruction_set, -2);
  OPTION(MIDGE_ERROR_ARGUMENT, row_capacity, 0);
  OPTION(MIDGE_ERROR_ARGUMENT, row_capacity, -5);
  OPTION(MIDGE_ERROR_ARGUMENT, row_capacity, PTRDIFF_MAX);
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, 0);
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, nan);
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, infinity);
  OPTION(MIDGE_ERROR_ARGUMENT, momentum, 1);
  OPTION(MIDGE_ERROR_ARGUMENT, beta1, -0.1);
  OPTION(MIDGE_ERROR_ARGUMENT, beta2, nan);
  OPTION(MIDGE_ERROR_ARGUMENT, epsilon, -1);
  OPTION(MIDGE_ERROR_ARGUMENT, weight_decay, -1);
  OPTION(MIDGE_ERROR_ARGUMENT, weight_decay, nan);
  OPTION(MIDGE_ERROR_ARGUMENT, l1, infinity);
  OPTION(MIDGE_ERROR_ARGUMENT, clip_norm, 0);
  OPTION(MIDGE_ERROR_ARGUMENT, clip_value, nan);
  OPTION(MIDGE_ERROR_ARGUMENT, max_norm, -1);
  OPTION(MIDGE_ERROR_ARGUMENT, label_smoothing, 1);
  OPTION(MIDGE_OK, clip_norm, infinity);
}

// Steps compute with float: what a number becomes in it counts.
static void options_beyond_float(void) {
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, 1e300);
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, 1e39);
  OPTION(MIDGE_ERROR_ARGUMENT, learning_rate, 1e-300);
  OPTION(MIDGE_OK, learning_rate, 1e38);
  OPTION(MIDGE_OK, learning_rate, 1e-38);
  OPTION(MIDGE_ERROR_ARGUMENT, momentum, 0.999999999);
  OPTION(MIDGE_ERROR_ARGUMENT, beta1, 0.999999999);
  OPTION(MIDGE_ERROR_ARGUMENT, beta2, 0.999999999);
  OPTION(MIDGE_OK, beta2, 0.999999);
  OPTION(MIDGE_ERROR_ARGUMENT, epsilon, 1e300);
  OPTION(MIDGE_OK, epsilon, 1e-300);
  OPTION(MIDGE_ERROR_ARGUMENT, weight_decay, 1e300);
  OPTION(MIDGE_ERROR_ARGUMENT, l1, 1e300);
  OPTION(MIDGE_ERROR_ARGUMENT, label_smoothing, 0.999999999);
  // A limit that no float reaches is none; one that is 0 would stop all.
  OPTION(MIDGE_OK, clip_norm, 1e300);
  OPTION(MIDGE_ERROR_ARGUMENT, clip_norm, 1e-300);
  OPTION(MIDGE_ERROR_ARGUMENT, clip_value, 1e-300);
  OPTION(MIDGE_ERROR_ARGUMENT, max_norm, 1e-300);

  midge_options options = classifier_options();
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 4};
  midge_network *network = NULL;
  midge_error error;
  double rate = 0;
  options.learning_rate = 1e300;
  GIVES(MIDGE_ERROR_ARGUMENT, midge_create(&network, &layer, 1, &options, NULL, 0, &error));
  CHECK(strcmp(error.text, "learning_rate: must be above 0, as a float, and finite") == 0);
  options.learning_rate = 0.5;
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, NULL, 0, &error));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_set_learning_rate(network, 1e300));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_set_learning_rate(network, 1e-300));
  CHECK(strcmp(midge_last_error(network), "learning_rate: must be above 0, as a float, and finite") == 0);
  GIVES(MIDGE_OK, midge_learning_rate(network, &rate));
  CHECK(rate == 0.5);
  GIVES(MIDGE_OK, midge_destroy(&network));
}

static void data(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *network = ragged(&options, NULL, 0);
  float loss, outputs[RAGGED_ROWS * RAGGED_OUTPUTS];
  double mean;
  midge_evaluation evaluation;
  const float *x = d.inputs, *t = d.targets;
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, NULL, t, 4, &loss));
  CHECK(strcmp(midge_last_error(network), "inputs: NULL") == 0);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, NULL, 4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, MISALIGNED(x), t, 4, &loss));
  CHECK(strcmp(midge_last_error(network), "inputs: not aligned") == 0);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, MISALIGNED(t), 4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, t, 4, MISALIGNED(&loss)));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, t, 0, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, t, -1, &loss));
  CHECK(strcmp(midge_last_error(network), "row_count: must be positive, not -1") == 0);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(network, x, t, PTRDIFF_MAX, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step_classes(network, x, NULL, 4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step_classes(network, x, MISALIGNED(d.classes), 4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_accumulate(network, NULL, t, 4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_accumulate_classes(network, x, d.classes, -4, &loss));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_epoch(network, x, t, 4, 0, 1, &mean));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_epoch(network, x, t, 4, -1, 1, &mean));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_epoch(network, x, t, -4, 2, 1, &mean));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_epoch_classes(network, x, d.classes, 4, 2, 1, MISALIGNED(&mean)));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_evaluate(network, x, t, 4, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_evaluate_classes(network, x, NULL, 4, &evaluation));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_predict(network, x, 4, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_predict(network, x, 4, MISALIGNED(outputs)));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_predict(network, NULL, 4, outputs));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_probabilities(network, x, 0, outputs));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_predict(network, x, 4, d.inputs));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_predict(network, x, 4, d.inputs + 4 * RAGGED_INPUTS - 1));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_probabilities(network, x + 3, 4, d.inputs));
  CHECK(strcmp(midge_last_error(network), "outputs: overlap the inputs") == 0);
  GIVES(MIDGE_OK, midge_predict(network, x, 4, d.inputs + 4 * RAGGED_INPUTS));
  GIVES(MIDGE_OK, midge_predict(network, x + 4 * RAGGED_OUTPUTS, 4, d.inputs));
  for (int wrong = 0; wrong < 3; wrong++) {
    const int32_t label[] = {RAGGED_OUTPUTS, -1, INT32_MIN};
    d.classes[3] = label[wrong];
    GIVES(MIDGE_ERROR_ARGUMENT, midge_step_classes(network, x, d.classes, 4, &loss));
    GIVES(MIDGE_ERROR_ARGUMENT, midge_evaluate_classes(network, x, d.classes, 4, &evaluation));
  }
  GIVES(MIDGE_ERROR_ARGUMENT, midge_set_learning_rate(network, -1));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_learning_rate(network, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_parameters(network, NULL, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_gradients(network, NULL, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_describe(network, NULL));
  midge_layer_info info;
  GIVES(MIDGE_ERROR_ARGUMENT, midge_describe_layer(network, 0, NULL));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_describe_layer(network, -1, &info));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_describe_layer(network, 3, &info));
  GIVES(MIDGE_OK, midge_describe_layer(network, 2, &info));
  GIVES(MIDGE_OK, midge_destroy(&network));
}

void test_arguments(void) {
  creation();
  layers();
  options();
  options_beyond_float();
  data();
}
