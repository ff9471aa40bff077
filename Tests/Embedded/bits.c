// The host of Bits.swift: memory for its trainers, and a line for each. Ends with 1 if one of them has not learned.
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

uint64_t midge_bits_xor(void *memory, ptrdiff_t byte_count, int32_t step_count, float *loss);
uint64_t midge_bits_ragged(void *memory, ptrdiff_t byte_count, int32_t step_count, float *loss);

static _Alignas(64) char memory[1 << 20];

int main(void) {
  float xor_loss = 1, ragged_loss = 1;
  uint64_t xor_hash = midge_bits_xor(memory, sizeof memory, 4000, &xor_loss);
  uint64_t ragged_hash = midge_bits_ragged(memory, sizeof memory, 300, &ragged_loss);
  printf("xor %016llx %a\n", (unsigned long long)xor_hash, xor_loss);
  printf("13-29-5 %016llx %a\n", (unsigned long long)ragged_hash, ragged_loss);
  return !(xor_loss < 0.01f && ragged_loss < 0.01f);
}
