// What bits.mjs calls, and what a WebAssembly module without a C library must bring: memory functions, and a fused multiply-add, for
// which WebAssembly has no instruction.
#include "bits.h"
#include <stddef.h>

static struct bits result;

__attribute__((export_name("train"))) uint64_t train(int workload) {
  result = workload == 0 ? bits_xor() : bits_digits();
  return result.hash;
}

__attribute__((export_name("loss"))) float loss(void) { return result.loss; }

void *memset(void *target, int value, size_t count) {
  for (volatile char *byte = target; count > 0; count--) *byte++ = (char)value;
  return target;
}

void *memcpy(void *target, const void *source, size_t count) {
  const char *from = source;
  for (volatile char *byte = target; count > 0; count--) *byte++ = *from++;
  return target;
}

/// x y is exact in double precision. The sum is rounded to odd there (Boldo and Melquiond, 2008), so that its second rounding is right.
float fmaf(float x, float y, float z) {
  double product = (double)x * y, addend = z, sum = product + addend, part = sum - product;
  double error = (product - (sum - part)) + (addend - part);
  uint64_t bits;
  __builtin_memcpy(&bits, &sum, sizeof bits);
  if (error != 0 && error == error && (bits & 1) == 0) {
    bits = (error > 0) == (sum > 0) ? bits + 1 : bits - 1;
    __builtin_memcpy(&sum, &bits, sizeof bits);
  }
  return (float)sum;
}
