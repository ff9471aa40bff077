// Defines the malloc family over glibc's own entry points, so that every allocation of the process passes here, whoever asks.
#define _GNU_SOURCE
#include "AllocationCounter.h"
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __GLIBC__

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

// initial-exec: reaching the counter must not itself allocate.
static _Thread_local AllocationCounts counts __attribute__((tls_model("initial-exec")));

static inline void *note(void *block, size_t bytes) {
  if (block) {
    counts.allocations++;
    counts.bytes += bytes;
  }
  return block;
}

void *malloc(size_t bytes) { return note(__libc_malloc(bytes), bytes); }
void *calloc(size_t count, size_t size) { return note(__libc_calloc(count, size), count * size); }
void *realloc(void *block, size_t bytes) { return note(__libc_realloc(block, bytes), bytes); }
void *memalign(size_t alignment, size_t bytes) { return note(__libc_memalign(alignment, bytes), bytes); }
void *aligned_alloc(size_t alignment, size_t bytes) { return note(__libc_memalign(alignment, bytes), bytes); }
void *valloc(size_t bytes) { return note(__libc_memalign(sysconf(_SC_PAGESIZE), bytes), bytes); }

void *pvalloc(size_t bytes) {
  size_t page = sysconf(_SC_PAGESIZE), whole = (bytes + page - 1) / page * page;
  return note(__libc_memalign(page, whole), whole);
}

int posix_memalign(void **out, size_t alignment, size_t bytes) {
  if (alignment < sizeof(void *) || (alignment & (alignment - 1))) return EINVAL;
  void *block = note(__libc_memalign(alignment, bytes), bytes);
  if (!block) return ENOMEM;
  *out = block;
  return 0;
}

void free(void *block) {
  if (block) counts.frees++;
  __libc_free(block);
}

AllocationCounts allocationCounts(void) { return counts; }
int allocationCounterIsLive(void) { return 1; }

#else

AllocationCounts allocationCounts(void) { return (AllocationCounts){0, 0, 0}; }
int allocationCounterIsLive(void) { return 0; }

#endif
