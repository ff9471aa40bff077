// Compares what this library trains with the model of `midge train DIGITS --validation 0`. Usage: parity MODEL DIGITS.csv EPOCHS
#include "check.h"

int failures = 0;

static char *read_file(const char *path, ptrdiff_t *count) {
  FILE *file = fopen(path, "rb");
  if (!file) return fprintf(stderr, "cannot open %s\n", path), exit(2), NULL;
  fseek(file, 0, SEEK_END);
  *count = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)*count + 1);
  if (fread(bytes, 1, (size_t)*count, file) != (size_t)*count) exit(2);
  bytes[*count] = 0;
  fclose(file);
  return bytes;
}

enum { INPUTS = 64, MOST_ROWS = 2000 };
static double values[MOST_ROWS * INPUTS];
static float inputs[MOST_ROWS * INPUTS];
static int32_t classes[MOST_ROWS];

static ptrdiff_t read_digits(const char *path) {
  ptrdiff_t count, rows = 0;
  char *text = read_file(path, &count), *at = strchr(text, '\n') + 1;
  while (*at && rows < MOST_ROWS) {
    for (int i = 0; i < INPUTS; i++, at++) values[rows * INPUTS + i] = strtod(at, &at);
    classes[rows++] = (int32_t)strtol(at, &at, 10);
    while (*at == '\n' || *at == '\r') at++;
  }
  free(text);
  return rows;
}

int main(int argument_count, char **words) {
  if (argument_count != 4) return 2;
  const midge_layer layers[] = {{MIDGE_DENSE, MIDGE_RELU, INPUTS, 32}, {MIDGE_DENSE, MIDGE_IDENTITY, 32, 10}};
  double means[INPUTS], deviations[INPUTS], loss = 0;
  ptrdiff_t rows = read_digits(words[2]), count, parameter_count, other_count;
  char *model = read_file(words[1], &count);
  midge_options options;
  midge_network *ours = NULL, *theirs = NULL;
  midge_error error = {""};
  float *a, *b;
  GIVES(MIDGE_OK, midge_default_options(&options));
  options.loss = MIDGE_CROSS_ENTROPY;
  options.learning_rate = 0.01;
  GIVES(MIDGE_OK, midge_fit_scaling(values, rows, INPUTS, means, deviations));
  GIVES(MIDGE_OK, midge_scale(values, rows, INPUTS, means, deviations, inputs));
  GIVES(MIDGE_OK, midge_create(&ours, layers, 2, &options, NULL, 0, &error));
  for (int epoch = 0; epoch < atoi(words[3]); epoch++) GIVES(MIDGE_OK, midge_epoch_classes(ours, inputs, classes, rows, 32, 1, &loss));
  GIVES(MIDGE_OK, midge_create_from_model(&theirs, model, count, &options, NULL, 0, &error));
  if (error.text[0]) fprintf(stderr, "%s\n", error.text);
  GIVES(MIDGE_OK, midge_parameters(ours, &a, &parameter_count));
  GIVES(MIDGE_OK, midge_parameters(theirs, &b, &other_count));
  CHECK(parameter_count == other_count && memcmp(a, b, (size_t)parameter_count * sizeof *a) == 0);
  printf("loss %.17g\n", loss);
  GIVES(MIDGE_OK, midge_destroy(&ours));
  GIVES(MIDGE_OK, midge_destroy(&theirs));
  free(model);
  return failures > 0;
}
