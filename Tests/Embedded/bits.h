#include <stdint.h>

/// What a workload of Bits.swift has come to.
struct bits {
  uint64_t hash;
  float loss;
};

struct bits bits_xor(void);
struct bits bits_digits(void);
