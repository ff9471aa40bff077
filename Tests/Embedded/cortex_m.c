// The whole of a Cortex-M4F program around Iris.swift: vectors, the floating-point unit, and output to a debugger or an emulator (semihosting).
#include "iris.h"

extern uint32_t data_load, data_start, data_end, bss_start, bss_end, stack_top;

static long semihost(long operation, const void *argument) {
  register long r0 __asm__("r0") = operation;
  register const void *r1 __asm__("r1") = argument;
  __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

static char *hexadecimal(char *end, uint64_t value, int digits) {
  for (; digits > 0; digits--, value >>= 4) *--end = "0123456789abcdef"[value & 15];
  return end;
}

__attribute__((noreturn)) static void leave(int status) {
  const uint32_t how[] = {0x20026, (uint32_t)status};  // ADP_Stopped_ApplicationExit
  semihost(0x20, how);                                 // SYS_EXIT_EXTENDED
  for (;;) {}
}

__attribute__((noreturn)) static void fault(void) { leave(2); }

__attribute__((noreturn)) void reset(void) {
  *(volatile uint32_t *)0xe000ed88 |= 0xf << 20;  // CPACR: coprocessors 10 and 11, floating point
  __asm__ volatile("dsb\n isb");
  for (uint32_t *from = &data_load, *to = &data_start; to < &data_end; from++, to++) *to = *from;
  for (uint32_t *to = &bss_start; to < &bss_end; to++) *to = 0;
  float loss = 0;
  uint64_t hash = iris_train(&loss);
  uint32_t bits;
  __builtin_memcpy(&bits, &loss, sizeof bits);
  char line[] = "iris 0123456789abcdef 01234567\n";
  hexadecimal(line + 21, hash, 16);
  hexadecimal(line + 30, bits, 8);
  semihost(0x04, line);  // SYS_WRITE0
  leave(!(loss < 0.2f));
}

__attribute__((section(".vectors"), used)) static const void *const vectors[16] = {
    &stack_top, reset, fault, fault, fault, fault, fault};
