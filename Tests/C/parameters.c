// Parameters and gradients are where the descriptions of the layers say: plain loops over them give what the library gives.
#include <math.h>

#include "check.h"

static double activated(int32_t activation, double z) {
  switch (activation) {
    case MIDGE_RELU: return z > 0 ? z : 0;
    case MIDGE_LEAKY_RELU: return z > 0 ? z : 0.01 * z;
    case MIDGE_SIGMOID: return 1 / (1 + exp(-z));
    case MIDGE_TANH: return tanh(z);
    default: return z;
  }
}

// One row through the network, by the descriptions.
static void forward(midge_network *network, const float *inputs, double *outputs) {
  double x[64], y[64];
  float *w;
  midge_network_info whole;
  GIVES(MIDGE_OK, midge_parameters(network, &w, NULL));
  GIVES(MIDGE_OK, midge_describe(network, &whole));
  for (ptrdiff_t i = 0; i < whole.input_count; i++) x[i] = inputs[i];
  for (ptrdiff_t layer = 0; layer < whole.layer_count; layer++) {
    midge_layer_info info;
    GIVES(MIDGE_OK, midge_describe_layer(network, layer, &info));
    for (ptrdiff_t o = 0; o < info.layer.output_count; o++) {
      double z = info.layer.kind == MIDGE_DENSE ? w[info.bias_offset + o] : x[o];
      for (ptrdiff_t i = 0; info.layer.kind == MIDGE_DENSE && i < info.layer.input_count; i++)
        z += x[i] * w[info.weight_offset + o * info.weight_output_stride + i * info.weight_input_stride];
      y[o] = activated(info.layer.activation, z);
    }
    memcpy(x, y, sizeof x);
  }
  memcpy(outputs, x, (size_t)whole.output_count * sizeof *outputs);
}

// Wide and narrow layers, a first activation, one output, one input.
static void descriptions(void) {
  const midge_layer networks[][3] = {
      {{MIDGE_DENSE, MIDGE_TANH, 13, 29}, {MIDGE_DENSE, MIDGE_LEAKY_RELU, 29, 5}, {MIDGE_DENSE, MIDGE_IDENTITY, 5, 3}},
      {{MIDGE_ACTIVATION, MIDGE_SIGMOID, 13, 13}, {MIDGE_DENSE, MIDGE_RELU, 13, 1}, {MIDGE_DENSE, MIDGE_TANH, 1, 7}}};
  ragged_data d;
  fill(&d);
  for (int n = 0; n < 2; n++) {
    midge_options options = classifier_options();
    midge_network *network = NULL;
    midge_network_info info;
    options.loss = MIDGE_MEAN_SQUARED_ERROR;
    GIVES(MIDGE_OK, midge_create(&network, networks[n], 3, &options, NULL, 0, NULL));
    GIVES(MIDGE_OK, midge_describe(network, &info));
    ptrdiff_t trainable = 0;
    for (int l = 0; l < 3; l++)
      if (networks[n][l].kind == MIDGE_DENSE) trainable += (networks[n][l].input_count + 1) * networks[n][l].output_count;
    CHECK(info.layer_count == 3 && info.input_count == 13 && info.trainable_count == trainable);
    for (int row = 0; row < 4; row++) {
      float outputs[8];
      double expected[8];
      GIVES(MIDGE_OK, midge_predict(network, d.inputs + row * 13, 1, outputs));
      forward(network, d.inputs + row * 13, expected);
      for (ptrdiff_t k = 0; k < info.output_count; k++) CHECK(fabs(outputs[k] - expected[k]) < 1e-5);
    }
    GIVES(MIDGE_OK, midge_destroy(&network));
  }
}

static void gradients(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *network = ragged(&options, NULL, 0);
  float *w, *g;
  ptrdiff_t count, other;
  midge_layer_info info;
  midge_evaluation below, above;
  GIVES(MIDGE_OK, midge_parameters(network, &w, &count));
  GIVES(MIDGE_OK, midge_gradients(network, &g, &other));
  CHECK(count == other);
  GIVES(MIDGE_OK, midge_accumulate_classes(network, d.inputs, d.classes, RAGGED_ROWS, NULL));
  GIVES(MIDGE_OK, midge_describe_layer(network, 1, &info));
  CHECK(info.layer.activation == MIDGE_RELU);
  const ptrdiff_t places[] = {info.bias_offset + 3, info.weight_offset + 5 * info.weight_output_stride + 2 * info.weight_input_stride};
  for (int i = 0; i < 2; i++) {
    float start = w[places[i]], step = 1e-2f;
    w[places[i]] = start - step;
    GIVES(MIDGE_OK, midge_evaluate_classes(network, d.inputs, d.classes, RAGGED_ROWS, &below));
    w[places[i]] = start + step;
    GIVES(MIDGE_OK, midge_evaluate_classes(network, d.inputs, d.classes, RAGGED_ROWS, &above));
    w[places[i]] = start;
    CHECK(fabs((above.loss - below.loss) / (2 * step) - g[places[i]]) < 1e-3);
  }
  // What is between the halves of a step needs no hook: without a gradient SGD stays where it is.
  GIVES(MIDGE_OK, midge_destroy(&network));
  options.optimizer = MIDGE_SGD;
  network = ragged(&options, NULL, 0);
  GIVES(MIDGE_OK, midge_parameters(network, &w, &count));
  GIVES(MIDGE_OK, midge_gradients(network, &g, &other));
  float *before = malloc((size_t)count * sizeof *before);
  memcpy(before, w, (size_t)count * sizeof *before);
  GIVES(MIDGE_OK, midge_accumulate_classes(network, d.inputs, d.classes, RAGGED_ROWS, NULL));
  memset(g, 0, (size_t)count * sizeof *g);
  GIVES(MIDGE_OK, midge_apply(network));
  CHECK(memcmp(before, w, (size_t)count * sizeof *before) == 0);
  free(before);
  GIVES(MIDGE_OK, midge_destroy(&network));
}

void test_parameters(void) {
  descriptions();
  gradients();
}
