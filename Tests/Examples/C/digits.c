// Trains a classifier of handwritten digits. Usage: digits digits.csv [EPOCHS]
//
//     cc digits.c $(pkg-config --cflags --libs midge) -o digits
#include <midge.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS = 64, CLASSES = 10, MOST_ROWS = 10000 };
static double values[MOST_ROWS][INPUTS];
static float inputs[MOST_ROWS][INPUTS];
static int32_t labels[MOST_ROWS];

// A line of names, then 64 pixels and the digit on each.
static ptrdiff_t read_table(const char *path) {
  static char line[4096];
  ptrdiff_t rows = 0;
  FILE *file = fopen(path, "r");
  if (!file || !fgets(line, sizeof line, file)) return fprintf(stderr, "cannot read %s\n", path), exit(1), 0;
  while (rows < MOST_ROWS && fgets(line, sizeof line, file)) {
    char *at = line;
    for (int i = 0; i < INPUTS; i++) {
      values[rows][i] = strtod(at, &at);
      if (*at++ != ',') return fprintf(stderr, "%s: row %td has too few columns\n", path, rows + 1), exit(1), 0;
    }
    labels[rows++] = (int32_t)strtol(at, NULL, 10);
  }
  fclose(file);
  return rows;
}

static void check(midge_status status, const char *text) {
  if (status == MIDGE_OK) return;
  fprintf(stderr, "%s: %s\n", midge_status_text(status), text);
  exit(1);
}

int main(int count, char **words) {
  if (count < 2) return fprintf(stderr, "usage: digits digits.csv [EPOCHS]\n"), 2;
  const int epochs = count > 2 ? atoi(words[2]) : 20;
  const ptrdiff_t rows = read_table(words[1]);
  double means[INPUTS], deviations[INPUTS], loss = 0;
  check(midge_fit_scaling(values[0], rows, INPUTS, means, deviations), "the table");
  check(midge_scale(values[0], rows, INPUTS, means, deviations, inputs[0]), "the table");

  const midge_layer layers[] = {{MIDGE_DENSE, MIDGE_RELU, INPUTS, 32}, {MIDGE_DENSE, MIDGE_IDENTITY, 32, CLASSES}};
  midge_options options;
  midge_network *network = NULL;
  midge_error error = {""};
  midge_default_options(&options);
  options.loss = MIDGE_CROSS_ENTROPY;
  options.learning_rate = 0.01;
  check(midge_create(&network, layers, 2, &options, NULL, 0, &error), error.text);

  for (int epoch = 0; epoch < epochs; epoch++)
    check(midge_epoch_classes(network, inputs[0], labels, rows, 32, 1, &loss), midge_last_error(network));
  midge_evaluation evaluation;
  check(midge_evaluate_classes(network, inputs[0], labels, rows, &evaluation), midge_last_error(network));
  printf("loss %.17g\naccuracy %.4f\n", loss, evaluation.accuracy);

  float shares[CLASSES];
  check(midge_probabilities(network, inputs[0], 1, shares), midge_last_error(network));
  printf("the first image is a %d: %.4f\n", labels[0], shares[labels[0]]);
  check(midge_destroy(&network), "");
  return 0;
}
