#pragma once
#include <stdint.h>

/// The processor's own clock, for single steps that are too short for the system's: `lfence; rdtsc; lfence` on x86-64 (every
/// processor has it; not all have rdtscp), `isb; mrs cntvct_el0; isb` on arm64. All that stands before a reading is finished when it is
/// taken, and nothing behind it has begun. Inline, so that it costs no call.
static inline __attribute__((always_inline)) uint64_t processorTicks(void) {
#if defined(__x86_64__)
  uint32_t low, high;
  __asm__ volatile("lfence\n\trdtsc\n\tlfence" : "=a"(low), "=d"(high) : : "memory");
  return (uint64_t)high << 32 | low;
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks) : : "memory");
  return ticks;
#else
#error "no clock for this processor"
#endif
}

/// How a child that may make no system call came out.
typedef enum {
  systemCallsNone = 0,
  /// The kernel killed it at its first.
  systemCallsSome = 1,
  /// The child could not be made, or could not be confined.
  systemCallsUnknown = 2,
} SystemCallOutcome;

/// Runs `body(context)` in a forked child that may leave, and make no other system call. The child is a copy: nothing that the
/// body does is seen by the caller.
SystemCallOutcome runWithoutSystemCalls(void (*body)(void *), void *context);
