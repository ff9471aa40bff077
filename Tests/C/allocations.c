// Counts what each call asks of the heap. Linked with Sources/AllocationCounter/interpose.c, which defines the malloc family.
#include "AllocationCounter.h"
#include "check.h"

int failures = 0;

static uint64_t counted;
#define COUNTING(call) (counted = allocationCounts().allocations, (call), counted = allocationCounts().allocations - counted)
#define ALLOCATES(expected, call)                                                                            \
  do {                                                                                                       \
    COUNTING(call);                                                                                          \
    if (counted != (expected)) {                                                                             \
      printf("FAIL %s: %d allocations, not %d\n", #call, (int)counted, (int)(expected));                     \
      failures++;                                                                                            \
    }                                                                                                        \
  } while (0)

static void calls(midge_network *n, const float *x, const float *t, const int32_t *c, float *y) {
  float loss, *p;
  double mean;
  midge_evaluation e;
  midge_network_info info;
  midge_layer_info layer;
  for (int rows = 1; rows <= 37; rows += 18) {
    ALLOCATES(0, midge_step(n, x, t, rows, &loss));
    ALLOCATES(0, midge_step_classes(n, x, c, rows, &loss));
    ALLOCATES(0, midge_accumulate(n, x, t, rows, &loss));
    ALLOCATES(0, midge_accumulate_classes(n, x, c, rows, &loss));
    ALLOCATES(0, midge_apply(n));
    ALLOCATES(0, midge_epoch(n, x, t, rows, 8, 1, &mean));
    ALLOCATES(0, midge_epoch_classes(n, x, c, rows, 8, 1, &mean));
    ALLOCATES(0, midge_evaluate(n, x, t, rows, &e));
    ALLOCATES(0, midge_evaluate_classes(n, x, c, rows, &e));
    ALLOCATES(0, midge_predict(n, x, rows, y));
    ALLOCATES(0, midge_probabilities(n, x, rows, y));
  }
  ALLOCATES(0, midge_parameters(n, &p, NULL));
  ALLOCATES(0, midge_gradients(n, &p, NULL));
  ALLOCATES(0, midge_describe(n, &info));
  ALLOCATES(0, midge_describe_layer(n, 1, &layer));
  ALLOCATES(0, midge_set_learning_rate(n, 0.01));
  // Refusals of arguments too.
  ALLOCATES(0, midge_step(n, NULL, t, 1, &loss));
  ALLOCATES(0, midge_step(n, x, t, -1, &loss));
  ALLOCATES(0, midge_last_error(n));
}

int main(void) {
  static float x[37 * 13], t[37 * 5], y[37 * 5];
  static int32_t c[37];
  uint32_t state = 7;
  for (int i = 0; i < 37 * 13; i++) x[i] = number(&state);
  for (int row = 0; row < 37; row++) t[row * 5 + (c[row] = row % 5)] = 1;

  // The counter must see known allocations first.
  void *volatile block = NULL;
  ALLOCATES(1, block = malloc(100));
  ALLOCATES(1, block = realloc(block, 100000));
  free(block);
  if (!allocationCounterIsLive()) return puts("FAIL the counter is not live"), 1;

  int losses = 0;
  midge_layer layers[256];
  for (int loss = MIDGE_MEAN_SQUARED_ERROR; loss <= MIDGE_HALF_SQUARED_ERROR; loss++)
    for (int optimizer = MIDGE_SGD; optimizer <= MIDGE_RMSPROP_CENTRED; optimizer++)
      for (int activation = MIDGE_IDENTITY; activation <= MIDGE_SOFTMAX; activation++) {
        midge_options options;
        midge_network *network = NULL;
        ptrdiff_t bytes = 0;
        layers[0] = (midge_layer){MIDGE_DENSE, activation, 13, 29};
        layers[1] = (midge_layer){MIDGE_DENSE, MIDGE_IDENTITY, 29, 5};
        ALLOCATES(0, midge_default_options(&options));
        options.loss = loss;
        options.optimizer = optimizer;
        options.row_capacity = 8;
        if (activation % 2) options.l1 = options.weight_decay = 1e-4, options.clip_norm = options.max_norm = 1, options.label_smoothing = 0.1;
        ALLOCATES(1, midge_create(&network, layers, 2, &options, NULL, 0, NULL));
        calls(network, x, t, c, y);
        ALLOCATES(0, midge_destroy(&network));
        ALLOCATES(0, midge_memory_size(layers, 2, &options, &bytes, NULL));
        void *memory = aligned_alloc(64, (size_t)(bytes + 63) / 64 * 64);
        ALLOCATES(0, midge_create(&network, layers, 2, &options, memory, bytes, NULL));
        calls(network, x, t, c, y);
        ALLOCATES(0, midge_destroy(&network));
        free(memory);
        losses++;
      }

  // As deep as a network may be, and for prediction only.
  midge_options options;
  midge_network *network = NULL;
  midge_default_options(&options);
  for (int i = 0; i < 256; i++) layers[i] = (midge_layer){MIDGE_DENSE, MIDGE_TANH, 13, 13};
  ALLOCATES(1, midge_create(&network, layers, 256, &options, NULL, 0, NULL));
  ALLOCATES(0, midge_predict(network, x, 1, x + 13));
  ALLOCATES(0, midge_destroy(&network));
  options.prediction_only = 1;
  ALLOCATES(1, midge_create(&network, layers, 256, &options, NULL, 0, NULL));
  ALLOCATES(0, midge_predict(network, x, 2, x + 26));
  ALLOCATES(0, midge_destroy(&network));
  if (failures == 0) printf("ok   %d kinds of network: 1 allocation at creation, 0 in lent memory, 0 after it\n", losses);
  return failures > 0;
}
