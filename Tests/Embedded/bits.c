// The host of Bits.swift, without a C library: memory for its trainers, and rows of digits.csv, which check-targets.sh puts into digits.inc.
#include "bits.h"
#include <stddef.h>

uint64_t midge_bits_xor(void *memory, ptrdiff_t byte_count, float *loss);
uint64_t midge_bits_digits(void *memory, ptrdiff_t byte_count, const float *pixels, const int32_t *digits, ptrdiff_t row_count, float *loss);

enum { PIXELS = 64, COLUMNS = PIXELS + 1 };
static const uint8_t table[] = {
#include "digits.inc"
};
enum { ROWS = sizeof table / COLUMNS };

static _Alignas(64) char memory[256 << 10];
static float pixels[ROWS * PIXELS];
static int32_t digits[ROWS];

struct bits bits_xor(void) {
  struct bits result;
  result.hash = midge_bits_xor(memory, sizeof memory, &result.loss);
  return result;
}

struct bits bits_digits(void) {
  struct bits result;
  for (int row = 0; row < ROWS; row++) {
    for (int column = 0; column < PIXELS; column++) pixels[row * PIXELS + column] = table[row * COLUMNS + column] / 16.0f;
    digits[row] = table[row * COLUMNS + PIXELS];
  }
  result.hash = midge_bits_digits(memory, sizeof memory, pixels, digits, ROWS, &result.loss);
  return result;
}
