// Counts what each call asks of the heap; every function of midge.h is here. Linked with Sources/AllocationCounter/interpose.c, which defines the malloc
// family.
#define _POSIX_C_SOURCE 200112L
#include "AllocationCounter.h"
#include "check.h"

int failures = 0;

static AllocationCounts before;
static void expect(int holds, const char *call, int line, const char *what) {
  if (holds) return;
  AllocationCounts after = allocationCounts();
  printf("FAIL line %d: %s: %s; %d allocations, %d of them given back\n", line, call, what, (int)(after.allocations - before.allocations),
         (int)(after.frees - before.frees));
  failures++;
}
#define ASKED (allocationCounts().allocations - before.allocations)
// A call asks the heap so often, and gives the status.
#define ALLOCATES(expected, status, call)                                                \
  do {                                                                                   \
    before = allocationCounts();                                                         \
    midge_status found_ = (call);                                                        \
    expect(ASKED == (expected), #call, __LINE__, "not " #expected);                      \
    expect(found_ == (status), #call, __LINE__, "another status than " #status);         \
  } while (0)
// For calls without a status.
#define ALLOCATES_NOTHING(call)                         \
  do {                                                  \
    before = allocationCounts();                        \
    (call);                                             \
    expect(ASKED == 0, #call, __LINE__, "not 0");       \
  } while (0)
// A call that works on the heap, and keeps so many blocks of it.
#define KEEPS(expected, status, call)                                                                      \
  do {                                                                                                     \
    before = allocationCounts();                                                                           \
    midge_status found_ = (call);                                                                          \
    expect((int)(ASKED - allocationCounts().frees + before.frees) == (expected), #call, __LINE__, "keeps not " #expected); \
    expect(found_ == (status), #call, __LINE__, "another status than " #status);                           \
  } while (0)

static void trains(midge_network *n, const float *x, const float *t, const int32_t *c) {
  float loss, *p;
  double mean;
  midge_evaluation e;
  for (int rows = 1; rows <= 37; rows += 18) {
    ALLOCATES(0, MIDGE_OK, midge_step(n, x, t, rows, &loss));
    ALLOCATES(0, MIDGE_OK, midge_step_classes(n, x, c, rows, &loss));
    ALLOCATES(0, MIDGE_OK, midge_accumulate(n, x, t, rows, &loss));
    ALLOCATES(0, MIDGE_OK, midge_accumulate_classes(n, x, c, rows, &loss));
    ALLOCATES(0, MIDGE_OK, midge_apply(n));
    ALLOCATES(0, MIDGE_OK, midge_epoch(n, x, t, rows, 8, 1, &mean));
    ALLOCATES(0, MIDGE_OK, midge_epoch_classes(n, x, c, rows, 8, 1, &mean));
    ALLOCATES(0, MIDGE_OK, midge_evaluate(n, x, t, rows, &e));
    ALLOCATES(0, MIDGE_OK, midge_evaluate_classes(n, x, c, rows, &e));
  }
  ALLOCATES(0, MIDGE_OK, midge_gradients(n, &p, NULL));
  ALLOCATES(0, MIDGE_OK, midge_set_learning_rate(n, 0.01));
  ALLOCATES(0, MIDGE_OK, midge_learning_rate(n, &mean));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_step(n, NULL, t, 1, &loss));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_step(n, x, t, -1, &loss));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_set_learning_rate(n, 1e300));
}

static void predicts(midge_network *n, const float *x, float *y) {
  float *p;
  midge_network_info info;
  midge_layer_info layer;
  for (int rows = 1; rows <= 37; rows += 18) {
    ALLOCATES(0, MIDGE_OK, midge_predict(n, x, rows, y));
    ALLOCATES(0, MIDGE_OK, midge_probabilities(n, x, rows, y));
  }
  ALLOCATES(0, MIDGE_OK, midge_parameters(n, &p, NULL));
  ALLOCATES(0, MIDGE_OK, midge_describe(n, &info));
  ALLOCATES(0, MIDGE_OK, midge_describe_layer(n, 1, &layer));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_predict(n, x, 0, y));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_describe_layer(n, 99, &layer));
  ALLOCATES_NOTHING(midge_last_error(n));
}

// Files are made and read on the heap.
static void files(midge_network *n, const midge_options *options) {
  static char bytes[100000];
  ptrdiff_t count, needed;
  midge_network *made = NULL;
  midge_error error;
  KEEPS(0, MIDGE_OK, midge_save(n, NULL, 0, &count));
  KEEPS(0, MIDGE_ERROR_CAPACITY, midge_save(n, bytes, count - 1, &count));
  KEEPS(0, MIDGE_OK, midge_save(n, bytes, sizeof bytes, &count));
  KEEPS(0, MIDGE_OK, midge_load(n, bytes, count));
  KEEPS(0, MIDGE_ERROR_FORMAT, midge_load(n, bytes, count - 1));
  KEEPS(0, MIDGE_OK, midge_model_memory_size(bytes, count, options, &needed, &error));
  KEEPS(1, MIDGE_OK, midge_create_from_model(&made, bytes, count, options, NULL, 0, &error));
  KEEPS(-1, MIDGE_OK, midge_destroy(&made));
  KEEPS(0, MIDGE_ERROR_FORMAT, midge_create_from_model(&made, bytes, count - 1, options, NULL, 0, &error));
  void *memory = aligned_alloc(64, (size_t)(needed + 63) / 64 * 64);
  KEEPS(0, MIDGE_OK, midge_create_from_model(&made, bytes, count, options, memory, needed, &error));
  KEEPS(0, MIDGE_OK, midge_destroy(&made));
  free(memory);
}

static void without_a_network(void) {
  const double values[] = {1, 2, 3, 4, 5, 7};
  double means[2], deviations[2];
  float inputs[6];
  ALLOCATES(0, MIDGE_OK, midge_fit_scaling(values, 3, 2, means, deviations));
  ALLOCATES(0, MIDGE_OK, midge_scale(values, 3, 2, means, deviations, inputs));
  ALLOCATES(0, MIDGE_ERROR_ARGUMENT, midge_fit_scaling(values, 0, 2, means, deviations));
  ALLOCATES_NOTHING(midge_status_text(MIDGE_ERROR_FORMAT));
  ALLOCATES_NOTHING(midge_version());
  ALLOCATES_NOTHING(midge_best_instruction_set());
}

int main(void) {
  static float x[37 * 13], t[37 * 5], y[37 * 5], z[37 * 13];
  static int32_t c[37];
  uint32_t state = 7;
  for (int i = 0; i < 37 * 13; i++) x[i] = number(&state);
  for (int row = 0; row < 37; row++) t[row * 5 + (c[row] = row % 5)] = 1;

  // The counter must see known allocations first.
  void *volatile block = NULL;
  ALLOCATES(1, MIDGE_OK, (block = malloc(100), MIDGE_OK));
  ALLOCATES(1, MIDGE_OK, (block = realloc(block, 100000), MIDGE_OK));
  KEEPS(-1, MIDGE_OK, (free(block), MIDGE_OK));
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
        ALLOCATES(0, MIDGE_OK, midge_default_options(&options));
        options.loss = loss;
        options.optimizer = optimizer;
        options.row_capacity = 8;
        if (activation % 2) options.l1 = options.weight_decay = 1e-4, options.clip_norm = options.max_norm = 1, options.label_smoothing = 0.1;
        ALLOCATES(1, MIDGE_OK, midge_create(&network, layers, 2, &options, NULL, 0, NULL));
        trains(network, x, t, c);
        predicts(network, x, y);
        if (activation == MIDGE_GELU) files(network, &options);
        ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
        ALLOCATES(0, MIDGE_OK, midge_memory_size(layers, 2, &options, &bytes, NULL));
        void *memory = aligned_alloc(64, (size_t)(bytes + 63) / 64 * 64);
        ALLOCATES(0, MIDGE_OK, midge_create(&network, layers, 2, &options, memory, bytes, NULL));
        trains(network, x, t, c);
        predicts(network, x, y);
        ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
        free(memory);
        losses++;
      }

  // As deep as a network may be, and for prediction only.
  midge_options options;
  midge_network *network = NULL;
  midge_error error;
  GIVES(MIDGE_OK, midge_default_options(&options));
  for (int i = 0; i < 256; i++) layers[i] = (midge_layer){MIDGE_DENSE, MIDGE_TANH, 13, 13};
  ALLOCATES(1, MIDGE_OK, midge_create(&network, layers, 256, &options, NULL, 0, NULL));
  ALLOCATES(0, MIDGE_OK, midge_predict(network, x, 1, x + 13));
  ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
  options.prediction_only = 1;
  ALLOCATES(1, MIDGE_OK, midge_create(&network, layers, 256, &options, NULL, 0, NULL));
  ALLOCATES(0, MIDGE_OK, midge_predict(network, x, 2, x + 26));
  ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
  ALLOCATES(1, MIDGE_OK, midge_create(&network, layers, 2, &options, NULL, 0, NULL));
  predicts(network, x, z);
  files(network, &options);
  ALLOCATES(0, MIDGE_ERROR_PURPOSE, midge_step_classes(network, x, c, 1, NULL));
  ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
  // The text of a failure is made on the heap, a name of an instruction set is not.
  layers[1].input_count = 12;
  KEEPS(0, MIDGE_ERROR_NETWORK, midge_create(&network, layers, 2, &options, NULL, 0, &error));
  setenv("MIDGE_CPU", "baseline", 1);
  ALLOCATES(1, MIDGE_OK, midge_create(&network, layers, 1, &options, NULL, 0, NULL));
  ALLOCATES(0, MIDGE_OK, midge_destroy(&network));
  without_a_network();
  if (failures == 0) printf("ok   %d kinds of network: 1 allocation at creation, 0 in lent memory, 0 after it\n", losses);
  return failures > 0;
}
