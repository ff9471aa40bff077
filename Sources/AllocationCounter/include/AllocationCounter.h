#pragma once
#include <stdint.h>

/// What the calling thread has asked of the heap since it began. For tests and benchmarks; no library of ours links this.
typedef struct {
  uint64_t allocations;
  uint64_t frees;
  uint64_t bytes;
} AllocationCounts;

AllocationCounts allocationCounts(void);

/// Whether anything is counted: 0 where the C library is not glibc.
int allocationCounterIsLive(void);
