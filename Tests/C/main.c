// Runs the tests. Usage: c-tests [ISA]: the instruction set that must run.
#include "check.h"

int failures = 0;

midge_options classifier_options(void) {
  midge_options options;
  GIVES(MIDGE_OK, midge_default_options(&options));
  options.loss = MIDGE_CROSS_ENTROPY;
  options.learning_rate = 0.01;
  options.row_capacity = 8;
  return options;
}

midge_network *ragged(const midge_options *options, void *memory, ptrdiff_t byte_count) {
  const midge_layer layers[] = {
      {MIDGE_DENSE, MIDGE_TANH, RAGGED_INPUTS, 29}, {MIDGE_DENSE, MIDGE_IDENTITY, 29, 17}, {MIDGE_ACTIVATION, MIDGE_RELU, 17, 17},
      {MIDGE_DENSE, MIDGE_IDENTITY, 17, RAGGED_OUTPUTS}};
  midge_network *network = NULL;
  midge_error error = {"nothing"};
  midge_status status = midge_create(&network, layers, 4, options, memory, byte_count, &error);
  if (status != MIDGE_OK) fprintf(stderr, "midge_create: %s\n", error.text);
  GIVES(MIDGE_OK, status);
  if (!network) exit(1);
  return network;
}

void fill(ragged_data *data) {
  uint32_t state = 7;
  memset(data, 0, sizeof *data);
  for (int i = 0; i < RAGGED_ROWS * RAGGED_INPUTS; i++) data->inputs[i] = number(&state);
  for (int row = 0; row < RAGGED_ROWS; row++) {
    data->classes[row] = row % RAGGED_OUTPUTS;
    data->targets[row * RAGGED_OUTPUTS + data->classes[row]] = 1;
  }
}

static const char *const names[] = {"baseline", "v3", "v4"};

static void report_instruction_set(const char *wanted) {
  midge_options options = classifier_options();
  midge_network *network = ragged(&options, NULL, 0);
  midge_network_info info;
  GIVES(MIDGE_OK, midge_describe(network, &info));
  printf("ran %s\n", names[info.instruction_set]);
  if (wanted) CHECK(strcmp(wanted, names[info.instruction_set]) == 0);
  CHECK(info.instruction_set <= (int)midge_best_instruction_set());
  for (int set = MIDGE_BASELINE; set <= MIDGE_V4; set++) {
    midge_network *other = NULL;
    const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 2};
    midge_error error = {""};
    options.instruction_set = set;
    if (set <= (int)midge_best_instruction_set()) {
      GIVES(MIDGE_OK, midge_create(&other, &layer, 1, &options, NULL, 0, &error));
    } else {
      GIVES(MIDGE_ERROR_INSTRUCTION_SET, midge_create(&other, &layer, 1, &options, NULL, 0, &error));
      CHECK(strstr(error.text, "this processor lacks") != NULL);
    }
    GIVES(MIDGE_OK, midge_destroy(&other));
  }
  GIVES(MIDGE_OK, midge_destroy(&network));
}

int main(int count, char **words) {
  CHECK(strcmp(midge_version(), MIDGE_VERSION) == 0);
  report_instruction_set(count > 1 ? words[1] : NULL);
  test_arguments();
  test_handles();
  test_training();
  test_parameters();
  test_models();
  test_crafted();
  test_scaling();
  printf("%d failures\n", failures);
  return failures > 0;
}
