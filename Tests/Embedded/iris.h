// The host of Iris.swift, without a C library: memory for the trainer, and every third row of iris.csv, which check-targets.sh puts into iris.inc
// as whole numbers: tenths of centimetres, and the species.
#include <stddef.h>
#include <stdint.h>

uint64_t midge_iris(
    void *memory, ptrdiff_t byte_count, const float *features, const int32_t *classes, ptrdiff_t row_count, ptrdiff_t epoch_count, float *loss);

enum { FEATURES = 4, COLUMNS = FEATURES + 1 };
static const uint8_t table[] = {
#include "iris.inc"
};
enum { ROWS = sizeof table / COLUMNS };

static uint64_t iris_train(float *loss) {
  static _Alignas(64) char memory[3072];
  static float features[ROWS * FEATURES];
  static int32_t classes[ROWS];
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < FEATURES; column++) features[row * FEATURES + column] = (table[row * COLUMNS + column] - 32) / 16.0f;
    classes[row] = table[row * COLUMNS + FEATURES];
  }
  return midge_iris(memory, sizeof memory, features, classes, ROWS, 40, loss);
}
