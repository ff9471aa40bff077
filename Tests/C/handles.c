// Handles that are none; lent memory that does not do; two networks that share nothing.
#include "check.h"

// Every function that takes a network.
static void all_refuse(midge_network *none) {
  float x[4] = {0}, y[4] = {0}, loss = 5, *place = x;
  double mean = 5;
  int32_t label = 0;
  ptrdiff_t count = 5;
  midge_evaluation evaluation = {5, 5, 5};
  midge_network_info info;
  midge_layer_info layer;
  GIVES(MIDGE_ERROR_HANDLE, midge_step(none, x, x, 1, &loss));
  GIVES(MIDGE_ERROR_HANDLE, midge_step_classes(none, x, &label, 1, &loss));
  GIVES(MIDGE_ERROR_HANDLE, midge_accumulate(none, x, x, 1, &loss));
  GIVES(MIDGE_ERROR_HANDLE, midge_accumulate_classes(none, x, &label, 1, &loss));
  GIVES(MIDGE_ERROR_HANDLE, midge_apply(none));
  GIVES(MIDGE_ERROR_HANDLE, midge_epoch(none, x, x, 1, 1, 1, &mean));
  GIVES(MIDGE_ERROR_HANDLE, midge_epoch_classes(none, x, &label, 1, 1, 1, &mean));
  GIVES(MIDGE_ERROR_HANDLE, midge_learning_rate(none, &mean));
  GIVES(MIDGE_ERROR_HANDLE, midge_set_learning_rate(none, 1));
  GIVES(MIDGE_ERROR_HANDLE, midge_evaluate(none, x, x, 1, &evaluation));
  GIVES(MIDGE_ERROR_HANDLE, midge_evaluate_classes(none, x, &label, 1, &evaluation));
  GIVES(MIDGE_ERROR_HANDLE, midge_predict(none, x, 1, y));
  GIVES(MIDGE_ERROR_HANDLE, midge_probabilities(none, x, 1, y));
  GIVES(MIDGE_ERROR_HANDLE, midge_parameters(none, &place, &count));
  GIVES(MIDGE_ERROR_HANDLE, midge_gradients(none, &place, &count));
  GIVES(MIDGE_ERROR_HANDLE, midge_describe(none, &info));
  GIVES(MIDGE_ERROR_HANDLE, midge_describe_layer(none, 0, &layer));
  GIVES(MIDGE_ERROR_HANDLE, midge_save(none, NULL, 0, &count));
  GIVES(MIDGE_ERROR_HANDLE, midge_load(none, x, 4));
  // Nothing was written.
  CHECK(loss == 5 && mean == 5 && count == 5 && evaluation.row_count == 5 && place == x);
}

static void not_networks(void) {
  _Alignas(64) static char zeros[1024];
  midge_network *none = NULL, *other = (midge_network *)zeros, *odd = (midge_network *)(zeros + 8);
  midge_network *wrong[] = {none, other, odd};
  for (int i = 0; i < 3; i++) {
    all_refuse(wrong[i]);
    CHECK(strcmp(midge_last_error(wrong[i]), "not a network, or one that was destroyed") == 0);
  }
  GIVES(MIDGE_OK, midge_destroy(&none));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_destroy(NULL));
  GIVES(MIDGE_ERROR_HANDLE, midge_destroy(&other));
  GIVES(MIDGE_ERROR_HANDLE, midge_destroy(&odd));
}

static void lent(void) {
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 4};
  midge_options options = classifier_options();
  midge_network *network = NULL;
  midge_error error;
  ptrdiff_t bytes = 0;
  float x[3] = {1, 2, 3};
  int32_t label = 1;
  GIVES(MIDGE_OK, midge_memory_size(&layer, 1, &options, &bytes, NULL));
  char *memory = aligned_alloc(64, (size_t)(bytes + 127) / 64 * 64);
  memset(memory, 0xA5, (size_t)(bytes + 127) / 64 * 64);
  GIVES(MIDGE_ERROR_MEMORY, midge_create(&network, &layer, 1, &options, memory, bytes - 1, &error));
  CHECK(strstr(error.text, "too small") != NULL);
  GIVES(MIDGE_ERROR_MEMORY, midge_create(&network, &layer, 1, &options, memory, -1, &error));
  GIVES(MIDGE_ERROR_MEMORY, midge_create(&network, &layer, 1, &options, memory + 4, bytes, &error));
  CHECK(network == NULL);
  for (ptrdiff_t i = 0; i < bytes; i++) CHECK(memory[i] == (char)0xA5);
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, memory, bytes, &error));
  GIVES(MIDGE_OK, midge_step_classes(network, x, &label, 1, NULL));
  for (ptrdiff_t i = bytes; i < (bytes + 127) / 64 * 64; i++) CHECK(memory[i] == (char)0xA5);
  // The memory is still there: its mark is not.
  midge_network *stale = network;
  GIVES(MIDGE_OK, midge_destroy(&network));
  CHECK(network == NULL);
  all_refuse(stale);
  GIVES(MIDGE_ERROR_HANDLE, midge_destroy(&stale));
  // A copy of a network at another address is none.
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, memory, bytes, &error));
  char *copy = aligned_alloc(64, (size_t)(bytes + 63) / 64 * 64);
  memcpy(copy, memory, (size_t)bytes);
  GIVES(MIDGE_ERROR_HANDLE, midge_apply((midge_network *)copy));
  GIVES(MIDGE_OK, midge_destroy(&network));
  free(copy);
  free(memory);
}

static void huge(void) {
  const midge_layer layers[] = {{MIDGE_DENSE, MIDGE_RELU, 1 << 10, 1 << 10}, {MIDGE_DENSE, MIDGE_RELU, 1 << 10, 1 << 20}};
  midge_options options = classifier_options();
  midge_network *network = NULL;
  midge_error error;
  GIVES(MIDGE_ERROR_NETWORK, midge_create(&network, layers, 2, &options, NULL, 0, &error));
  options.row_capacity = 1 << 20;
  const midge_layer wide[] = {{MIDGE_DENSE, MIDGE_RELU, 64, 1 << 20}, {MIDGE_ACTIVATION, MIDGE_TANH, 1 << 20, 1 << 20},
                              {MIDGE_ACTIVATION, MIDGE_TANH, 1 << 20, 1 << 20}};
  ptrdiff_t bytes = 0;
  GIVES(MIDGE_OK, midge_memory_size(wide, 3, &options, &bytes, &error));
  CHECK(bytes > (ptrdiff_t)1 << 43);
}

static void two_networks(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *one = ragged(&options, NULL, 0), *two = ragged(&options, NULL, 0);
  float first, second;
  GIVES(MIDGE_ERROR_ARGUMENT, midge_step(one, NULL, NULL, 1, NULL));
  CHECK(strcmp(midge_last_error(one), "inputs: NULL") == 0);
  CHECK(strcmp(midge_last_error(two), "") == 0);
  for (int i = 0; i < 5; i++) GIVES(MIDGE_OK, midge_step_classes(one, d.inputs, d.classes, RAGGED_ROWS, &first));
  for (int i = 0; i < 5; i++) GIVES(MIDGE_OK, midge_step_classes(two, d.inputs, d.classes, RAGGED_ROWS, &second));
  CHECK(memcmp(&first, &second, sizeof first) == 0);
  GIVES(MIDGE_OK, midge_destroy(&one));
  GIVES(MIDGE_OK, midge_step_classes(two, d.inputs, d.classes, RAGGED_ROWS, &second));
  GIVES(MIDGE_OK, midge_destroy(&two));
}

void test_handles(void) {
  not_networks();
  lent();
  huge();
  two_networks();
}
