// Model files in memory: what is saved is loaded; what is damaged is refused with a text, whatever the damage.
#include "check.h"

static char *saved(midge_network *network, ptrdiff_t *count) {
  GIVES(MIDGE_OK, midge_save(network, NULL, 0, count));
  char *bytes = malloc((size_t)*count);
  GIVES(MIDGE_ERROR_CAPACITY, midge_save(network, bytes, *count - 1, count));
  CHECK(strstr(midge_last_error(network), "too small") != NULL);
  GIVES(MIDGE_OK, midge_save(network, bytes, *count, count));
  return bytes;
}

// By value: valgrind's fused multiply-add leaves -0 in padding.
static int same_parameters(midge_network *one, midge_network *other) {
  float *a, *b;
  ptrdiff_t n, m;
  GIVES(MIDGE_OK, midge_parameters(one, &a, &n));
  GIVES(MIDGE_OK, midge_parameters(other, &b, &m));
  if (n != m) return 0;
  for (ptrdiff_t i = 0; i < n; i++)
    if (a[i] != b[i]) return 0;
  return 1;
}

static void round_trip(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  options.reduction = MIDGE_SUM;
  midge_network *network = ragged(&options, NULL, 0), *same = NULL, *lent = NULL;
  for (int i = 0; i < 3; i++) GIVES(MIDGE_OK, midge_step_classes(network, d.inputs, d.classes, RAGGED_ROWS, NULL));
  ptrdiff_t count, bytes;
  char *model = saved(network, &count);
  midge_error error;
  midge_network_info info;
  options.loss = MIDGE_MEAN_SQUARED_ERROR;
  options.reduction = MIDGE_MEAN;
  GIVES(MIDGE_OK, midge_create_from_model(&same, model, count, &options, NULL, 0, &error));
  CHECK(same_parameters(network, same));
  GIVES(MIDGE_OK, midge_describe(same, &info));
  CHECK(info.loss == MIDGE_CROSS_ENTROPY && info.reduction == MIDGE_SUM);
  options.prediction_only = 1;
  GIVES(MIDGE_OK, midge_model_memory_size(model, count, &options, &bytes, &error));
  void *memory = aligned_alloc(64, (size_t)(bytes + 63) / 64 * 64);
  GIVES(MIDGE_ERROR_MEMORY, midge_create_from_model(&lent, model, count, &options, memory, bytes - 64, &error));
  GIVES(MIDGE_OK, midge_create_from_model(&lent, model, count, &options, memory, bytes, &error));
  CHECK(same_parameters(network, lent));
  GIVES(MIDGE_OK, midge_step_classes(same, d.inputs, d.classes, RAGGED_ROWS, NULL));
  CHECK(!same_parameters(network, same));
  GIVES(MIDGE_OK, midge_load(same, model, count));
  CHECK(same_parameters(network, same));
  GIVES(MIDGE_OK, midge_destroy(&lent));
  GIVES(MIDGE_OK, midge_destroy(&same));
  GIVES(MIDGE_OK, midge_destroy(&network));
  free(memory);
  free(model);
}

static void another_network(void) {
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 4};
  midge_options options = classifier_options();
  midge_network *network = NULL, *other = ragged(&options, NULL, 0);
  ptrdiff_t count;
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, NULL, 0, NULL));
  char *model = saved(network, &count);
  GIVES(MIDGE_ERROR_FORMAT, midge_load(other, model, count));
  CHECK(strstr(midge_last_error(other), "the file holds a network 'dense 3 4; relu', not") != NULL);
  GIVES(MIDGE_ERROR_ARGUMENT, midge_load(network, NULL, count));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_load(network, model, -1));
  GIVES(MIDGE_ERROR_FORMAT, midge_load(network, model, 0));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_save(network, model, -1, &count));
  GIVES(MIDGE_ERROR_ARGUMENT, midge_save(network, model, count, NULL));
  GIVES(MIDGE_OK, midge_destroy(&network));
  GIVES(MIDGE_OK, midge_destroy(&other));
  free(model);
}

// Parameters are the network's: a step of the optimizer, and a gradient that waits for one, are as they were (PyTorch's load_state_dict).
static void loading_keeps_the_optimizer(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  options.optimizer = MIDGE_MOMENTUM;
  midge_network *source = ragged(&options, NULL, 0), *loaded = ragged(&options, NULL, 0), *copied = ragged(&options, NULL, 0), *fresh = NULL;
  midge_network *both[] = {loaded, copied};
  GIVES(MIDGE_OK, midge_epoch_classes(source, d.inputs, d.classes, RAGGED_ROWS, 8, 1, NULL));
  for (int i = 0; i < 2; i++) {
    GIVES(MIDGE_OK, midge_step_classes(both[i], d.inputs, d.classes, 20, NULL));
    GIVES(MIDGE_OK, midge_accumulate_classes(both[i], d.inputs, d.classes, 9, NULL));
  }
  ptrdiff_t count, numbers;
  char *model = saved(source, &count);
  float *from, *to;
  GIVES(MIDGE_OK, midge_parameters(source, &from, &numbers));
  GIVES(MIDGE_OK, midge_parameters(copied, &to, &numbers));
  memcpy(to, from, (size_t)numbers * sizeof *to);
  GIVES(MIDGE_OK, midge_load(loaded, model, count));
  CHECK(same_parameters(loaded, source));
  for (int i = 0; i < 2; i++) GIVES(MIDGE_OK, midge_apply(both[i]));
  CHECK(same_parameters(loaded, copied));
  CHECK(!same_parameters(loaded, source));
  // A network made of the file has nothing of the kind.
  GIVES(MIDGE_OK, midge_create_from_model(&fresh, model, count, &options, NULL, 0, NULL));
  GIVES(MIDGE_OK, midge_apply(fresh));
  CHECK(same_parameters(fresh, source));
  GIVES(MIDGE_OK, midge_destroy(&fresh));
  GIVES(MIDGE_OK, midge_destroy(&copied));
  GIVES(MIDGE_OK, midge_destroy(&loaded));
  GIVES(MIDGE_OK, midge_destroy(&source));
  free(model);
}

// Each byte changed, each length cut: a status, never a crash, and the network keeps its own parameters. The block is exactly as long as the model, so
// that sanitizers see every byte read behind it.
static void damaged(void) {
  const midge_layer layer = {MIDGE_DENSE, MIDGE_RELU, 3, 2};
  midge_options options = classifier_options();
  midge_network *network = NULL, *other = NULL, *made = NULL;
  midge_error error;
  ptrdiff_t count, numbers;
  float *own, before[64];
  GIVES(MIDGE_OK, midge_create(&network, &layer, 1, &options, NULL, 0, NULL));
  options.seed = 2;
  GIVES(MIDGE_OK, midge_create(&other, &layer, 1, &options, NULL, 0, NULL));
  GIVES(MIDGE_OK, midge_parameters(other, &own, &numbers));
  CHECK(numbers <= 64 && !same_parameters(network, other));
  memcpy(before, own, (size_t)numbers * sizeof *own);
  char *model = saved(network, &count);
  for (ptrdiff_t cut = 0; cut < count; cut++) {
    char *part = malloc(cut > 0 ? (size_t)cut : 1);
    memcpy(part, model, (size_t)cut);
    GIVES(MIDGE_ERROR_FORMAT, midge_create_from_model(&made, part, cut, &options, NULL, 0, &error));
    CHECK(made == NULL && error.text[0] != 0);
    GIVES(MIDGE_ERROR_FORMAT, midge_load(other, part, cut));
    CHECK(memcmp(before, own, (size_t)numbers * sizeof *own) == 0);
    free(part);
  }
  uint32_t state = 3;
  for (ptrdiff_t place = 0; place < count; place++) {
    char kept = model[place];
    for (int i = 0; i < 3; i++) {
      number(&state);
      model[place] = (char)(kept ^ (i == 0 ? 1 : i == 1 ? 0x80 : 1 + (int)(state >> 25)));
      // Spaces of the header and the like may be other spaces; what is read must then be the same.
      midge_status status = midge_load(other, model, count);
      CHECK(status == MIDGE_OK || status == MIDGE_ERROR_FORMAT);
      CHECK(status == MIDGE_OK ? same_parameters(network, other) : memcmp(before, own, (size_t)numbers * sizeof *own) == 0);
      memcpy(own, before, (size_t)numbers * sizeof *own);
      model[place] = kept;
    }
  }
  GIVES(MIDGE_OK, midge_create_from_model(&made, model, count, &options, NULL, 0, &error));
  CHECK(same_parameters(network, made));
  GIVES(MIDGE_OK, midge_destroy(&made));
  GIVES(MIDGE_OK, midge_destroy(&other));
  GIVES(MIDGE_OK, midge_destroy(&network));
  free(model);
}

void test_models(void) {
  round_trip();
  another_network();
  loading_keeps_the_optimizer();
  damaged();
}
