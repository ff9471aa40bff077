// The traffic of a plain gradient-descent update and nothing else: w[i] -= rate * g[i] over one million floats, two
// streams read and one written.   COPYSCALE "" SECONDS
#include "timing.h"

enum { COUNT = 1000000 };
static float *w, *g;

static void run(long n) {
  const float rate = 1e-3f;
  for (long k = 0; k < n; k++) {
    float *restrict a = w;
    const float *restrict b = g;
    for (int i = 0; i < COUNT; i++) a[i] -= rate * b[i];
    __asm__ volatile("" ::: "memory");
  }
}

// The gradient is that of a constant slope, so the mean parameter must fall.
static double mean(void) {
  double sum = 0;
  for (int i = 0; i < COUNT; i++) sum += w[i];
  return sum / COUNT;
}

int main(int argc, char **argv) {
  w = aligned_alloc(64, COUNT * 4);
  g = aligned_alloc(64, COUNT * 4);
  for (int i = 0; i < COUNT; i++) {
    w[i] = 1;
    g[i] = 1e-3f;
  }
  measure(NAME, "g1", run, mean, argc > 2 ? atof(argv[2]) : 1.0);
  return 0;
}
