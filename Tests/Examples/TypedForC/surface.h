#ifndef SURFACE_H
#define SURFACE_H
#include <stddef.h>
#include <stdint.h>

// A model is a block of memory of the caller's, from a multiple of 64 bytes on. Nothing is ever allocated, and nothing is to be freed.
ptrdiff_t surface_byte_count(void);
void surface_create(void *model, uint64_t seed);
float surface_step(void *model, const float *inputs, const float *targets, ptrdiff_t rows);
void surface_predict(void *model, const float *inputs, float *outputs, ptrdiff_t rows);

#endif
