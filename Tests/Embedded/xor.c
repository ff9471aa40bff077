// The host of XOR.swift. With MIDGE_FREESTANDING it needs no C library: it starts by itself, and leaves by a system call of Linux on x86-64.
#include <stddef.h>

float midge_xor(void *memory, ptrdiff_t byte_count);

static _Alignas(64) char memory[4096];

/// The exit status: 0 if it has learned.
static int status(void) { return midge_xor(memory, sizeof memory) < 0.01f ? 0 : 1; }

#ifdef MIDGE_FREESTANDING
void *memset(void *target, int value, size_t count) {
  for (volatile char *byte = target; count > 0; count--) *byte++ = (char)value;
  return target;
}

__attribute__((noreturn, used)) static void run(void) {
  __asm__ volatile("syscall" : : "a"(231), "D"((long)status()) : "rcx", "r11", "memory");  // exit_group
  __builtin_unreachable();
}

__asm__(".globl _start\n_start: xor %ebp, %ebp\n and $-16, %rsp\n call run\n");
#else
int main(void) { return status(); }
#endif
