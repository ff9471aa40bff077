// What the C tests share. No framework: a failed check says where, and the program ends with 1.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "midge.h"

extern int failures;

#define CHECK(holds)                                                        \
  do {                                                                      \
    if (!(holds)) {                                                         \
      fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #holds); \
      failures++;                                                           \
    }                                                                       \
  } while (0)

// A call must give a status.
#define GIVES(status, call)                                                                                \
  do {                                                                                                     \
    midge_status found_ = (call);                                                                          \
    if (found_ != (status)) {                                                                              \
      fprintf(stderr, "%s:%d: %s gave %d (%s), not %s\n", __FILE__, __LINE__, #call, found_, midge_status_text(found_), #status); \
      failures++;                                                                                          \
    }                                                                                                      \
  } while (0)

// Numbers from -1 to below 1 that are the same everywhere.
static inline float number(uint32_t *state) {
  *state = *state * 1664525u + 1013904223u;
  return (float)(*state >> 8) / 8388608.0f - 1.0f;
}

// A classifier of 13 inputs into 5 classes: sizes that no vector divides.
midge_network *ragged(const midge_options *options, void *memory, ptrdiff_t byte_count);
#define RAGGED_INPUTS 13
#define RAGGED_OUTPUTS 5
#define RAGGED_ROWS 37
typedef struct {
  float inputs[RAGGED_ROWS * RAGGED_INPUTS];
  float targets[RAGGED_ROWS * RAGGED_OUTPUTS];
  int32_t classes[RAGGED_ROWS];
} ragged_data;
void fill(ragged_data *data);
midge_options classifier_options(void);

void test_arguments(void);
void test_handles(void);
void test_training(void);
void test_parameters(void);
void test_models(void);
void test_crafted(void);
void test_scaling(void);
