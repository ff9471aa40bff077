// It learns; the halves of a step are the step; what prediction and evaluation say fits together.
#include "check.h"

static void learns_exclusive_or(void) {
  const midge_layer layers[] = {{MIDGE_DENSE, MIDGE_TANH, 2, 8}, {MIDGE_DENSE, MIDGE_SIGMOID, 8, 1}};
  const float inputs[] = {0, 0, 0, 1, 1, 0, 1, 1}, targets[] = {0, 1, 1, 0};
  for (int optimizer = MIDGE_SGD; optimizer <= MIDGE_ADAM; optimizer++) {
    midge_options options;
    midge_network *network = NULL;
    float loss = 1, outputs[4];
    GIVES(MIDGE_OK, midge_default_options(&options));
    options.optimizer = optimizer;
    options.learning_rate = optimizer == MIDGE_ADAM ? 0.03 : optimizer == MIDGE_SGD ? 2 : 0.3;
    GIVES(MIDGE_OK, midge_create(&network, layers, 2, &options, NULL, 0, NULL));
    for (int i = 0; i < 1500; i++) GIVES(MIDGE_OK, midge_step(network, inputs, targets, 4, &loss));
    CHECK(loss < 0.01f);
    GIVES(MIDGE_OK, midge_predict(network, inputs, 4, outputs));
    for (int row = 0; row < 4; row++) CHECK((outputs[row] > 0.5f) == (targets[row] > 0.5f));
    GIVES(MIDGE_OK, midge_destroy(&network));
  }
}

// The parameters' bits.
static uint64_t hash(midge_network *network) {
  float *parameters;
  ptrdiff_t count;
  uint64_t value = 0xcbf29ce484222325u;
  GIVES(MIDGE_OK, midge_parameters(network, &parameters, &count));
  for (ptrdiff_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, parameters + i, sizeof bits);
    value = (value ^ bits) * 0x100000001b3u;
  }
  return value;
}

static void halves_of_a_step(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *whole = ragged(&options, NULL, 0), *halves = ragged(&options, NULL, 0);
  CHECK(hash(whole) == hash(halves));
  for (int i = 0; i < 7; i++) {
    float one, other;
    GIVES(MIDGE_OK, midge_step(whole, d.inputs, d.targets, RAGGED_ROWS - i, &one));
    GIVES(MIDGE_OK, midge_accumulate_classes(halves, d.inputs, d.classes, RAGGED_ROWS - i, &other));
    GIVES(MIDGE_OK, midge_apply(halves));
    CHECK(memcmp(&one, &other, sizeof one) == 0);
    CHECK(hash(whole) == hash(halves));
  }
  uint64_t before = hash(whole);
  GIVES(MIDGE_OK, midge_apply(whole));
  CHECK(hash(whole) == before);
  // A whole step, or the first of an epoch, takes a gradient that waits along.
  for (int rows = 1; rows <= 19; rows += 9) {
    GIVES(MIDGE_OK, midge_accumulate_classes(whole, d.inputs, d.classes, 20, NULL));
    GIVES(MIDGE_OK, rows == 10 ? midge_epoch_classes(whole, d.inputs, d.classes, rows, rows, 0, NULL)
                               : midge_step_classes(whole, d.inputs, d.classes, rows, NULL));
    GIVES(MIDGE_OK, midge_accumulate_classes(halves, d.inputs, d.classes, 20, NULL));
    GIVES(MIDGE_OK, midge_accumulate_classes(halves, d.inputs, d.classes, rows, NULL));
    GIVES(MIDGE_OK, midge_apply(halves));
    CHECK(hash(whole) == hash(halves));
    before = hash(whole);
    GIVES(MIDGE_OK, midge_apply(whole));
    CHECK(hash(whole) == before);
  }
  GIVES(MIDGE_OK, midge_destroy(&whole));
  GIVES(MIDGE_OK, midge_destroy(&halves));
}

static void epochs(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *one = ragged(&options, NULL, 0), *two = ragged(&options, NULL, 0);
  double first = 0, last = 0, other = 0;
  float loss, rows = 0, sum = 0;
  // Without shuffling an epoch is its steps.
  GIVES(MIDGE_OK, midge_epoch_classes(one, d.inputs, d.classes, RAGGED_ROWS, 10, 0, &first));
  for (int row = 0; row < RAGGED_ROWS; row += 10) {
    int count = RAGGED_ROWS - row < 10 ? RAGGED_ROWS - row : 10;
    GIVES(MIDGE_OK, midge_step_classes(two, d.inputs + row * RAGGED_INPUTS, d.classes + row, count, &loss));
    sum += loss * (float)count;
    rows += (float)count;
  }
  CHECK(hash(one) == hash(two));
  CHECK(sum / rows - first < 1e-5 && first - sum / rows < 1e-5);
  for (int i = 0; i < 150; i++) GIVES(MIDGE_OK, midge_epoch(one, d.inputs, d.targets, RAGGED_ROWS, 8, 1, &last));
  CHECK(last < 0.05 && last < first);
  // In another order the same rows give other parameters; in the same order the same.
  GIVES(MIDGE_OK, midge_epoch(two, d.inputs, d.targets, RAGGED_ROWS, 8, 0, &other));
  GIVES(MIDGE_OK, midge_destroy(&one));
  one = ragged(&options, NULL, 0);
  GIVES(MIDGE_OK, midge_epoch(one, d.inputs, d.targets, RAGGED_ROWS, 10, 0, NULL));
  GIVES(MIDGE_OK, midge_epoch(one, d.inputs, d.targets, RAGGED_ROWS, 8, 1, NULL));
  CHECK(hash(one) != hash(two));
  GIVES(MIDGE_OK, midge_destroy(&one));
  GIVES(MIDGE_OK, midge_destroy(&two));
}

static void evaluation_and_prediction(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *network = ragged(&options, NULL, 0);
  float outputs[RAGGED_ROWS * RAGGED_OUTPUTS], shares[RAGGED_ROWS * RAGGED_OUTPUTS], loss;
  midge_evaluation by_class, by_target;
  for (int i = 0; i < 10; i++) GIVES(MIDGE_OK, midge_step_classes(network, d.inputs, d.classes, RAGGED_ROWS, NULL));
  uint64_t before = hash(network);
  GIVES(MIDGE_OK, midge_evaluate_classes(network, d.inputs, d.classes, RAGGED_ROWS, &by_class));
  GIVES(MIDGE_OK, midge_evaluate(network, d.inputs, d.targets, RAGGED_ROWS, &by_target));
  GIVES(MIDGE_OK, midge_predict(network, d.inputs, RAGGED_ROWS, outputs));
  GIVES(MIDGE_OK, midge_probabilities(network, d.inputs, RAGGED_ROWS, shares));
  CHECK(hash(network) == before);
  CHECK(by_class.row_count == RAGGED_ROWS && by_class.accuracy == by_target.accuracy);
  CHECK(by_class.loss - by_target.loss < 1e-6 && by_target.loss - by_class.loss < 1e-6);
  int right = 0;
  for (int row = 0; row < RAGGED_ROWS; row++) {
    float total = 0;
    int best = 0, likely = 0;
    for (int k = 0; k < RAGGED_OUTPUTS; k++) {
      total += shares[row * RAGGED_OUTPUTS + k];
      if (outputs[row * RAGGED_OUTPUTS + k] > outputs[row * RAGGED_OUTPUTS + best]) best = k;
      if (shares[row * RAGGED_OUTPUTS + k] > shares[row * RAGGED_OUTPUTS + likely]) likely = k;
    }
    CHECK(total > 0.9999f && total < 1.0001f && best == likely);
    right += best == d.classes[row];
  }
  CHECK(by_class.accuracy == (double)right / RAGGED_ROWS);
  GIVES(MIDGE_OK, midge_step_classes(network, d.inputs, d.classes, RAGGED_ROWS, &loss));
  CHECK(loss - by_class.loss < 1e-5 && by_class.loss - loss < 1e-5);
  double rate = 0;
  GIVES(MIDGE_OK, midge_set_learning_rate(network, 0.25));
  GIVES(MIDGE_OK, midge_learning_rate(network, &rate));
  CHECK(rate == 0.25);
  GIVES(MIDGE_OK, midge_destroy(&network));
}

static void prediction_only(void) {
  ragged_data d;
  fill(&d);
  midge_options options = classifier_options();
  midge_network *trainer = ragged(&options, NULL, 0);
  options.prediction_only = 1;
  midge_network *predictor = ragged(&options, NULL, 0);
  midge_network_info full, lean;
  float *from, *to, a[RAGGED_ROWS * RAGGED_OUTPUTS], b[RAGGED_ROWS * RAGGED_OUTPUTS];
  ptrdiff_t count, other;
  midge_evaluation evaluation;
  double rate;
  GIVES(MIDGE_OK, midge_describe(trainer, &full));
  GIVES(MIDGE_OK, midge_describe(predictor, &lean));
  CHECK(lean.prediction_only && !full.prediction_only && lean.byte_count < full.byte_count / 2);
  GIVES(MIDGE_OK, midge_parameters(trainer, &from, &count));
  GIVES(MIDGE_OK, midge_parameters(predictor, &to, &other));
  CHECK(count == other);
  memcpy(to, from, (size_t)count * sizeof *to);
  GIVES(MIDGE_OK, midge_probabilities(trainer, d.inputs, RAGGED_ROWS, a));
  GIVES(MIDGE_OK, midge_probabilities(predictor, d.inputs, RAGGED_ROWS, b));
  CHECK(memcmp(a, b, sizeof a) == 0);
  GIVES(MIDGE_OK, midge_predict(trainer, d.inputs, 1, a));
  GIVES(MIDGE_OK, midge_predict(predictor, d.inputs, 1, b));
  CHECK(memcmp(a, b, sizeof a) == 0);
  // All that only a trainer has.
  GIVES(MIDGE_ERROR_PURPOSE, midge_step(predictor, d.inputs, d.targets, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_step_classes(predictor, d.inputs, d.classes, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_accumulate(predictor, d.inputs, d.targets, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_accumulate_classes(predictor, d.inputs, d.classes, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_apply(predictor));
  GIVES(MIDGE_ERROR_PURPOSE, midge_epoch(predictor, d.inputs, d.targets, 1, 1, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_epoch_classes(predictor, d.inputs, d.classes, 1, 1, 1, NULL));
  GIVES(MIDGE_ERROR_PURPOSE, midge_learning_rate(predictor, &rate));
  GIVES(MIDGE_ERROR_PURPOSE, midge_set_learning_rate(predictor, 1));
  GIVES(MIDGE_ERROR_PURPOSE, midge_gradients(predictor, &to, &count));
  GIVES(MIDGE_ERROR_PURPOSE, midge_evaluate(predictor, d.inputs, d.targets, 1, &evaluation));
  GIVES(MIDGE_ERROR_PURPOSE, midge_evaluate_classes(predictor, d.inputs, d.classes, 1, &evaluation));
  GIVES(MIDGE_OK, midge_destroy(&trainer));
  GIVES(MIDGE_OK, midge_destroy(&predictor));
}

void test_training(void) {
  learns_exclusive_or();
  halves_of_a_step();
  epochs();
  evaluation_and_prediction();
  prediction_only();
}
